import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor, Tensor3D, Tensor4D } from '@tensorflow/tfjs';
import { afterAll, describe, expect, it } from 'vitest';
import { compiledUrl } from '../compiled-url.js';
import { kernelName as lstmKernel } from './gradients/lstm-gradient.js';
import { openRuntime } from './open-runtime.js';

const SEED = 11;

afterAll(async () => (await openRuntime('wasm')).close());

/** Draws float32 tensors, the same ones whatever they are computed with. */
type Draw = (...shape: number[]) => Tensor;

/** What some operations give with a number of threads, each as its bytes. */
async function bytesWith(threads: number, compute: (tf: TensorFlow, draw: Draw) => Tensor[]): Promise<Buffer[]> {
  const { tf, threads: opened } = await openRuntime('wasm', { threads });
  expect(opened).toBe(threads);
  const random = new Random(SEED);
  const draw: Draw = (...shape) => {
    const size = shape.reduce((product, extent) => product * extent, 1);
    return tf.tensor(
      Float32Array.from({ length: size }, () => random.normal()),
      shape,
    );
  };
  const before = tf.memory().numTensors;
  const results: Buffer[] = [];
  tf.tidy(() => {
    for (const tensor of compute(tf, draw)) {
      const values = tensor.dataSync();
      // A shared one would change under whoever keeps it.
      expect(values.buffer).toBeInstanceOf(ArrayBuffer);
      results.push(Buffer.from(values.buffer, values.byteOffset, values.byteLength));
    }
  });
  expect(tf.memory().numTensors).toBe(before);
  return results;
}

/** One thread computes in a build of its own, two to four in another. */
async function expectSameBits(compute: (tf: TensorFlow, draw: Draw) => Tensor[]): Promise<void> {
  const expected = await bytesWith(1, compute);
  expect(expected.length).toBeGreaterThan(0);
  for (const threads of [2, 3, 4]) {
    const found = await bytesWith(threads, compute);
    const differing = found.flatMap((bytes, at) => (bytes.equals(expected[at]!) ? [] : [at]));
    expect({ threads, differing }).toEqual({ threads, differing: [] });
  }
}

describe('wasm with several threads has the bits of one', { timeout: 60_000 }, () => {
  it('in products: large and small, transposed, with batches, with remainders of tiles', () =>
    expectSameBits((tf, draw) => {
      const random = new Random(SEED);
      const sizes = Array.from({ length: 12 }, () => [1, 2, 3].map(() => 1 + random.integer(300)));
      const plain = [...sizes, [1, 5000, 400], [700, 3, 900], [2, 513, 1100]].map(([rows, inner, columns]) =>
        tf.matMul(draw(rows!, inner!), draw(inner!, columns!)),
      );
      return [
        ...plain,
        tf.matMul(draw(130, 70), draw(130, 90), true, false),
        tf.matMul(draw(70, 301), draw(90, 301), false, true),
        tf.matMul(draw(9, 33, 270), draw(9, 270, 35)),
        tf.matMul(draw(3000, 5, 20), draw(1, 20, 30)),
        tf.matMul(draw(5, 60, 64), draw(5, 61, 64), false, true),
        tf.sum(draw(10, 900, 70), [0, 1]),
      ];
    }));

  it('in convolutions and their gradients', () =>
    expectSameBits((tf, draw) =>
      [
        { x: [3, 17, 19, 8], filter: [3, 3, 8, 25], stride: 1, pad: 'same' as const },
        { x: [2, 31, 30, 3], filter: [5, 5, 3, 16], stride: 2, pad: 'same' as const },
        { x: [3, 40, 41, 8], filter: [5, 5, 8, 17], stride: 2, pad: 'same' as const },
        { x: [4, 24, 25, 64], filter: [1, 1, 64, 33], stride: 1, pad: 'valid' as const },
        { x: [4, 32, 32, 16], filter: [3, 3, 16, 32], stride: 1, pad: 'valid' as const },
      ].flatMap(({ x, filter, stride, pad }) => {
        const [input, kernel] = [draw(...x) as Tensor4D, draw(...filter) as Tensor4D];
        const convolve = (a: Tensor, b: Tensor) => tf.conv2d(a as Tensor4D, b as Tensor4D, stride, pad);
        const y = convolve(input, kernel);
        const bias = draw(filter[3]!);
        const fused = tf.fused.conv2d({ x: input, filter: kernel, strides: stride, pad, bias, activation: 'relu' });
        return [y, fused, ...tf.grads(convolve)([input, kernel], draw(...y.shape))];
      }),
    ));

  it('in training steps of a small network, and with an LSTM', () =>
    expectSameBits((tf, draw) => {
      const [images, steps] = [draw(16, 16, 16, 3) as Tensor4D, draw(12, 16, 24) as Tensor3D];
      const labels = tf.oneHot(
        tf.tensor1d(
          Array.from({ length: 16 }, (_, at) => at % 5),
          'int32',
        ),
        5,
      );
      const weights = [
        draw(3, 3, 3, 16),
        draw(3, 3, 16, 24),
        draw(8 * 8 * 24, 40),
        draw(64, 5),
        draw(24 + 24, 4 * 24),
      ].map((initial) => tf.variable(tf.mul(initial, 0.05)));
      const [first, second, dense, last, gates] = weights as [Tensor4D, Tensor4D, Tensor, Tensor, Tensor] &
        typeof weights;
      const loss = () => {
        const seen = tf.maxPool(tf.relu(tf.conv2d(images, first, 1, 'same')), 2, 2, 'same');
        const { mean, variance } = tf.moments(seen, [0, 1, 2]);
        const even = tf.batchNorm(seen, mean, variance, tf.zeros([16]), tf.ones([16])) as Tensor4D;
        const features = tf.relu(tf.matMul(tf.reshape(tf.conv2d(even, second, 1, 'same'), [16, -1]), dense as never));
        const made = tf.engine().runKernel(lstmKernel, { x: steps, matrix: gates, bias: offsets });
        const state = tf.gather((made as unknown as Tensor[])[6]!, 11);
        return tf.losses.softmaxCrossEntropy(
          labels,
          tf.matMul(tf.concat([features, state], 1) as never, last as never),
        );
      };
      const offsets = tf.zeros([4 * 24]);
      const optimizer = tf.train.adam(0.01);
      for (let step = 0; step < 3; step++) optimizer.minimize(loss as never);
      const learnt = weights.map((weight) => tf.clone(weight));
      optimizer.dispose();
      for (const weight of weights) weight.dispose();
      return learnt;
    }));

  it('when its memory has grown in between', () =>
    expectSameBits((tf, draw) => {
      const [a, b] = [draw(300, 200), draw(200, 100)];
      const before = tf.matMul(a, b);
      const large = tf.ones([4000, 4500]);
      return [before, tf.matMul(a, b), tf.sum(large, 0), tf.matMul(tf.slice(large, 0, [200, 4500]), draw(4500, 60))];
    }));
});

/** Runs a program beside this one. @returns what it printed as JSON; it must have ended by itself */
function resultOf(program: string): unknown {
  const open = `import { openRuntime } from ${JSON.stringify(compiledUrl('./open-runtime.js', import.meta.url).href)};`;
  const args = ['--input-type=module', '--eval', `${open}\n${program}`];
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 60_000 });
  expect({ status, signal, stderr }).toEqual({ status: 0, signal: null, stderr: '' });
  return JSON.parse(stdout);
}

const computeSomething = `const compute = ({ tf }) => tf.tidy(() => {
  tf.matMul(tf.ones([300, 300]), tf.ones([300, 300])).dataSync();
  return tf.conv2d(tf.ones([2, 32, 32, 16]), tf.ones([3, 3, 16, 16]), 1, 'same').dataSync()[0];
});`;

describe('a process with threads', () => {
  it('ends by itself, closed or not', () => {
    const isClosed = (close: string) =>
      resultOf(`${computeSomething}
        const runtime = await openRuntime('wasm', { threads: 2 });
        console.log(JSON.stringify(compute(runtime)));
        ${close}`);
    expect([isClosed(''), isClosed('runtime.close();')]).toEqual([64, 64]);
  });

  it.runIf(existsSync('/proc/self/task'))(
    'has none of them any more once the runtime is closed, and can open it anew',
    () => {
      const [before, open, closed, again] = resultOf(`${computeSomething}
      import { readdirSync } from 'node:fs';
      const tasks = () => readdirSync('/proc/self/task').length;
      compute(await openRuntime('wasm', { threads: 1 }));
      const before = tasks();
      const runtime = await openRuntime('wasm', { threads: 3 });
      compute(runtime);
      const open = tasks();
      runtime.close();
      for (let wait = 0; wait < 100 && tasks() > before; wait++) await new Promise((go) => setTimeout(go, 50));
      const closed = tasks();
      console.log(JSON.stringify([before, open, closed, compute(await openRuntime('wasm', { threads: 2 }))]));
    `) as [number, number, number, number];
      expect(open).toBe(before + 2);
      expect({ closed, again }).toEqual({ closed: before, again: 64 });
    },
  );

  it('has no global and no listener more than before', () => {
    const changed = resultOf(`
      const globals = () => new Map(Reflect.ownKeys(globalThis).map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)]));
      const listeners = () => new Map(process.eventNames().map((name) => [name, process.listenerCount(name)]));
      await openRuntime('wasm', { threads: 1 });
      const [before, heard] = [globals(), listeners()];
      await openRuntime('wasm', { threads: 2 });
      const isSame = (a, b) => a && Object.is(a.value, b.value) && a.get === b.get && a.set === b.set;
      const other = [...globals()].filter(([name, is]) => !isSame(before.get(name), is)).map(([name]) => String(name));
      const more = [...listeners()].filter(([name, count]) => count > (heard.get(name) ?? 0)).map(([name]) => String(name));
      console.log(JSON.stringify([...other, ...more]));
    `);
    expect(changed).toEqual([]);
  });
});
