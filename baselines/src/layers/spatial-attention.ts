import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor4D } from '@tensorflow/tfjs';
import type { Weights } from '../shared/weights.js';
import { bilinearResize } from './bilinear-resize.js';
import { blueprintConvolution, blueprintWeights } from './blueprint-convolution.js';
import { convolution, convolutionWeights } from './convolution.js';
import { gelu } from './gelu.js';

const pooling = { size: 7, stride: 3 } as const;
const convolutions = ['stride', 'pooled', 'middle', 'last'] as const;

/** @param reduced channels within */
export function spatialAttentionWeights(
  tf: TensorFlow,
  random: Random,
  name: string,
  channels: number,
  reduced: number,
): Weights {
  const separable = convolutions.map((part) => blueprintWeights(tf, random, `${name}/${part}`, reduced, reduced));
  return {
    ...convolutionWeights(tf, random, `${name}/reduce`, 1, channels, reduced),
    ...convolutionWeights(tf, random, `${name}/skip`, 1, reduced, reduced),
    ...Object.assign({}, ...separable),
    ...convolutionWeights(tf, random, `${name}/expand`, 1, reduced, channels),
  };
}

/**
 * Enhanced spatial attention (Liu et al. 2020, ESA) with separable convolutions (Li et al. 2022): a coarse, wide view of the picture gates every value.
 * @param x [n, h, w, channels], sides of at least 15
 */
export function spatialAttention(tf: TensorFlow, weights: Weights, name: string, x: Tensor4D): Tensor4D {
  const [, height, width] = x.shape;
  const reduced = convolution(tf, weights, `${name}/reduce`, x);
  const strided = blueprintConvolution(tf, weights, `${name}/stride`, reduced, 2, 'valid');
  const pooled = tf.maxPool(strided, pooling.size, pooling.stride, 'valid');
  const first = gelu(tf, blueprintConvolution(tf, weights, `${name}/pooled`, pooled));
  const second = gelu(tf, blueprintConvolution(tf, weights, `${name}/middle`, first));
  const coarse = blueprintConvolution(tf, weights, `${name}/last`, second);
  const fine = convolution(tf, weights, `${name}/skip`, reduced);
  const both = tf.add(bilinearResize(tf, coarse, height, width), fine) as Tensor4D;
  return tf.mul(x, tf.sigmoid(convolution(tf, weights, `${name}/expand`, both)));
}
