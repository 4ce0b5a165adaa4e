import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs';
import { glorotFilter, glorotMatrix } from '../shared/initial-values.js';
import { dropout } from '../shared/train-classifier.js';
import type { Weights } from '../shared/weights.js';

export interface ReIdentifierSettings {
  /** Groups of neighbouring channels (limbs) with convolutions of their own; 1 for few channels. */
  readonly branches: number;
  readonly convolutions: number;
  /** Along time. */
  readonly kernel: number;
  readonly filters: number;
  /** Of each branch's dense layer, and of the one that joins them. */
  readonly units: number;
  /** Steps that are left by averaging; null: all, as in the paper. */
  readonly pooledSteps: number | null;
  readonly dropout: number;
}

/** Steps after the convolutions, which pad nothing, and after averaging. */
function stepsAfter({ convolutions, kernel, pooledSteps }: ReIdentifierSettings, steps: number): [number, number] {
  const convolved = steps - convolutions * (kernel - 1);
  return [convolved, pooledSteps ?? convolved];
}

/** Shape of every weight. @param window [steps, channels] */
export function reIdentifierShapes(
  settings: ReIdentifierSettings,
  [steps, channels]: readonly [number, number],
  classes: number,
): Record<string, number[]> {
  const { branches, convolutions, kernel, filters, units } = settings;
  const width = channels / branches;
  const dense = (name: string, from: number, to: number) => ({
    [`${name}/matrix`]: [from, to],
    [`${name}/bias`]: [to],
  });
  const ofBranch = (branch: number): Record<string, number[]> =>
    Object.assign(
      dense(`branch${branch}`, stepsAfter(settings, steps)[1] * width * filters, units),
      ...Array.from({ length: convolutions }, (_, layer) => ({
        [`branch${branch}/conv${layer}/filter`]: [kernel, 1, layer === 0 ? 1 : filters, filters],
        [`branch${branch}/conv${layer}/bias`]: [filters],
      })),
    );
  return Object.assign(
    {},
    ...Array.from({ length: branches }, (_, branch) => ofBranch(branch)),
    dense('joined', branches * units, units),
    dense('subjects', units, classes),
  );
}

export function reIdentifierWeights(
  tf: TensorFlow,
  random: Random,
  settings: ReIdentifierSettings,
  window: readonly [number, number],
  classes: number,
): Weights {
  const initial = (shape: number[]) => {
    if (shape.length === 1) return tf.zeros(shape);
    if (shape.length === 2) return glorotMatrix(tf, random, shape[0]!, shape[1]!);
    return glorotFilter(tf, random, shape as [number, number, number, number]);
  };
  const shapes = Object.entries(reIdentifierShapes(settings, window, classes));
  return Object.fromEntries(shapes.map(([name, shape]) => [name, initial(shape)]));
}

function dense(tf: TensorFlow, weights: Weights, name: string, x: Tensor2D): Tensor2D {
  return tf.add(tf.matMul(x, weights[`${name}/matrix`] as Tensor2D), weights[`${name}/bias`] as Tensor1D);
}

function branchOf(tf: TensorFlow, weights: Weights, name: string, part: Tensor4D, settings: ReIdentifierSettings) {
  let x = part;
  for (let layer = 0; layer < settings.convolutions; layer++) {
    const filter = weights[`${name}/conv${layer}/filter`] as Tensor4D;
    x = tf.relu(tf.add(tf.conv2d(x, filter, 1, 'valid'), weights[`${name}/conv${layer}/bias`]!)) as Tensor4D;
  }
  const { pooledSteps } = settings;
  const length = pooledSteps === null ? 1 : Math.floor(x.shape[1] / pooledSteps);
  if (length > 1) x = tf.avgPool(x, [length, 1], [length, 1], 'valid');
  return tf.relu(dense(tf, weights, name, x.reshape([x.shape[0], -1]) as Tensor2D)) as Tensor2D;
}

/**
 * Logits of subjects [items, classes]: convolutions along time for each branch, a dense layer each, and a perceptron of all.
 * @param windows [items, steps, channels, 1] in [0, 1]
 * @param dropping null: not in training
 */
export function reIdentify(
  tf: TensorFlow,
  weights: Weights,
  windows: Tensor4D,
  settings: ReIdentifierSettings,
  dropping: Random | null,
): Tensor2D {
  const parts = settings.branches === 1 ? [windows] : (tf.split(windows, settings.branches, 2) as Tensor4D[]);
  const features = parts.map((part, branch) => branchOf(tf, weights, `branch${branch}`, part, settings));
  const joined = tf.relu(dense(tf, weights, 'joined', tf.concat(features, 1))) as Tensor2D;
  const kept = dropping ? (dropout(tf, joined, settings.dropout, dropping) as Tensor2D) : joined;
  return dense(tf, weights, 'subjects', kept);
}
