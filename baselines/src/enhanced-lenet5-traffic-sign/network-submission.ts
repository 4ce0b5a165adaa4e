import type { Random } from '@paretoboard/sdk/random.js';
import { defineSubmission, type PredictSubmission, type TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs';
import { askable } from '../shared/askable.js';
import { accuracyOf, crossEntropy, trainLoop } from '../shared/train-classifier.js';
import { countParameters, packWeights, unpackWeights, variablesOf, type Weights } from '../shared/weights.js';
import { augment } from './augment.js';
import { preprocess, side } from './preprocess.js';

export interface Network {
  readonly epochs: number;
  readonly batchSize: number;
  readonly learningRate: number;
  /** The paper's network is trained with augmentation on the fly. */
  readonly augmented: boolean;
  initialWeights(tf: TensorFlow, random: Random, classes: number): Weights;
  logits(tf: TensorFlow, weights: Weights, x: Tensor4D, random: Random | null): Tensor2D;
}

const pixels = side * side;
const weightsFile = 'weights.bin';

function gather(images: Float32Array, indices: Uint32Array, random: Random | null): Float32Array {
  const batch = new Float32Array(indices.length * pixels);
  indices.forEach((index, position) => {
    if (random) augment(images, index * pixels, batch, position * pixels, random);
    else batch.set(images.subarray(index * pixels, (index + 1) * pixels), position * pixels);
  });
  return batch;
}

/** Pictures of a network in the paper's pre-processing, Adam and cross-entropy. */
export function networkSubmission(network: Network): PredictSubmission {
  return defineSubmission({
    interaction: 'predict',
    async train(context) {
      const { tf, random } = context;
      const classes = context.outputs[0]!.shape[0]!;
      const [train, validation] = [context.all('train'), context.all('validation')];
      const images = preprocess(train.inputs.image!.data as Uint8Array, train.items);
      const labels = train.targets.label!.data as Int32Array;
      const held = {
        images: preprocess(validation.inputs.image!.data as Uint8Array, validation.items),
        labels: validation.targets.label!.data,
      };
      const variables = variablesOf(tf, network.initialWeights(tf, random.fork('weights'), classes));
      const validationAccuracy = (): number =>
        accuracyOf(
          tf.tidy(
            () =>
              network
                .logits(tf, variables, tf.tensor4d(held.images, [validation.items, side, side, 1]), null)
                .dataSync() as Float32Array,
          ),
          held.labels,
        );
      const steps = await trainLoop(context, {
        ...network,
        items: train.items,
        variables,
        isSteady: true,
        batch: (indices, draw) => ({
          inputs: [
            tf.tensor4d(gather(images, indices, network.augmented ? draw : null), [indices.length, side, side, 1]),
          ],
          targets: [
            tf.oneHot(
              tf.tensor1d(
                Int32Array.from(indices, (index) => labels[index]!),
                'int32',
              ),
              classes,
            ),
          ],
        }),
        loss: ({ inputs, targets }, draw) =>
          crossEntropy(tf, targets[0] as Tensor2D, network.logits(tf, variables, inputs[0] as Tensor4D, draw)),
        report: (epoch): Record<string, number> =>
          epoch % 5 === 0 && validation.items > 0 ? { validationAccuracy: validationAccuracy() } : {},
      });
      context.save(weightsFile, packWeights(variables));
      return { steps, epochs: network.epochs, parameters: countParameters(variables) };
    },
    load(context) {
      const { tf } = context;
      const weights = unpackWeights(tf, context.read(weightsFile));
      const classes = context.outputs[0]!.shape[0]!;
      const ask = askable(tf, (images) => [network.logits(tf, weights, images as Tensor4D, null)]);
      return {
        parameters: countParameters(weights),
        predict: (inputs, items) => {
          const images = preprocess(inputs.image!.data as Uint8Array, items);
          const [data] = ask(() => [tf.tensor4d(images, [items, side, side, 1])]);
          return { logits: { dtype: 'float32', shape: [items, classes], data: data! } };
        },
      };
    },
  });
}
