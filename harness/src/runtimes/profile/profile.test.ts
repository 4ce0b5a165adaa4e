import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compile } from '@paretoboard/sdk/graphs.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { findNativeLibrary } from '../native-library.js';
import { openRuntime } from '../open-runtime.js';
import { ChromeTrace } from './chrome-trace.js';
import { OperationSums } from './summarise.js';
import { tensorflowOperations } from './tensorflow-products.js';
import { type OperationCall, watchOperations } from './watch-operations.js';

function call(
  name: string,
  inputShapes: OperationCall['inputShapes'],
  output: number[],
  durationMs = 1,
): OperationCall {
  const outputBytes = 4 * output.reduce((a, b) => a * b, 1);
  return { name, beginMs: 0, durationMs, inputShapes, outputShapes: [output], outputBytes };
}

describe('operations of a call', () => {
  // 2 pictures of 8 × 8, 3 channels to 16, window 5 × 5: 2 · 2·8·8·16 · 5·5·3.
  const [picture, filter, made, convolved] = [[2, 8, 8, 3], [5, 5, 3, 16], [2, 8, 8, 16], 2 * 2048 * 75];

  it.each([
    ['Conv2D', [picture, filter], made, convolved],
    ['Conv2DBackpropInput', [[4], filter, made], picture, convolved],
    ['Conv2DBackpropFilter', [picture, [4], made], filter, convolved],
    ['DepthwiseConv2dNative', [picture, [5, 5, 3, 1]], picture, 2 * 384 * 25],
    ['DepthwiseConv2dNativeBackpropFilter', [picture, [4], picture], [5, 5, 3, 1], 2 * 384 * 25],
    [
      'Conv3D',
      [
        [1, 4, 4, 4, 2],
        [3, 3, 3, 2, 5],
      ],
      [1, 4, 4, 4, 5],
      2 * 320 * 54,
    ],
    [
      'MatMul',
      [
        [7, 11],
        [11, 13],
      ],
      [7, 13],
      2 * 7 * 11 * 13,
    ],
    [
      'BatchMatMulV2',
      [
        [3, 7, 11],
        [3, 11, 13],
      ],
      [3, 7, 13],
      2 * 3 * 7 * 11 * 13,
    ],
    ['Relu', [picture], picture, null],
    ['_MklNativeFusedMatMul', [[7, 11], [11, 13], [13]], [7, 13], 2 * 7 * 11 * 13],
    ['MatMul', [null, [11, 13]], [7, 13], null],
  ])('%s', (name, inputs, output, expected) => {
    expect(tensorflowOperations(call(name, inputs, output))).toBe(expected);
  });
});

describe('a profile', () => {
  it('adds up by operation, the dearest first', () => {
    const sums = new OperationSums();
    const product = [
      [4, 4],
      [4, 4],
    ];
    for (const durationMs of [1, 3]) sums.add(call('MatMul', product, [4, 4], durationMs));
    sums.add(call('Relu', [[4, 4]], [4, 4], 6));
    expect(sums.profile(20)).toEqual({
      wallMs: 20,
      operationsMs: 10,
      operations: [
        { name: 'Relu', calls: 1, totalMs: 6, share: 0.3, outputBytes: 64, operationsPerMs: null },
        { name: 'MatMul', calls: 2, totalMs: 4, share: 0.2, outputBytes: 128, operationsPerMs: 64 },
      ],
    });
  });

  it('does not take what it does not know for zero', () => {
    const sums = new OperationSums();
    sums.add({ ...call('MatMul', [null, [4, 4]], [4, 4]), outputBytes: null });
    sums.add(
      call(
        'MatMul',
        [
          [4, 4],
          [4, 4],
        ],
        [4, 4],
      ),
    );
    expect(sums.profile(1).operations[0]).toMatchObject({ calls: 2, outputBytes: null, operationsPerMs: null });
    expect(() => sums.profile(0)).toThrow(RangeError);
  });

  it('is a trace that a browser opens, up to a number of events', () => {
    const folder = mkdtempSync(join(tmpdir(), 'trace '));
    const path = join(folder, 'trace.json');
    const trace = new ChromeTrace(path, 2);
    for (const name of ['A', 'B', 'C']) trace.add({ ...call(name, [null, [2]], [2], 0.5), beginMs: 11 }, 10);
    trace.close();
    const event = { ph: 'X', ts: 1000, dur: 500, pid: 1, tid: 1, args: { inputs: '[?] [2]', outputs: '[2]' } };
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(['A', 'B'].map((name) => ({ name, ...event })));
    rmSync(folder, { recursive: true });
  });
});

/** Where no native TensorFlow was built there is nothing to watch: `doctor` and set-up say so. */
describe.skipIf(!findNativeLibrary())('a watch', () => {
  let tf: TensorFlow;
  beforeAll(async () => {
    ({ tf } = await openRuntime('tensorflow'));
  });

  function watched(compute: () => void): OperationCall[] {
    const calls: OperationCall[] = [];
    const unwatch = watchOperations(tf, (one) => calls.push(one));
    try {
      compute();
    } finally {
      unwatch();
    }
    return calls;
  }

  it('sees the operations of a step and of its gradient, with shapes, bytes and copies', () => {
    const filter = tf.ones([3, 3, 1, 4]) as Tensor4D;
    const calls = watched(() => {
      const picture = tf.tensor4d(new Float32Array(36), [1, 6, 6, 1]);
      tf.grad((x) => tf.conv2d(picture, x as Tensor4D, 1, 'valid'))(filter).dataSync();
    });
    const names = calls.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['(copy in)', 'Conv2D', 'Conv2DBackpropFilter', '(read back)']));
    const forwards = calls.find(({ name }) => name === 'Conv2D')!;
    expect(forwards).toMatchObject({ outputShapes: [[1, 4, 4, 4]], outputBytes: 256 });
    expect(forwards.inputShapes[0]).toEqual([1, 6, 6, 1]);
    const backwards = calls.find(({ name }) => name === 'Conv2DBackpropFilter')!;
    expect(tensorflowOperations(backwards)).toBe(2 * 64 * 9);
  });

  it('sees the operations within a graph that is made while it watches, of answers and of steps that assign', () => {
    const weights = tf.variable(tf.ones([16, 8]));
    const step = compile(
      tf,
      (input) => {
        const product = (input as Tensor2D).matMul(weights as Tensor2D);
        weights.assign(weights.mul(0.5));
        return [product.relu().sum()];
      },
      { variables: [weights] },
    );
    const answer = compile(tf, (input) => [(input as Tensor2D).matMul(tf.ones([8, 3])).sigmoid()]);
    const results: number[] = [];
    const calls = watched(() => {
      for (let call = 0; call < 4; call++) results.push(...tf.tidy(() => step(tf.ones([4, 16]))[0]!.dataSync()));
      for (let call = 0; call < 4; call++) tf.tidy(() => answer(tf.ones([4, 8])));
    });
    expect(results).toEqual([512, 256, 128, 64]);
    const names = calls.map(({ name }) => name);
    expect(names).not.toContain('(graph)');
    // Two calls of each operation by operation, two as a graph.
    const products = calls.filter(({ name }) => name.includes('MatMul'));
    expect(products.map(tensorflowOperations)).toEqual([
      ...Array(4).fill(2 * 4 * 16 * 8),
      ...Array(4).fill(2 * 4 * 8 * 3),
    ]);
    for (const { durationMs } of products) expect(durationMs).toBeGreaterThan(0);
    const begins = calls.map(({ beginMs }) => beginMs);
    expect(begins).toEqual(begins.toSorted((a, b) => a - b));
    expect(watched(() => {})).toEqual([]);
    expect(tf.tidy(() => step(tf.ones([4, 16]))[0]!.dataSync()[0])).toBe(32);
    for (const compiled of [step, answer]) compiled.dispose();
  });

  it('ends, also when what it tells throws into the computation', () => {
    const unwatch = watchOperations(tf, () => {
      throw new Error('enough');
    });
    expect(() => tf.tidy(() => tf.ones([2]).square().dataSync())).toThrow('enough');
    unwatch();
    expect(watched(() => {})).toEqual([]);
    expect([...tf.tidy(() => tf.ones([2]).add(1)).dataSync()]).toEqual([2, 2]);
  });
});

it('refuses a runtime whose operations do not go through one place', async () => {
  const { tf } = await openRuntime('cpu');
  expect(() => watchOperations(tf, () => {})).toThrow('operations of cpu');
});
