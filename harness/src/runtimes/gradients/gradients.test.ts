import { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Scalar, Tensor, Tensor1D, Tensor3D, Tensor4D } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { findNativeLibrary } from '../native-library.js';
import { openRuntime } from '../open-runtime.js';

/** Where no native TensorFlow was built there is none to test: `doctor` and set-up say so. */
const runtimes = findNativeLibrary() ? (['wasm', 'tensorflow'] as const) : (['wasm'] as const);
const SEED = 20_240_611;

type Compute = (tf: TensorFlow, draw: Draw) => Tensor | Tensor[];

/** Seeded tensors: the same values on every runtime. */
class Draw {
  readonly random: Random;

  constructor(
    private readonly tf: TensorFlow,
    seed: number,
  ) {
    this.random = new Random(seed);
  }

  tensor<T extends Tensor = Tensor>(...shape: number[]): T {
    const size = shape.reduce((product, length) => product * length, 1);
    const values = Float32Array.from({ length: size }, () => this.random.normal());
    return this.tf.tensor(values, shape) as T;
  }

  integers(limit: number, ...shape: number[]): Tensor {
    const size = shape.reduce((product, length) => product * length, 1);
    const values = Int32Array.from({ length: size }, () => this.random.integer(limit));
    return this.tf.tensor(values, shape, 'int32');
  }

  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + this.random.integer(high - low + 1);
  }

  oneOf<T>(...choices: readonly [T, ...T[]]): T {
    return choices[this.random.integer(choices.length)] as T;
  }
}

async function evaluate(
  runtime: 'cpu' | 'wasm' | 'tensorflow',
  seed: number,
  compute: Compute,
): Promise<Float32Array[]> {
  const { tf } = await openRuntime(runtime);
  const results = tf.tidy(() => {
    const result = compute(tf, new Draw(tf, seed));
    return Array.isArray(result) ? result : [result];
  });
  const values = results.map((result) => Float32Array.from(result.dataSync()));
  tf.dispose(results);
  return values;
}

/** Root mean square of the difference over that of the reference. */
function relativeError(found: Float32Array, expected: Float32Array): number {
  expect(found.length).toBe(expected.length);
  let difference = 0;
  let size = 0;
  expected.forEach((value, index) => {
    difference += (value - (found[index] as number)) ** 2;
    size += value ** 2;
  });
  return size === 0 ? Math.sqrt(difference) : Math.sqrt(difference / size);
}

/** Computes the same with each seed on the runtime and on `cpu`. */
async function expectSameAsCpu(
  runtime: 'wasm' | 'tensorflow',
  compute: Compute,
  draws = 8,
  limit = 2e-6,
): Promise<void> {
  for (let seed = SEED; seed < SEED + draws; seed++) {
    const expected = await evaluate('cpu', seed, compute);
    const found = await evaluate(runtime, seed, compute);
    expect(found.length).toBe(expected.length);
    expected.forEach((values, index) => {
      expect(relativeError(found[index] as Float32Array, values), `seed ${seed}, result ${index}`).toBeLessThan(limit);
    });
  }
}

interface DrawnConvolution {
  x: Tensor4D;
  filter: Tensor4D;
  strides: [number, number];
  dilations: [number, number];
  pad: 'same' | 'valid' | number;
}

/** tfjs pads by a number only where height and width are treated alike; the native backend not at all. */
function drawConvolution(draw: Draw, depthwise: boolean, dilated: boolean, numericPadding: boolean): DrawnConvolution {
  const channels = draw.between(1, 5);
  const pad = draw.oneOf<'same' | 'valid' | number>('same', 'valid', ...(numericPadding ? [1, 0] : []));
  const pair = (low: number, high: number): [number, number] => {
    const first = draw.between(low, high);
    return [first, typeof pad === 'number' ? first : draw.between(low, high)];
  };
  const filterSize = pair(1, 4);
  return {
    x: draw.tensor(draw.between(1, 3), draw.between(10, 14), draw.between(10, 14), channels),
    filter: draw.tensor(...filterSize, channels, depthwise ? draw.between(1, 3) : draw.between(1, 6)),
    strides: dilated ? [1, 1] : pair(1, 3),
    dilations: dilated ? pair(2, 3) : [1, 1],
    pad,
  };
}

/** The gradients of Σ y·w for a fixed random w, so that every output counts differently. */
function gradientsOf(tf: TensorFlow, draw: Draw, f: (...inputs: Tensor[]) => Tensor, inputs: Tensor[]): Tensor[] {
  const weights = draw.tensor(...f(...inputs).shape);
  return tf.grads((...given: Tensor[]) => tf.sum(tf.mul(f(...given), weights)))(inputs);
}

describe.each(runtimes)('gradients on %s equal those of cpu', (runtime) => {
  beforeAll(async () => {
    await openRuntime(runtime);
  });

  it('of a convolution, over strides and paddings', async () => {
    await expectSameAsCpu(
      runtime,
      (tf, draw) => {
        const { x, filter, strides, pad } = drawConvolution(draw, false, false, runtime === 'wasm');
        return gradientsOf(tf, draw, (a, b) => tf.conv2d(a as Tensor4D, b as Tensor4D, strides, pad), [x, filter]);
      },
      20,
    );
  });

  it('of a one-dimensional and of a transposed convolution', async () => {
    await expectSameAsCpu(runtime, (tf, draw) => {
      const x = draw.tensor<Tensor3D>(2, draw.between(8, 20), 3);
      const filter = draw.tensor<Tensor3D>(draw.between(1, 5), 3, 4);
      const stride = draw.between(1, 3);
      const image = draw.tensor<Tensor4D>(2, 5, 6, 3);
      const kernel = draw.tensor<Tensor4D>(3, 3, 2, 3);
      const transposed = (a: Tensor, b: Tensor) =>
        tf.conv2dTranspose(a as Tensor4D, b as Tensor4D, [2, 10, 12, 2], 2, 'same');
      return [
        ...gradientsOf(tf, draw, (a, b) => tf.conv1d(a as typeof x, b as typeof filter, stride, 'same'), [x, filter]),
        ...gradientsOf(tf, draw, transposed, [image, kernel]),
      ];
    });
  });

  it('of activations', async () => {
    await expectSameAsCpu(runtime, (tf, draw) => {
      const x = draw.tensor(draw.between(1, 4), draw.between(1, 9), 7);
      const named = [tf.relu, tf.relu6, tf.elu, tf.selu, tf.sigmoid, tf.tanh, tf.softplus];
      const activations: ((value: Tensor) => Tensor)[] = named.map((f) => (value) => f(value));
      activations.push((value) => tf.leakyRelu(value, 0.3));
      return activations.flatMap((f) => gradientsOf(tf, draw, f, [x]));
    });
  });

  it('of gradients of activations', async () => {
    await expectSameAsCpu(runtime, (tf, draw) => {
      const x = draw.tensor(draw.between(1, 4), draw.between(1, 9), 7);
      const outer = draw.tensor(...x.shape);
      return [tf.relu, tf.sigmoid, tf.tanh, tf.softplus].map((f) => {
        const inner = tf.grad((value: Tensor) => tf.square(f(value)));
        return tf.grad((value: Tensor) => tf.mul(inner(value), outer))(x);
      });
    });
  });

  it('of max and average pooling', async () => {
    await expectSameAsCpu(runtime, (tf, draw) => {
      const x = draw.tensor<Tensor4D>(2, draw.between(6, 11), draw.between(6, 11), draw.between(1, 5));
      const size = draw.between(2, 3);
      const stride = draw.between(1, 3);
      const pad = draw.oneOf<'same' | 'valid'>('same', 'valid');
      return [
        ...gradientsOf(tf, draw, (a) => tf.maxPool(a as Tensor4D, size, stride, pad), [x]),
        ...gradientsOf(tf, draw, (a) => tf.avgPool(a as Tensor4D, size, stride, pad), [x]),
      ];
    });
  });

  it('of batch normalisation in two and four dimensions', async () => {
    await expectSameAsCpu(
      runtime,
      (tf, draw) => {
        const channels = draw.between(1, 6);
        const x = draw.oneOf(true, false) ? draw.tensor(9, channels) : draw.tensor(3, 4, 5, channels);
        const [scale, offset] = [draw.tensor(channels), draw.tensor(channels)];
        const axes = x.shape.map((_, axis) => axis).slice(0, -1);
        const normalise = (value: Tensor, factor: Tensor, shift: Tensor) => {
          const { mean, variance } = tf.moments(value, axes);
          return tf.batchNorm(value, mean as Tensor1D, variance as Tensor1D, shift as Tensor1D, factor as Tensor1D);
        };
        return gradientsOf(tf, draw, normalise, [x, scale, offset]);
      },
      8,
      // The input's gradient is a difference of nearly equal sums.
      2e-4,
    );
  });

  it('of layer normalisation, softmax cross-entropy, prelu, maxima, embedding and products', async () => {
    await expectSameAsCpu(
      runtime,
      (tf, draw) => {
        const x = draw.tensor(4, 6);
        const labels = tf.oneHot(draw.integers(6, 4), 6);
        const table = draw.tensor(5, 3);
        const ids = draw.integers(5, 7);
        const [a, b] = [draw.tensor(2, 3, 4), draw.tensor(2, 4, 5)];
        const normalise = (value: Tensor) => {
          const { mean, variance } = tf.moments(value, -1, true);
          return tf.mul(tf.sub(value, mean), tf.rsqrt(tf.add(variance, 1e-3)));
        };
        return [
          ...gradientsOf(tf, draw, normalise, [x]),
          ...gradientsOf(tf, draw, (value) => tf.losses.softmaxCrossEntropy(labels, value), [x]),
          ...gradientsOf(tf, draw, (value, alpha) => tf.prelu(value, alpha), [x, draw.tensor(6)]),
          ...gradientsOf(tf, draw, (value) => tf.max(value, 0), [x]),
          ...gradientsOf(tf, draw, (value) => tf.max(value, [1, 2], true), [draw.tensor(3, 4, 2)]),
          ...gradientsOf(tf, draw, (value) => tf.max(tf.maximum(value, 0)), [x]),
          ...gradientsOf(tf, draw, (value) => tf.gather(value, ids as never), [table]),
          ...gradientsOf(tf, draw, (left, right) => tf.matMul(left, right), [a, b]),
          ...gradientsOf(tf, draw, (left, right) => tf.matMul(left, right, true, true), [
            draw.tensor(3, 4),
            draw.tensor(5, 3),
          ]),
          ...gradientsOf(tf, draw, (left, right) => tf.einsum('bij,bjk->bik', left, right), [a, b]),
        ];
      },
      8,
      1e-5,
    );
  });

  it('of large batches of products, which are multiplied one by one', async () => {
    await expectSameAsCpu(
      runtime,
      (tf, draw) =>
        gradientsOf(tf, draw, (a, b) => tf.matMul(a, b, false, true), [
          draw.tensor(2, 2, 64, 48),
          draw.tensor(2, 2, 56, 48),
        ]),
      2,
    );
  });

  it('of recurrent, pooling and separable layers, weight by weight', async () => {
    await expectSameAsCpu(
      runtime,
      (tf, draw) => {
        const sequence = draw.tensor(3, 5, 4);
        const image = draw.tensor(2, 6, 6, 3);
        const layers: [import('@tensorflow/tfjs').layers.Layer, Tensor][] = [
          [tf.layers.lstm({ units: 3, returnSequences: true }), sequence],
          [tf.layers.gru({ units: 3 }), sequence],
          [
            tf.layers.bidirectional({ layer: tf.layers.simpleRNN({ units: 2 }) as never, mergeMode: 'concat' }),
            sequence,
          ],
          [tf.layers.globalAveragePooling2d({}), image],
        ];
        if (runtime === 'wasm') layers.push([tf.layers.separableConv2d({ filters: 4, kernelSize: 3 }), image]);
        return layers.flatMap(([layer, input]) => {
          layer.apply(input);
          layer.setWeights(layer.weights.map((weight) => draw.tensor(...(weight.shape as number[]))));
          const target = draw.tensor(...(layer.apply(input) as Tensor).shape);
          const loss = () => tf.sum(tf.mul(layer.apply(input) as Tensor, target)) as Scalar;
          const byInput = tf.grad((value: Tensor) => tf.sum(tf.mul(layer.apply(value) as Tensor, target)))(input);
          if (layer.trainableWeights.length === 0) return [byInput];
          const { grads } = tf.variableGrads(
            loss,
            layer.trainableWeights.map((weight) => weight.read() as never),
          );
          return [
            byInput,
            ...Object.keys(grads)
              .sort()
              .map((name) => grads[name] as Tensor),
          ];
        });
      },
      3,
      1e-5,
    );
  });

  it.each([
    { kind: 'convolution', depthwise: false },
    { kind: 'depthwise convolution', depthwise: true },
  ])('of a dilated $kind equal those of the same filter with zeros in between', async ({ depthwise }) => {
    const { tf } = await openRuntime(runtime);
    for (let seed = SEED; seed < SEED + 10; seed++) {
      const { x, filter, dilations, pad } = drawConvolution(new Draw(tf, seed), depthwise, true, runtime === 'wasm');
      const convolve = (a: Tensor, b: Tensor, rates: [number, number]) =>
        depthwise
          ? tf.depthwiseConv2d(a as Tensor4D, b as Tensor4D, 1, pad, 'NHWC', rates)
          : tf.conv2d(a as Tensor4D, b as Tensor4D, 1, pad, 'NHWC', rates);
      const spread = (a: Tensor, b: Tensor) => convolve(a, spreadFilter(tf, b as Tensor4D, dilations), [1, 1]);
      const found = gradientsOf(tf, new Draw(tf, seed), (a, b) => convolve(a, b, dilations), [x, filter]);
      const expected = gradientsOf(tf, new Draw(tf, seed), spread, [x, filter]);
      found.forEach((gradient, index) => {
        const reference = expected[index]?.dataSync() as Float32Array;
        expect(relativeError(gradient.dataSync() as Float32Array, reference)).toBeLessThan(2e-6);
      });
    }
  });
});

/** A filter with `rate − 1` zero rows and columns between its own. */
function spreadFilter(tf: TensorFlow, filter: Tensor4D, [rows, columns]: [number, number]): Tensor4D {
  const [height, width, input, output] = filter.shape;
  const wide = tf.reshape(
    tf.pad(tf.reshape(filter, [height * width, 1, input * output]), [
      [0, 0],
      [0, columns - 1],
      [0, 0],
    ]),
    [height, width * columns, input, output],
  );
  const tall = tf.reshape(
    tf.pad(tf.reshape(wide, [height, 1, width * columns * input * output]), [
      [0, 0],
      [0, rows - 1],
      [0, 0],
    ]),
    [height * rows, width * columns, input, output],
  );
  return tf.slice(tall, [0, 0, 0, 0], [(height - 1) * rows + 1, (width - 1) * columns + 1, -1, -1]) as Tensor4D;
}

/** Sums the product of all operands over every value of every label. */
function einsumByLoops(
  sizes: ReadonlyMap<string, number>,
  operands: readonly { labels: string; tensor: Tensor }[],
  output: string,
): Float32Array {
  const labels = [...new Set(operands.map((operand) => operand.labels).join('') + output)];
  const values = operands.map(({ tensor }) => tensor.dataSync());
  const at = new Map<string, number>();
  const offset = (names: string) =>
    [...names].reduce((position, label) => position * (sizes.get(label) as number) + (at.get(label) as number), 0);
  const result = new Float64Array([...output].reduce((product, label) => product * (sizes.get(label) as number), 1));
  const visit = (depth: number): void => {
    const label = labels[depth];
    if (label === undefined) {
      const product = operands.reduce((all, operand, i) => all * (values[i]?.[offset(operand.labels)] as number), 1);
      result[offset(output)] = (result[offset(output)] as number) + product;
      return;
    }
    for (let value = 0; value < (sizes.get(label) as number); value++) {
      at.set(label, value);
      visit(depth + 1);
    }
  };
  visit(0);
  return Float32Array.from(result);
}

describe('kernels that wasm lacked equal those of cpu', () => {
  it('depthwise gradients, over strides, paddings and multipliers', async () => {
    await expectSameAsCpu(
      'wasm',
      (tf, draw) => {
        const { x, filter, strides, dilations, pad } = drawConvolution(draw, true, false, true);
        const y = tf.depthwiseConv2d(x, filter, strides, pad, 'NHWC', dilations);
        const dy = draw.tensor(...y.shape);
        const attributes = { strides, pad, dilations };
        return [
          tf
            .engine()
            .runKernel(
              'DepthwiseConv2dNativeBackpropFilter',
              { x, dy },
              { ...attributes, filterShape: filter.shape },
            ) as Tensor,
          tf
            .engine()
            .runKernel(
              'DepthwiseConv2dNativeBackpropInput',
              { dy, filter },
              { ...attributes, inputShape: x.shape },
            ) as Tensor,
        ];
      },
      30,
    );
  });

  it.each([
    'ij,jk->ik',
    'bij,bjk->bik',
    'ij,kj->ikj',
    'ij->ji',
    'ijk->j',
    'bhqd,bhkd->bhqk',
    'ij,i->j',
    'i,j->ji',
    'ab,cd->ac',
    'ij,ij->',
  ])('Einstein sum %s and its gradients equal plain loops', async (equation) => {
    const { tf } = await openRuntime('wasm');
    for (let seed = SEED; seed < SEED + 4; seed++) {
      const draw = new Draw(tf, seed);
      const sizes = new Map([...'abcdhijkq'].map((label) => [label, draw.between(1, 5)]));
      const [left, output] = equation.split('->') as [string, string];
      const operands = left.split(',').map((labels) => ({
        labels,
        tensor: draw.tensor(...[...labels].map((label) => sizes.get(label) as number)),
      }));
      const tensors = operands.map(({ tensor }) => tensor);
      const found = tf.einsum(equation, ...tensors).dataSync();
      expect(relativeError(found as Float32Array, einsumByLoops(sizes, operands, output))).toBeLessThan(2e-6);

      const dy = draw.tensor(...[...output].map((label) => sizes.get(label) as number));
      const gradients = tf.grads((...given: Tensor[]) => tf.sum(tf.mul(tf.einsum(equation, ...given), dy)))(tensors);
      operands.forEach((operand, index) => {
        const others = [{ labels: output, tensor: dy }, ...operands.filter((other) => other !== operand)];
        const expected = einsumByLoops(sizes, others, operand.labels);
        expect(relativeError(gradients[index]?.dataSync() as Float32Array, expected)).toBeLessThan(2e-6);
      });
    }
  });

  it('sums by segment, rows of foreign segments dropped', async () => {
    await expectSameAsCpu('wasm', (tf, draw) => {
      const rows = draw.between(1, 12);
      const x = draw.oneOf(true, false) ? draw.tensor(rows) : draw.tensor(rows, 3, draw.between(1, 4));
      const ids = tf.sub(draw.integers(8, rows), tf.scalar(1, 'int32')) as Tensor1D;
      return tf.unsortedSegmentSum(x, ids, 5);
    });
  });

  it('Fourier transforms of any length, and complex numbers', async () => {
    await expectSameAsCpu(
      'wasm',
      (tf, draw) => {
        const shape = [draw.between(1, 3), draw.between(1, 40)];
        const z = tf.complex(draw.tensor(...shape), draw.tensor(...shape));
        const forward = tf.fft(z as never);
        const back = tf.ifft(z as never);
        const spectrum = tf.spectral.rfft(draw.tensor(2, 12));
        return [z, forward, back, spectrum].flatMap((value) => [tf.real(value), tf.imag(value), tf.abs(value)]);
      },
      20,
      // The cpu kernel sums in single precision.
      1e-5,
    );
  });

  it.each([
    ['float32', 1, 0],
    ['float32', 2.5, -0.5],
    ['int32', 3, -1],
    ['bool', 1, 0],
  ] as const)('one-hot rows of %s, %d in place and %d elsewhere', async (dtype, onValue, offValue) => {
    await expectSameAsCpu('wasm', (tf, draw) => {
      const depth = draw.between(2, 6);
      const hot = tf.oneHot(draw.integers(7, 2, draw.between(1, 5)) as Tensor1D, depth, onValue, offValue, dtype);
      // As numbers of the dtype, and as operands of what comes next.
      return [hot, tf.mul(tf.cast(hot, 'float32'), 2)];
    });
  });

  it('frees what it creates on the way', async () => {
    const { tf } = await openRuntime('wasm');
    const draw = new Draw(tf, SEED);
    const { x, filter } = drawConvolution(draw, false, false, false);
    const run = () => {
      tf.dispose(
        gradientsOf(tf, new Draw(tf, 1), (a, b) => tf.conv2d(a as Tensor4D, b as Tensor4D, 1, 'same'), [x, filter]),
      );
      tf.dispose(tf.einsum('ij,kj->ik', x.reshape([-1, 1]), x.reshape([-1, 1])));
    };
    tf.tidy(run);
    const { numTensors, numDataBuffers } = tf.memory();
    tf.tidy(run);
    expect(tf.memory()).toMatchObject({ numTensors, numDataBuffers });
  });
});

describe.each(runtimes)('gathering on %s', (runtime) => {
  it('equals that of cpu: any axis, batches, dtypes', async () => {
    await expectSameAsCpu(runtime, (tf, draw) => {
      const [rows, columns] = [draw.between(2, 5), draw.between(2, 5)];
      const x = draw.tensor(rows, columns, 3);
      const places = draw.integers(2, rows, 4);
      return [
        tf.gather(x, draw.integers(rows, 6) as Tensor1D, 0),
        tf.gather(x, draw.integers(3, 2) as Tensor1D, 2),
        tf.gather(x, places, 1, 1),
        tf.gather(tf.cast(tf.greater(x, 0), 'int32'), draw.integers(columns, 2) as Tensor1D, 1),
        tf.grad((y) => tf.sum(tf.square(tf.gather(y, tf.tensor1d([1, 1, 0], 'int32')))))(x),
      ];
    });
  });

  it('refuses a place that is not there', async () => {
    const { tf } = await openRuntime(runtime);
    expect(() => tf.gather(tf.tensor1d([1, 2, 3]), tf.tensor1d([0, 3], 'int32')).dataSync()).toThrow(
      /not in \[0, [23]/,
    );
  });
});
