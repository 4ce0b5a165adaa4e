import { compile, drawn, type Step } from '@paretoboard/sdk/graphs.js';
import { Random as Generator } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Rank, Scalar, Tensor, Tensor2D, Tensor4D, Variable } from '@tensorflow/tfjs';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { findNativeLibrary } from '../native-library.js';
import { openRuntime } from '../open-runtime.js';

interface Counters {
  getNumOfSavedModels(): number;
  getNumOfTFTensors(): number;
}

/** Where no native TensorFlow was built there are no graphs: `doctor` and set-up say so. */
describe.skipIf(!findNativeLibrary())('compile', () => {
  let tf: TensorFlow;
  let counters: Counters;
  let said: string[];
  beforeAll(async () => {
    ({ tf } = await openRuntime('tensorflow'));
    counters = tf.backend() as unknown as Counters;
  });
  beforeEach(() => {
    said = [];
    vi.spyOn(console, 'warn').mockImplementation((line: string) => void said.push(line));
  });
  afterEach(() => vi.restoreAllMocks());

  const normal = (random: Generator, shape: number[]): Tensor =>
    tf.tensor(
      Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random.normal(0, 0.3)),
      shape,
    );
  const random = (seed: number): Generator => new Generator(seed);
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
    const call = isCompiled ? compile(tf, step, { variables: [...weights, ...momenta], random: draws }) : step;
    return { call, weights };
  }

  function train({ call, weights }: ReturnType<typeof network>, steps: number): number[] {
    const data = random(11);
    const losses: number[] = [];
    for (let at = 0; at < steps; at++) {
      const items = at % 4 === 3 ? 3 : 8;
      const labels = Int32Array.from({ length: items }, () => data.integer(5));
      const inputs = [
        normal(data, [items, 6, 6, 2]),
        tf.tidy(() => tf.oneHot(tf.tensor1d(labels, 'int32'), 5)),
        tf.scalar(0.1 / (1 + at)),
      ];
      const [loss] = call(...inputs);
      losses.push(loss!.dataSync()[0]!);
      tf.dispose([loss!, ...inputs]);
    }
    return [...losses, ...weights.flatMap((weight) => numbersIn(weight))];
  }

  it('gives what the step gives: two batch sizes, changing rates, seeded draws, variables', () => {
    const found = train(network(true), 24);
    const expected = train(network(false), 24);
    expect(said).toEqual([]);
    for (const [at, value] of found.entries()) expect(value).toBeCloseTo(expected[at]!, 5);
    expect(found[0]).not.toBeCloseTo(found[20]!, 2);
  });

  it('keeps no tensors, and ends its sessions', () => {
    const sessions = counters.getNumOfSavedModels();
    const model = network(true);
    train(model, 12);
    expect(counters.getNumOfSavedModels()).toBe(sessions + 2);
    const before = [tf.memory().numTensors, counters.getNumOfTFTensors()];
    train(model, 40);
    expect([tf.memory().numTensors, counters.getNumOfTFTensors()]).toEqual(before);
    (model.call as ReturnType<typeof compile>).dispose();
    expect(counters.getNumOfSavedModels()).toBe(sessions);
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
    const sessions = counters.getNumOfSavedModels();
    const variable = tf.variable(tf.scalar(1));
    const call = compile(tf, (x) => [tf.neg(x!)], { variables: [variable] });
    for (let length = 1; length <= 20; length++)
      for (let at = 0; at < 3; at++) expect(numbersIn(call(tf.ones([length]))[0]!)).toEqual(Array(length).fill(-1));
    expect(counters.getNumOfSavedModels()).toBe(sessions + 16);
    expect(said).toHaveLength(1);
    call.dispose();
    expect(counters.getNumOfSavedModels()).toBe(sessions);
  });
});

it('is the step itself on other runtimes', async () => {
  const { tf } = await openRuntime('cpu');
  const call = compile(tf, (x) => [tf.neg(x!)]);
  for (let at = 0; at < 4; at++) expect([...call(tf.scalar(at))[0]!.dataSync()]).toEqual([-at]);
});
