import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { afterAll, expect, it } from 'vitest';
import { countingLoader, readCountedOperations } from './count-operations.js';
import { onnxLoader } from './onnx/onnx-loader.js';
import { type OnnxToWrite, writeOnnx } from './onnx/write-onnx.js';
import { type ProfiledKernel, tfjsOperations } from './tfjs/tfjs-operations.js';

const root = mkdtempSync(join(tmpdir(), 'operations '));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const zeros = (shape: readonly number[]) => new Float32Array(shape.reduce((a, b) => a * b, 1));
const weight = (name: string, ...shape: number[]) => ({ name, shape, data: zeros(shape) });

async function counted(model: OnnxToWrite, shapes: Readonly<Record<string, readonly number[]>>): Promise<number> {
  const folder = mkdtempSync(join(root, 'model '));
  writeFileSync(join(folder, 'model.onnx'), writeOnnx(model));
  const { loadModel, multiply } = await onnxLoader('cpu', 1);
  const load = await countingLoader(loadModel, multiply, folder);
  const loaded = await load(join(folder, 'model.onnx'), 'model.onnx');
  const feeds = Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => [name, { dtype: 'float32' as const, shape, data: zeros(shape) }]),
  );
  await loaded.run(
    feeds,
    model.outputs.map(({ name }) => name),
  );
  const found = readCountedOperations(folder);
  expect(found!.peakOperationsPerMs).toBeGreaterThan(0);
  return found!.operations;
}

const float = (name: string, ...shape: (number | null)[]) => ({ name, dtype: 'float32' as const, shape });

it('counts convolutions, groups among them, by the size that the input really has', async () => {
  const model: OnnxToWrite = {
    inputs: [float('x', null, 4, null, null)],
    outputs: [float('y', null, 8, null, null)],
    nodes: [
      { op: 'Conv', inputs: ['x', 'a'], outputs: ['h'], attributes: { pads: { ints: [1, 1, 1, 1] } } },
      { op: 'Relu', inputs: ['h'], outputs: ['r'] },
      { op: 'Conv', inputs: ['r', 'b'], outputs: ['y'], attributes: { group: { int: 8 } } },
    ],
    weights: [weight('a', 8, 4, 3, 3), weight('b', 8, 1, 3, 3)],
  };
  const first = 2 * (8 * 10 * 12) * (4 * 3 * 3);
  const second = 2 * (8 * 8 * 10) * (3 * 3);
  expect(await counted(model, { x: [1, 4, 10, 12] })).toBe(first + second);
  expect(await counted(model, { x: [2, 4, 10, 12] })).toBe(2 * (first + second));
});

it('counts matrix products, batched and transposed', async () => {
  const model: OnnxToWrite = {
    inputs: [float('x', null, 6, 5)],
    outputs: [float('y', null, 6, 7), float('z', 5, 9)],
    nodes: [
      { op: 'MatMul', inputs: ['x', 'w'], outputs: ['y'] },
      { op: 'Gemm', inputs: ['g', 'v'], outputs: ['z'], attributes: { transA: { int: 1 }, transB: { int: 1 } } },
    ],
    weights: [weight('w', 5, 7), weight('v', 9, 11), weight('g', 11, 5)],
  };
  const products = 2 * (3 * 6 * 7) * 5 + 2 * (5 * 9) * 11;
  expect(await counted(model, { x: [3, 6, 5] })).toBe(products);
});

it('counts transposed convolutions and recurrent layers', async () => {
  const transposed: OnnxToWrite = {
    inputs: [float('x', null, 4, 5, 5)],
    outputs: [float('y', null, 3, 10, 10)],
    nodes: [{ op: 'ConvTranspose', inputs: ['x', 'w'], outputs: ['y'], attributes: { strides: { ints: [2, 2] } } }],
    weights: [weight('w', 4, 3, 2, 2)],
  };
  expect(await counted(transposed, { x: [1, 4, 5, 5] })).toBe(2 * (4 * 5 * 5) * (3 * 2 * 2));
  const recurrent: OnnxToWrite = {
    inputs: [float('x', 6, null, 3)],
    outputs: [float('y', 6, 1, null, 5)],
    nodes: [{ op: 'LSTM', inputs: ['x', 'w', 'r'], outputs: ['y'], attributes: { hidden_size: { int: 5 } } }],
    weights: [weight('w', 1, 20, 3), weight('r', 1, 20, 5)],
  };
  expect(await counted(recurrent, { x: [6, 2, 3] })).toBe(2 * 6 * 2 * (20 * 3 + 20 * 5));
});

it('counts what TensorFlow.js runs', async () => {
  await tf.setBackend('cpu');
  const { kernels } = await tf.profile(() => {
    tf.tidy(() => {
      const picture = tf.zeros<tf.Rank.R4>([2, 8, 8, 3]);
      const convolved = tf.conv2d(picture, tf.zeros([3, 3, 3, 4]), 1, 'same');
      const separate = tf.depthwiseConv2d(convolved as tf.Tensor4D, tf.zeros([3, 3, 4, 2]), 1, 'valid');
      const grown = tf.conv2dTranspose(separate as tf.Tensor4D, tf.zeros([2, 2, 5, 8]), [2, 12, 12, 5], 2, 'valid');
      tf.matMul(grown.reshape([2 * 12 * 12, 5]), tf.zeros([6, 5]), false, true);
    });
  });
  const expected =
    2 * (2 * 8 * 8 * 4) * 27 + 2 * (2 * 6 * 6 * 8) * 9 + 2 * (2 * 6 * 6 * 8) * (5 * 2 * 2) + 2 * (2 * 12 * 12 * 6) * 5;
  expect(tfjsOperations(kernels as unknown as readonly ProfiledKernel[])).toBe(expected);
});
