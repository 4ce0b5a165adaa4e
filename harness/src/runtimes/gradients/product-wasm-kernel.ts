import { elementCount } from '@paretoboard/contract/tensor-data.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor, TensorInfo } from '@tensorflow/tfjs';
import { replaceWasmKernel, replaceWasmKernelFunction } from './replace-wasm-kernel.js';
import type { WasmBackend } from './wasm-heap.js';
import { beginOf, WasmProducts } from './wasm-products.js';

interface ProductAttributes {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

/**
 * Products of float32 matrices by our own function, which takes a transposed A as it is and packs nothing. Of the package's own only a product of two plain matrices is tuned; that
 * keeps what it made of B by B's memory alone, and writes beyond its output where the same values are multiplied in another shape.
 */
export function replaceMatrixProduct(tf: TensorFlow): void {
  replaceWasmKernelFunction(tf, 'BatchMatMul', (original) => (call) => {
    const { a, b } = call.inputs as Record<'a' | 'b', TensorInfo>;
    const [batchesA, batchesB] = [a, b].map(({ shape }) => tf.util.sizeFromShape(shape.slice(0, -2))) as [
      number,
      number,
    ];
    if (a.shape.length < 2 || b.shape.length < 2)
      throw new Error(`matMul: expected matrices, found shapes [${a.shape}] and [${b.shape}]`);
    const isFloat = a.dtype === 'float32' && b.dtype === 'float32';
    if (!isFloat || (batchesA !== batchesB && batchesA !== 1 && batchesB !== 1)) return original(call);
    const outer = tf.broadcast_util.assertAndGetBroadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
    return multiply(call.backend as WasmBackend, a, b, outer, call.attrs as unknown as ProductAttributes);
  });
}

const activations: Readonly<Record<string, (tf: TensorFlow, y: Tensor, call: FusedProduct) => Tensor>> = {
  linear: (_, y) => y,
  relu: (tf, y) => tf.relu(y),
  relu6: (tf, y) => tf.relu6(y),
  elu: (tf, y) => tf.elu(y),
  sigmoid: (tf, y) => tf.sigmoid(y),
  prelu: (tf, y, { slopes }) => tf.prelu(y, slopes!),
  leakyrelu: (tf, y, { slope }) => tf.leakyRelu(y, slope),
};

interface FusedProduct {
  /** Of `prelu`. */
  readonly slopes: Tensor | undefined;
  /** Of `leakyrelu`. */
  readonly slope: number | undefined;
}

/** A product with offset and activation, one after the other: the package's own keeps what it made of B as its product does. */
export function replaceFusedProduct(tf: TensorFlow): void {
  replaceWasmKernel(tf, '_FusedMatMul', (inputs, attributes) => {
    const { transposeA, transposeB, activation, leakyreluAlpha } = attributes as unknown as ProductAttributes & {
      activation: string;
      leakyreluAlpha?: number;
    };
    const act = activations[activation];
    if (!act) return null;
    const product = tf.matMul(inputs['a']!, inputs['b']!, transposeA, transposeB);
    const sum = inputs['bias'] ? tf.add(product, inputs['bias']) : product;
    return act(tf, sum, { slopes: inputs['preluActivationWeights'], slope: leakyreluAlpha });
  });
}

function multiply(
  backend: WasmBackend,
  a: TensorInfo,
  b: TensorInfo,
  outer: readonly number[],
  { transposeA, transposeB }: ProductAttributes,
): TensorInfo {
  const [heightA, widthA] = a.shape.slice(-2) as [number, number];
  const [heightB, widthB] = b.shape.slice(-2) as [number, number];
  const [rows, inner] = transposeA ? [widthA, heightA] : [heightA, widthA];
  const [innerOfB, columns] = transposeB ? [widthB, heightB] : [heightB, widthB];
  if (inner !== innerOfB)
    throw new Error(`matMul: inner sizes ${inner} and ${innerOfB} of [${a.shape}] and [${b.shape}] do not agree`);
  const out = backend.makeOutput([...outer, rows, columns], 'float32');
  const turned = transposeB ? backend.makeOutput([inner, columns], 'float32') : null;
  const products = new WasmProducts(backend);
  const [beginA, beginB, beginOut] = [a, b, out].map((tensor) => beginOf(backend, tensor)) as [number, number, number];
  const batches = elementCount(outer);
  const sizes = { rows, columns, inner };
  products.floats.fill(0, beginOut, beginOut + batches * rows * columns);
  const strides = transposeA ? { row: 1, column: rows } : { row: inner, column: 1 };
  const isSharedA = elementCount(a.shape) === rows * inner;
  const isSharedB = elementCount(b.shape) === inner * columns;
  const multiplyBatch = (batch: number) => {
    const left = { begin: beginA + (isSharedA ? 0 : batch * rows * inner), ...strides };
    let right = beginB + (isSharedB ? 0 : batch * inner * columns);
    if (turned) {
      const from = right;
      right = beginOf(backend, turned);
      if (batch === 0 || !isSharedB) products.transpose(from, right, columns, inner);
    }
    const to = { begin: beginOut + batch * rows * columns, row: columns };
    products.add(left, { begin: right, row: columns }, to, sizes);
  };
  const multiplyAll = () => {
    for (let batch = 0; batch < batches; batch++) multiplyBatch(batch);
  };
  // The next batch's transposed matrix takes the place of the last one's, which is to be multiplied before.
  if (turned && !isSharedB) multiplyAll();
  else products.together({ calls: batches, multiplications: batches * rows * inner * columns }, multiplyAll);
  if (turned) backend.disposeData(turned.dataId);
  return out;
}
