import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor, Tensor3D, Tensor4D } from '@tensorflow/tfjs';
import { type ConvolutionAttributes, convolutionGeometry } from './convolution-geometry.js';
import { inputGradient } from './convolution-gradients.js';
import { replaceWasmKernel } from './replace-wasm-kernel.js';

/** Multiply-adds of one matrix product below which cutting a batch into single products costs more than it saves. */
const WORTH_CUTTING = 128 * 1024;

/**
 * Replaces kernels of the wasm backend whose plain loops are many times slower than the tuned kernels (XNNPACK) beside
 * them. Called once per process.
 */
export function registerFasterWasmKernels(tf: TensorFlow): void {
  replaceInputGradient(tf);
  replaceMatrixProduct(tf);
}

/** The package's loop needs about eight times as long as a convolution of the same size. */
function replaceInputGradient(tf: TensorFlow): void {
  type InputGradientAttributes = Omit<ConvolutionAttributes, 'dilations'> & {
    inputShape: number[];
    dataFormat?: 'NHWC' | 'NCHW';
  };
  replaceWasmKernel(tf, 'Conv2DBackpropInput', (inputs, attributes) => {
    const { inputShape, dataFormat, ...rest } = attributes as unknown as InputGradientAttributes;
    if (dataFormat === 'NCHW') return null;
    const filter = inputs['filter'] as Tensor4D;
    const geometry = convolutionGeometry(tf, inputShape, filter.shape, rest, false);
    return inputGradient(tf, inputs['dy'] as Tensor4D, filter, geometry);
  });
}

/** Only a product of two plain matrices is tuned: transposed operands and batches take a slow loop. */
function replaceMatrixProduct(tf: TensorFlow): void {
  replaceWasmKernel(tf, 'BatchMatMul', (inputs, attributes) => {
    const { transposeA, transposeB } = attributes as { transposeA: boolean; transposeB: boolean };
    const a = inputs['a'] as Tensor;
    const b = inputs['b'] as Tensor;
    const isBatch = a.shape.slice(0, -2).some((size) => size > 1) || b.shape.slice(0, -2).some((size) => size > 1);
    if (!transposeA && !transposeB && !isBatch) return null;
    const [m = 0, n = 0] = a.shape.slice(-2);
    const work = m * n * ((transposeB ? b.shape.at(-2) : b.shape.at(-1)) ?? 0);
    if (isBatch && (work < WORTH_CUTTING || !sameBatch(a, b))) return null;
    const left = transposeA ? swapLastAxes(tf, a) : a;
    const right = transposeB ? swapLastAxes(tf, b) : b;
    return isBatch ? multiplyOneByOne(tf, left, right) : tf.matMul(left, right);
  });
}

function multiplyOneByOne(tf: TensorFlow, left: Tensor, right: Tensor): Tensor {
  const [rows, inner] = left.shape.slice(-2) as [number, number];
  const columns = right.shape.at(-1) as number;
  const lefts = tf.unstack(tf.reshape(left, [-1, rows, inner]) as Tensor3D);
  const rights = tf.unstack(tf.reshape(right, [-1, inner, columns]) as Tensor3D);
  const products = lefts.map((matrix, index) => tf.matMul(matrix, rights[index] as Tensor));
  return tf.reshape(tf.stack(products), [...left.shape.slice(0, -1), columns]);
}

function sameBatch(a: Tensor, b: Tensor): boolean {
  return a.shape.slice(0, -2).join() === b.shape.slice(0, -2).join();
}

function swapLastAxes(tf: TensorFlow, x: Tensor): Tensor {
  const axes = x.shape.map((_, axis) => axis);
  return tf.transpose(x, [...axes.slice(0, -2), x.rank - 1, x.rank - 2]);
}
