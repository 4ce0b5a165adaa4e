import { compile, drawn, type Step, uncompiled } from '@paretoboard/sdk/graphs.js';
import { Random as Generator } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Rank, Scalar, Tensor, Tensor2D, Tensor4D, Variable } from '@tensorflow/tfjs';
import { afterEach, beforeAll, beforeEach, describe, expect, it, type Mock, vi } from 'vitest';
import { findNativeLibrary } from '../native-library.js';
import { openRuntime } from '../open-runtime.js';
import { compileStep } from './compile-step.js';
import { tensorflowLibrary } from './tensorflow-library.js';

interface Counters {
  getNumOfTFTensors(): number;
}

/** Where no native TensorFlow was built there are no graphs: `doctor` and set-up say so. */
describe.skipIf(!findNativeLibrary())('compile', () => {
  let tf: TensorFlow;
  let counters: Counters;
  /** What was called of TensorFlow's C interface in a test. */
  let called: Record<
    'newSession' | 'deleteSession' | 'newTensor' | 'deleteTensor' | 'runSession' | 'runSessionAside',
    Mock
  >;
  let said: string[];
  beforeAll(async () => {
    ({ tf } = await openRuntime('tensorflow'));
    counters = tf.backend() as unknown as Counters;
  });
  beforeEach(() => {
    said = [];
    vi.spyOn(console, 'warn').mockImplementation((line: string) => void said.push(line));
    const library = tensorflowLibrary(findNativeLibrary()!.framework);
    const names = [
      'newSession',
      'deleteSession',
      'newTensor',
      'deleteTensor',
      'runSession',
      'runSessionAside',
    ] as const;
    called = Object.fromEntries(names.map((name) => [name, vi.spyOn(library, name)])) as unknown as typeof called;
  });
  afterEach(() => vi.restoreAllMocks());

  const normal = (random: Generator, shape: number[]): Tensor =>
    tf.tensor(
      Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random.normal(0, 0.3)),
      shape,
    );
  const random = (seed: number): Generator => new Generator(seed);
  const openSessions = (): number => called.newSession.mock.calls.length - called.deleteSession.mock.calls.length;
  const numbersIn = (tensor: Tensor): number[] => [...tensor.dataSync()];

  /** A network with what networks have: convolution, normalisation, pooling, dropout, dense layers; momentum for an optimiser. */
  function network(isCompiled: boolean) {
    const draws = random(3);
    const initial = random(7);
    const make = (shape: number[]): Variable<Rank> => tf.variable(normal(initial, shape));
    const weights = [[3, 3, 2, 4], [4], [36, 5], [5]].map(make);
    const momenta = weights.map((weight) => tf.variable(tf.zerosLike(weight)));
    const [filter, shift, matrix, bias] = weights as [Variable<Rank.R4>, Variable, Variable<Rank.R2>, Variable];
    const loss = (x: Tensor4D, targets: Tensor2D) => {
      const sum = tf.add(tf.conv2d(x, filter, 1, 'same'), shift);
      const { mean, variance } = tf.moments(sum, [0, 1, 2]);
      const pooled = tf.maxPool(
        tf.relu(tf.batchNorm(sum, mean, variance, shift, tf.onesLike(shift))) as Tensor4D,
        2,
        2,
        'same',
      );
      const flat = pooled.reshape([x.shape[0], -1]);
      const mask = drawn(tf, () =>
        tf.tensor(
          Float32Array.from({ length: flat.size }, () => (draws.uniform() < 0.8 ? 1.25 : 0)),
          flat.shape,
        ),
      );
      const logits = tf.add(tf.matMul(tf.mul(flat, mask) as Tensor2D, matrix), bias) as Tensor2D;
      return tf.losses.softmaxCrossEntropy(targets, logits) as Scalar;
    };
    const step: Step = (x, targets, rate) =>
      tf.tidy(() => {
        const { value, grads } = tf.variableGrads(() => loss(x as Tensor4D, targets as Tensor2D), weights);
        for (const [at, weight] of weights.entries()) {
          momenta[at]!.assign(tf.add(tf.mul(momenta[at]!, 0.9), grads[weight.name]!));
          weight.assign(tf.sub(weight, tf.mul(momenta[at]!, rate!)));
        }
        return [value];
      });
    const call = isCompiled
      ? compile(tf, step, { variables: [...weights, ...momenta], random: draws })
      : uncompiled(step);
    return { call, weights, momenta };
  }

  type Network = ReturnType<typeof network>;

  /** @param data where the batch's values come from */
  function batchAt(at: number, data: Generator): Tensor[] {
    const items = at % 4 === 3 ? 3 : 8;
    const labels = Int32Array.from({ length: items }, () => data.integer(5));
    return [
      normal(data, [items, 6, 6, 2]),
      tf.tidy(() => tf.oneHot(tf.tensor1d(labels, 'int32'), 5)),
      tf.scalar(0.1 / (1 + at)),
    ];
  }

  function train({ call, weights }: Network, steps: number): number[] {
    const data = random(11);
    const losses: number[] = [];
    for (let at = 0; at < steps; at++) {
      const inputs = batchAt(at, data);
      const [loss] = call(...inputs);
      losses.push(loss!.dataSync()[0]!);
      tf.dispose([loss!, ...inputs]);
    }
    return [...losses, ...weights.flatMap((weight) => numbersIn(weight))];
  }

  /** {@link train}, each batch made and prepared while the step before runs. */
  async function trainAhead({ call, weights }: Network, steps: number): Promise<number[]> {
    const data = random(11);
    const losses: number[] = [];
    let running = Promise.resolve();
    for (let at = 0; at < steps; at++) {
      const inputs = batchAt(at, data);
      const prepared = call.prepare(...inputs);
      await running;
      running = prepared.run().then(([loss]) => {
        losses.push(loss!.dataSync()[0]!);
        tf.dispose([loss!, ...inputs]);
      });
    }
    await running;
    return [...losses, ...weights.flatMap((weight) => numbersIn(weight))];
  }

  it('gives what the step gives: two batch sizes, changing rates, seeded draws, variables', () => {
    const found = train(network(true), 24);
    const expected = train(network(false), 24);
    expect(said).toEqual([]);
    for (const [at, value] of found.entries()) expect(value).toBeCloseTo(expected[at]!, 5);
    expect(found[0]).not.toBeCloseTo(found[20]!, 2);
  });

  it('gives the same with batches made ahead, to the last bit, and computes them in another thread', async () => {
    const expected = train(network(true), 24);
    expect([called.runSession.mock.calls.length, called.runSessionAside.mock.calls.length]).toEqual([20, 0]);
    const found = await trainAhead(network(true), 24);
    expect(called.runSessionAside).toHaveBeenCalledTimes(20);
    expect(found).toEqual(expected);
    expect(said).toEqual([]);
  });

  it('draws the same numbers ahead where nothing is compiled', async () => {
    expect(await trainAhead(network(false), 8)).toEqual(train(network(false), 8));
  });

  it('keeps no tensors, and ends its sessions', async () => {
    const model = network(true);
    train(model, 12);
    expect(openSessions()).toBe(2);
    const before = [tf.memory().numTensors, counters.getNumOfTFTensors()];
    for (const { mock } of [called.newTensor, called.deleteTensor]) mock.calls.length = 0;
    const steps = 40;
    train(model, steps);
    await trainAhead(model, steps);
    expect([tf.memory().numTensors, counters.getNumOfTFTensors()]).toEqual(before);
    // In: batch, labels, rate and mask; out: the loss and what eight variables become.
    expect(called.newTensor).toHaveBeenCalledTimes(2 * steps * 4);
    expect(called.deleteTensor).toHaveBeenCalledTimes(2 * steps * (4 + 1 + 8));
    called.deleteTensor.mockClear();
    model.call.dispose();
    expect(openSessions()).toBe(0);
    expect(called.deleteTensor).toHaveBeenCalledTimes(8);
  });

  it('lets variables be read, copied, assigned and freed between calls', async () => {
    const [weight, other] = [tf.variable(tf.tensor1d([1, 2])), tf.variable(tf.scalar(0))];
    const step: Step = (x) =>
      tf.tidy(() => {
        weight.assign(tf.add(weight, x!));
        return [tf.sum(weight)];
      });
    const call = compile(tf, step, { variables: [weight, other] });
    const add = async (value: number): Promise<number> => {
      const [sum] = await call.prepare(tf.scalar(value)).run();
      return sum!.dataSync()[0]!;
    };
    expect([await add(1), await add(1), await add(1), await add(1)]).toEqual([5, 7, 9, 11]);
    const copy = weight.clone();
    expect(numbersIn(tf.neg(weight))).toEqual([-5, -6]);
    expect(await add(10)).toBe(31);
    expect([numbersIn(copy), numbersIn(weight)]).toEqual([
      [5, 6],
      [15, 16],
    ]);
    weight.assign(copy);
    expect(await add(1)).toBe(13);
    weight.assign(tf.tensor1d([100, 200]));
    expect(await add(1)).toBe(302);
    call.dispose();
    expect([numbersIn(weight), numbersIn(copy)]).toEqual([
      [101, 201],
      [5, 6],
    ]);
    expect(said).toEqual([]);
  });

  it('may assign what goes in, and gives it another time', async () => {
    const last = tf.variable(tf.tensor1d([0, 0]));
    const call = compile(
      tf,
      (x) => {
        const before = last.clone();
        last.assign(x as never);
        return [before];
      },
      { variables: [last] },
    );
    const found: string[] = [];
    for (let at = 1; at < 7; at++) {
      const [before] = await call.prepare(tf.tensor1d([at, -at])).run();
      found.push(`${numbersIn(before!)} ${numbersIn(last)}`);
    }
    expect(found).toEqual([1, 2, 3, 4, 5, 6].map((at) => `${at - 1},${at > 1 ? 1 - at : 0} ${at},${-at}`));
    expect(said).toEqual([]);
  });

  it('is neither called nor disposed of while a call of it runs', async () => {
    const call = compile(tf, (x) => [tf.neg(x!)], { variables: [tf.variable(tf.scalar(1))] });
    for (let at = 0; at < 3; at++) call(tf.scalar(at));
    const running = call.prepare(tf.scalar(7)).run();
    expect(() => call(tf.scalar(8))).toThrow('await that first');
    await expect(call.prepare(tf.scalar(8)).run()).rejects.toThrow('await that first');
    expect(() => call.dispose()).toThrow('await that first');
    expect(numbersIn((await running)[0]!)).toEqual([-7]);
    expect(numbersIn(call(tf.scalar(8))[0]!)).toEqual([-8]);
  });

  it('uses tensors from outside, whatever becomes of them there', () => {
    const outside = tf.tensor1d([1, 2, 3]);
    const call = compile(tf, (x) => [tf.mul(x!, outside)]);
    const results = [1, 2, 3, 4, 5].map((value) => {
      if (value === 5) outside.dispose();
      return numbersIn(call(tf.scalar(value))[0]!);
    });
    expect(said).toEqual([]);
    expect(results).toEqual([1, 2, 3, 4, 5].map((value) => [value, 2 * value, 3 * value]));
  });

  it('follows a variable that it was not told of, and copies what stays', () => {
    const [scale, offset] = [tf.variable(tf.scalar(1)), tf.scalar(10)];
    const call = compile(tf, (x) => [tf.add(tf.mul(x!, scale), offset)]);
    const results = [1, 2, 3, 4, 5].map((value) => {
      if (value === 4) scale.assign(tf.scalar(-1));
      return numbersIn(call(tf.scalar(value))[0]!)[0];
    });
    expect(said).toEqual([]);
    expect(results).toEqual([11, 12, 13, 6, 5]);
    scale.dispose();
  });

  it('gives back what goes in, and several outputs of one operation', () => {
    const call = compile(tf, (x) => [x!, ...tf.unstack(x!)]);
    for (let at = 0; at < 5; at++) {
      const x = tf.tensor1d([at, at + 1]);
      expect(call(x).map((tensor) => numbersIn(tensor).join())).toEqual([`${at},${at + 1}`, `${at}`, `${at + 1}`]);
    }
    expect(said).toEqual([]);
  });

  describe('leaves a step as it is, and says why:', () => {
    const cases: [string, (draws: Generator) => Step, RegExp][] = [
      ['a value that is read', () => (x) => [tf.scalar(tf.sum(x!).dataSync()[0]! + 1)], /reads a value/],
      [
        'a number that changes',
        () => {
          let count = 0;
          return (x) => [tf.add(x!, ++count)];
        },
        /do not do the same/,
      ],
      [
        'random numbers that are not told of',
        (draws) => (x) => [draws.uint32() >= 0 ? tf.neg(x!) : x!],
        /outside `drawn`/,
      ],
      [
        'numbers of another generator',
        () => {
          const another = random(9);
          return (x) => [tf.add(x!, another.uniform())];
        },
        /do not do the same/,
      ],
    ];
    it.each(cases)('%s', (_, make, reason) => {
      const [compiled, plain] = [random(5), random(5)];
      const call = compile(tf, make(compiled), { random: compiled });
      const step = make(plain);
      for (let at = 0; at < 6; at++) {
        const x = tf.tensor1d([at, 2]);
        expect(numbersIn(call(x)[0]!)).toEqual(numbersIn(step(x)[0]!));
      }
      expect(said).toHaveLength(1);
      expect(said[0]).toMatch(reason);
    });
  });

  it('leaves a step as it is where sessions cannot be had', () => {
    const place = (): never => {
      throw new Error('no library');
    };
    const refused: string[] = [];
    const call = compileStep({ tf, place, onRefused: (reason) => refused.push(reason) }, (x) => [tf.neg(x!)], {});
    for (let at = 0; at < 5; at++) expect(numbersIn(call(tf.scalar(at))[0]!)).toEqual([-at]);
    call.dispose();
    expect(refused).toEqual(['no library']);
  });

  it('answers with numbers of every kind, without and with elements', () => {
    const call = compile(tf, (x, from) => [
      tf.greater(x!, 1),
      tf.cast(x!, 'int32'),
      tf.sum(x!),
      tf.concat([x!, drawn(tf, () => tf.tensor1d([7]))]),
      tf.add(from!, 1),
    ]);
    for (let at = 0; at < 5; at++)
      for (const values of [[at, 1.5], []]) {
        // Read, and not only written: its values are TensorFlow's alone.
        const computed = tf.neg(tf.tensor1d(values));
        const [above, whole, sum, joined, next] = call(tf.tensor1d(values), computed);
        expect([above!.dtype, whole!.dtype, sum!.dtype]).toEqual(['bool', 'int32', 'float32']);
        expect([sum!.shape, joined!.shape]).toEqual([[], [values.length + 1]]);
        expect([above!, whole!, joined!, next!].map(numbersIn)).toEqual([
          values.map((value) => Number(value > 1)),
          values.map(Math.trunc),
          [...values, 7],
          values.map((value) => 1 - value),
        ]);
        expect(numbersIn(sum!)).toEqual([values.reduce((all, value) => all + value, 0)]);
      }
    expect(said).toEqual([]);
  });

  it('gives the memory of answers back', () => {
    const megabytes = 8;
    const weights = tf.ones([megabytes * 2 ** 18]);
    const grown = (times: number): number => {
      const before = process.memoryUsage().rss;
      for (let at = 0; at < times; at++) {
        const call = compile(tf, (x) => [tf.sum(tf.mul(weights, x!))]);
        for (let asked = 0; asked < 3; asked++) tf.tidy(() => call(tf.scalar(at))[0]!.dataSync());
        call.dispose();
      }
      return (process.memoryUsage().rss - before) / 2 ** 20;
    };
    grown(2);
    const rounds = 5;
    // Garbage of JavaScript that still lies about is less; what stayed of a session would be four copies.
    expect(grown(rounds)).toBeLessThan(2 * rounds * megabytes);
  });

  it('makes no more graphs than it may hold', () => {
    const variable = tf.variable(tf.scalar(1));
    const call = compile(tf, (x) => [tf.neg(x!)], { variables: [variable] });
    for (let length = 1; length <= 20; length++)
      for (let at = 0; at < 3; at++) expect(numbersIn(call(tf.ones([length]))[0]!)).toEqual(Array(length).fill(-1));
    expect(openSessions()).toBe(16);
    expect(said).toHaveLength(1);
    call.dispose();
    expect(openSessions()).toBe(0);
  });
});

it('is the step itself on other runtimes', async () => {
  const { tf } = await openRuntime('cpu');
  const call = compile(tf, (x) => [tf.neg(x!)]);
  for (let at = 0; at < 4; at++) expect([...call(tf.scalar(at))[0]!.dataSync()]).toEqual([-at]);
});
