import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs';
import { batchNormalise, type Moments } from '../layers/batch-normalisation.js';
import { glorotFilter } from '../shared/initial-values.js';
import type { Weights } from '../shared/weights.js';

/** From pictures to vectors. */
export interface Backbone {
  /** Side and channels of the pictures that it takes. */
  readonly side: number;
  readonly channels: number;
  /** Length of a feature vector. */
  readonly width: number;
  initialWeights(tf: TensorFlow, random: Random): Record<string, Tensor>;
  /** @param images float32 [n, side, side, channels] @returns float32 [n, width] */
  features(tf: TensorFlow, weights: Weights, images: Tensor4D, moments: Moments): Tensor2D;
}

/** A 3 × 3 convolution with batch normalisation, before its activation. */
interface Unit {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly hasBias: boolean;
}

function unitWeights(tf: TensorFlow, random: Random, { name, from, to, hasBias }: Unit): [string, Tensor][] {
  return [
    [`${name}/filter`, glorotFilter(tf, random, [3, 3, from, to])],
    ...(hasBias ? [[`${name}/bias`, tf.zeros([to])] as [string, Tensor]] : []),
    [`${name}/scale`, tf.ones([to])],
    [`${name}/shift`, tf.zeros([to])],
  ];
}

function runUnit(
  tf: TensorFlow,
  weights: Weights,
  { name, hasBias }: Unit,
  input: Tensor4D,
  moments: Moments,
): Tensor4D {
  const convolved = tf.conv2d(input, weights[`${name}/filter`] as Tensor4D, 1, 'same');
  const biased = hasBias ? (tf.add(convolved, weights[`${name}/bias`]!) as Tensor4D) : convolved;
  return batchNormalise(tf, biased, name, weights, moments);
}

function averaged(tf: TensorFlow, maps: Tensor4D): Tensor2D {
  return tf.mean(maps, [1, 2]) as Tensor2D;
}

const weightsOf = (tf: TensorFlow, random: Random, units: readonly Unit[]): Record<string, Tensor> =>
  Object.fromEntries(units.flatMap((unit) => unitWeights(tf, random, unit)));

/** Conv4 (Table 1): four times convolution, batch normalisation, ReLU, max pooling 2 × 2; then the mean over the map. */
export function conv4(side: number, channels: number, filters: number): Backbone {
  const units = Array.from({ length: 4 }, (_, layer): Unit => {
    return { name: `conv${layer}`, from: layer === 0 ? channels : filters, to: filters, hasBias: true };
  });
  return {
    side,
    channels,
    width: filters,
    initialWeights: (tf, random) => weightsOf(tf, random, units),
    features: (tf, weights, images, moments) => {
      let maps = images;
      for (const unit of units) maps = tf.maxPool(tf.relu(runUnit(tf, weights, unit, maps, moments)), 2, 2, 'valid');
      return averaged(tf, maps);
    },
  };
}

/**
 * ResNet-12 (Table 2): four blocks of three convolutions; the first one's output is added to the third's before the ReLU; max pooling 3 × 3 by 3
 * (84 → 28 → 9 → 3 → 1), then the mean. Batch normalisation takes the place of biases.
 */
export function resnet12(side: number, channels: number, widths: readonly [number, number, number, number]): Backbone {
  const blocks = widths.map((to, block): Unit[] =>
    [0, 1, 2].map((layer) => ({
      name: `block${block}/conv${layer}`,
      from: layer > 0 ? to : block === 0 ? channels : widths[block - 1]!,
      to,
      hasBias: false,
    })),
  );
  const runBlock = (tf: TensorFlow, weights: Weights, units: Unit[], input: Tensor4D, moments: Moments): Tensor4D => {
    const [first, second, third] = units as [Unit, Unit, Unit];
    const entry = runUnit(tf, weights, first, input, moments);
    const middle = tf.relu(runUnit(tf, weights, second, tf.relu(entry), moments));
    const sum = tf.add(entry, runUnit(tf, weights, third, middle, moments)) as Tensor4D;
    return tf.maxPool(tf.relu(sum), 3, 3, 'valid');
  };
  return {
    side,
    channels,
    width: widths[3],
    initialWeights: (tf, random) => weightsOf(tf, random, blocks.flat()),
    features: (tf, weights, images, moments) => {
      let maps = images;
      for (const units of blocks) maps = runBlock(tf, weights, units, maps, moments);
      return averaged(tf, maps);
    },
  };
}
