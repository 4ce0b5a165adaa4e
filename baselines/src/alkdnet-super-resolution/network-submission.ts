import type { Random } from '@paretoboard/sdk/random.js';
import { defineSubmission, type PredictSubmission, type TensorFlow } from '@paretoboard/sdk/submission.js';
import { scale } from '@paretoboard/tasks/alkdnet-super-resolution/sizes.js';
import type { Scalar, Tensor4D } from '@tensorflow/tfjs';
import { askable } from '../shared/askable.js';
import { type Batch, trainLoop } from '../shared/train-classifier.js';
import { countParameters, packWeights, unpackWeights, variablesOf, type Weights } from '../shared/weights.js';
import { copyCrop, drawCrop } from './crop.js';
import { answerOf, type Pictures, patchesOf } from './pictures.js';

/** A network that enlarges pictures in [0, 1]. */
export interface EnlargingNetwork {
  initialWeights(tf: TensorFlow, random: Random): Weights;
  /** [n, h, w, 3] → [n, scale · h, scale · w, 3]. */
  enlarge(tf: TensorFlow, weights: Weights, small: Tensor4D): Tensor4D;
}

export interface TrainingSettings {
  /** Rounded to whole epochs. */
  readonly steps: number;
  readonly batchSize: number;
  /** Side of a crop in small pixels. */
  readonly cropSide: number;
  readonly learningRate: number;
}

/**
 * As the paper, but for length and size: 240 steps of 8 crops of 24 × 24 small pixels instead of a million of 64 crops of 48 × 48, and twice the rate.
 * Chosen before the first training, the same for every network here.
 */
export const settings: TrainingSettings = { steps: 240, batchSize: 8, cropSide: 24, learningRate: 2e-3 };

const weightsFile = 'weights.bin';

function batchOf(
  tf: TensorFlow,
  { small, large }: { small: Pictures; large: Pictures },
  cropSide: number,
  indices: Uint32Array,
  random: Random,
): Batch {
  const items = indices.length;
  const [smallSide, largeSide] = [cropSide, cropSide * scale];
  const smallCrops = new Float32Array(items * smallSide ** 2 * 3);
  const largeCrops = new Float32Array(items * largeSide ** 2 * 3);
  indices.forEach((item, position) => {
    const crop = drawCrop(random, item, small.side, cropSide);
    copyCrop(small, crop, 1, smallCrops, position);
    copyCrop(large, crop, scale, largeCrops, position);
  });
  return {
    inputs: [tf.tensor4d(smallCrops, [items, smallSide, smallSide, 3])],
    targets: [tf.tensor4d(largeCrops, [items, largeSide, largeSide, 3])],
  };
}

/** Trained on random crops in eight poses with the mean absolute error, Adam, and a rate that falls along half a cosine. */
export function networkSubmission(network: EnlargingNetwork, training = settings): PredictSubmission {
  return defineSubmission({
    interaction: 'predict',
    async train(context) {
      const { tf, random } = context;
      const patches = patchesOf(context.all('train'));
      const { batchSize, learningRate } = training;
      const { items } = patches.small;
      const epochs = Math.max(1, Math.round(training.steps / Math.ceil(items / batchSize)));
      const variables = variablesOf(tf, network.initialWeights(tf, random.fork('weights')));
      const steps = await trainLoop(context, {
        items,
        batchSize,
        epochs,
        learningRate,
        variables,
        isSteady: true,
        batch: (indices, draw) => batchOf(tf, patches, training.cropSide, indices, draw),
        loss: ({ inputs, targets }) =>
          tf.mean(tf.abs(tf.sub(network.enlarge(tf, variables, inputs[0] as Tensor4D), targets[0]!))) as Scalar,
      });
      context.save(weightsFile, packWeights(variables));
      return { steps, epochs, parameters: countParameters(variables) };
    },
    load(context) {
      const { tf } = context;
      const weights = unpackWeights(tf, context.read(weightsFile));
      const ask = askable(tf, (levels) => {
        const small = tf.div(levels!, 255) as Tensor4D;
        return [tf.mul(network.enlarge(tf, weights, small), 255)];
      });
      return {
        parameters: countParameters(weights),
        predict: ({ image }) => {
          const { shape, data } = image!;
          const [items, height, width] = shape as [number, number, number];
          const [values] = ask(() => [tf.tensor4d(Float32Array.from(data), [items, height, width, 3])]);
          return answerOf(values!, [items, scale * height, scale * width, 3]);
        },
      };
    },
  });
}
