import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs';

const epsilon = 1e-5;

/** The runtime `tensorflow` has one for a batch's own moments. */
const kernel = 'BatchNormTraining';

/** Mean and variance of a layer's channels, [channels] each. */
export interface ChannelMoments {
  readonly mean: Tensor1D;
  readonly variance: Tensor1D;
}

/**
 * Where a layer's moments come from: the batch itself, shown to `seen` (copy what is kept); or stored ones, by the layer's name.
 */
export type Moments =
  | { readonly from: 'batch'; seen?(layer: string, moments: ChannelMoments): void }
  | { readonly from: 'store'; of(layer: string): ChannelMoments };

/**
 * Batch normalisation over all but the last axis (Ioffe & Szegedy 2015).
 * @param input [batch, height, width, channels]
 * @param weights has `<layer>/scale` and `<layer>/shift`, [channels] each
 */
export function batchNormalise(
  tf: TensorFlow,
  input: Tensor4D,
  layer: string,
  weights: Readonly<Record<string, Tensor>>,
  moments: Moments,
): Tensor4D {
  const [ownScale, shift] = [weights[`${layer}/scale`]!, weights[`${layer}/shift`]!];
  if (moments.from === 'batch' && !moments.seen && tf.getKernel(kernel, tf.getBackend())) {
    const inputs = { x: input, scale: ownScale, shift };
    const [y] = tf.engine().runKernel(kernel, inputs, { epsilon }) as unknown as Tensor4D[];
    return y!;
  }
  const used = moments.from === 'store' ? moments.of(layer) : (tf.moments(input, [0, 1, 2]) as ChannelMoments);
  if (moments.from === 'batch') moments.seen?.(layer, used);
  const scale = tf.mul(ownScale, tf.rsqrt(tf.add(used.variance, epsilon)));
  return tf.add(tf.mul(tf.sub(input, used.mean), scale), shift) as Tensor4D;
}

/** Averages moments over batches: what a trained network uses when it is asked one item at a time (Wu & Johnson 2021, "precise" statistics). */
export class MomentsAverage {
  private readonly sums = new Map<string, { mean: Float32Array; variance: Float32Array }>();
  private batches = 0;

  /** Moments of one batch, layer by layer. */
  readonly batch: Moments = {
    from: 'batch',
    seen: (layer, { mean, variance }) => {
      const sum = this.sums.get(layer) ?? {
        mean: new Float32Array(mean.size),
        variance: new Float32Array(variance.size),
      };
      mean.dataSync().forEach((value, channel) => {
        sum.mean[channel]! += value;
      });
      variance.dataSync().forEach((value, channel) => {
        sum.variance[channel]! += value;
      });
      this.sums.set(layer, sum);
    },
  };

  endBatch(): void {
    this.batches += 1;
  }

  /** As tensors to store beside the weights: `<layer>/mean`, `<layer>/variance`. */
  tensors(tf: TensorFlow): Record<string, Tensor> {
    return Object.fromEntries(
      [...this.sums].flatMap(([layer, { mean, variance }]) => [
        [`${layer}/mean`, tf.tensor1d(mean.map((value) => value / this.batches))],
        [`${layer}/variance`, tf.tensor1d(variance.map((value) => value / this.batches))],
      ]),
    );
  }
}

/** Moments from tensors as {@link MomentsAverage.tensors} gives them. */
export function storedMoments(stored: Readonly<Record<string, Tensor>>): Moments {
  return {
    from: 'store',
    of: (layer) => ({ mean: stored[`${layer}/mean`] as Tensor1D, variance: stored[`${layer}/variance`] as Tensor1D }),
  };
}
