import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor4D } from '@tensorflow/tfjs';
import { type ConvolutionAttributes, convolutionGeometry } from './convolution-geometry.js';
import {
  depthwiseFilterGradient,
  depthwiseInputGradient,
  filterGradient,
  inputGradient,
} from './convolution-gradients.js';
import { overrideGradient } from './override-gradient.js';

/**
 * Gradients of dilated convolutions, which tfjs refuses ("dilation rates greater than 1 are not yet supported"), so
 * that temporal convolution networks can be trained. Convolutions without dilation keep their own gradients.
 */
export function registerDilatedConvolutionGradients(tf: TensorFlow, backendName: string): void {
  registerFor(tf, backendName, 'Conv2D', false);
  registerFor(tf, backendName, 'DepthwiseConv2dNative', true);
}

function registerFor(tf: TensorFlow, backendName: string, kernelName: string, depthwise: boolean): void {
  const original = tf.getGradient(kernelName);
  overrideGradient(tf, {
    kernelName,
    backendName,
    gradFunc: (upstream, saved, attributes) => {
      const options = attributes as unknown as ConvolutionAttributes & { dataFormat?: 'NHWC' | 'NCHW' };
      const [x, filter] = saved as [Tensor4D, Tensor4D];
      const geometry =
        options.dataFormat === 'NCHW' ? null : convolutionGeometry(tf, x.shape, filter.shape, options, depthwise);
      const isDilated = geometry?.dilations.some((rate) => rate > 1);
      if (!geometry || !isDilated) return original.gradFunc(upstream, saved, attributes);
      const dy = upstream as Tensor4D;
      if (depthwise) {
        return {
          x: () => depthwiseInputGradient(tf, dy, filter, geometry),
          filter: () => depthwiseFilterGradient(tf, x, dy, geometry),
        };
      }
      return { x: () => inputGradient(tf, dy, filter, geometry), filter: () => filterGradient(tf, x, dy, geometry) };
    },
  });
}
