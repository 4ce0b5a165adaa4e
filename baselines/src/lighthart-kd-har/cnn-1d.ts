import type { Random } from '@paretoboard/sdk/random.js';
import { defineSubmission, type TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor, Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs';
import { glorotFilter, glorotMatrix } from '../shared/initial-values.js';
import { crossEntropy, dropout, trainLoop } from '../shared/train-classifier.js';
import { countParameters, variablesOf, type Weights } from '../shared/weights.js';
import { loadArtefact, saveArtefact } from './artefact.js';
import { settings } from './train-student.js';
import {
  allRows,
  gather,
  inertialChannels,
  jitter,
  lengths,
  normaliseInertial,
  scalingOf,
  steps,
} from './windows-data.js';

const widths = [inertialChannels, 32, 64, 64] as const;
const filterLength = 5;
const dropoutRate = 0.3;

function initialWeights(tf: TensorFlow, random: Random, classes: number): Weights {
  const weights: Record<string, Tensor> = {};
  for (let layer = 0; layer < 3; layer++) {
    weights[`conv${layer}/filter`] = glorotFilter(tf, random, [1, filterLength, widths[layer]!, widths[layer + 1]!]);
    weights[`conv${layer}/bias`] = tf.zeros([widths[layer + 1]!]);
  }
  weights['logits/matrix'] = glorotMatrix(tf, random, widths[3], classes);
  weights['logits/bias'] = tf.zeros([classes]);
  return weights;
}

/** Three convolutions along time, halved by max pooling, mean over time. @param x [n, 64, 6] */
function logits(tf: TensorFlow, weights: Weights, x: Tensor3D, random: Random | null): Tensor2D {
  let features = x.reshape([-1, 1, steps, inertialChannels]) as Tensor4D;
  for (let layer = 0; layer < 3; layer++) {
    const sum = tf.add(
      tf.conv2d(features, weights[`conv${layer}/filter`] as Tensor4D, 1, 'same'),
      weights[`conv${layer}/bias`]!,
    ) as Tensor4D;
    features = tf.maxPool(tf.relu(sum), [1, 2], [1, 2], 'same');
  }
  const pooled = tf.mean(features, [1, 2]) as Tensor2D;
  const kept = random ? dropout(tf, pooled, dropoutRate, random) : pooled;
  return tf.add(tf.matMul(kept as Tensor2D, weights['logits/matrix'] as Tensor2D), weights['logits/bias']!);
}

/** 1-D convolutional network on the inertial window. */
export default defineSubmission({
  interaction: 'predict',
  train(context) {
    const { tf, random } = context;
    const windows = allRows(context);
    const scaling = scalingOf(windows);
    const classes = context.outputs[0]!.shape[0]!;
    const inertial = normaliseInertial(windows.inertial, scaling);
    const variables = variablesOf(tf, initialWeights(tf, random.fork('weights'), classes));
    const done = trainLoop(context, {
      ...settings,
      items: windows.items,
      variables,
      batch: (indices, draw) => {
        const batch = gather(inertial, indices, lengths.inertial);
        jitter(batch, draw);
        return {
          inputs: [tf.tensor3d(batch, [indices.length, steps, inertialChannels])],
          targets: [
            tf.oneHot(
              tf.tensor1d(
                Int32Array.from(indices, (index) => windows.labels[index]!),
                'int32',
              ),
              classes,
            ),
          ],
        };
      },
      loss: ({ inputs, targets }, draw) =>
        crossEntropy(tf, targets[0] as Tensor2D, logits(tf, variables, inputs[0] as Tensor3D, draw)),
    });
    saveArtefact(context, variables, scaling);
    return { steps: done, epochs: settings.epochs, parameters: countParameters(variables) };
  },
  load(context) {
    const { tf } = context;
    const { weights, scaling } = loadArtefact(tf, context);
    const classes = context.outputs[0]!.shape[0]!;
    return {
      parameters: countParameters(weights),
      predict: (inputs, items) => {
        const windows = normaliseInertial(inputs.inertial!.data as Float32Array, scaling);
        const data = tf.tidy(() =>
          logits(tf, weights, tf.tensor3d(windows, [items, steps, inertialChannels]), null).dataSync(),
        );
        return { logits: { dtype: 'float32', shape: [items, classes], data: data as Float32Array } };
      },
    };
  },
});
