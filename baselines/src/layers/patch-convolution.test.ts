import { openRuntime } from '@paretoboard/harness/runtimes/open-runtime.js';
import { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { normalisationWeights, normaliseExample } from './example-normalisation.js';
import type { Activations } from './linear-map.js';
import {
  convolutionWeights,
  patchConvolution,
  transposedConvolution,
  transposedConvolutionWeights,
} from './patch-convolution.js';

let tf: TensorFlow;
beforeAll(async () => {
  ({ tf } = await openRuntime('wasm'));
});

const random = new Random(3);
const [examples, steps, side, channelsIn, channelsOut] = [2, 3, 4, 2, 3];

function values(size: number): Float32Array {
  return Float32Array.from({ length: size }, () => random.normal());
}

function activations(): Activations {
  return tf.tensor4d(values(examples * steps * side * side * channelsIn), [examples, steps, side * side, channelsIn]);
}

function close(found: Tensor, expected: Tensor): void {
  const difference = tf.max(tf.abs(tf.sub(found, expected.reshape(found.shape)))).dataSync()[0]!;
  expect(difference).toBeLessThan(1e-5 * (1 + tf.max(tf.abs(expected)).dataSync()[0]!));
}

const layers = [
  [
    'patchConvolution, stride 1',
    convolutionWeights,
    (weights: Record<string, Tensor>, x: Activations) => patchConvolution(tf, weights, 'l', x, 1),
  ],
  [
    'patchConvolution, stride 2',
    convolutionWeights,
    (weights: Record<string, Tensor>, x: Activations) => patchConvolution(tf, weights, 'l', x, 2),
  ],
  [
    'transposedConvolution',
    transposedConvolutionWeights,
    (weights: Record<string, Tensor>, x: Activations) => transposedConvolution(tf, weights, 'l', x),
  ],
] as const;

describe('convolutions by patches', () => {
  it('are tf.conv2d with a padding of one pixel', () => {
    const x = activations();
    const weights = { ...convolutionWeights(tf, new Random(1), 'l', channelsIn, channelsOut) } as Record<
      string,
      Tensor
    >;
    const pictures = x.reshape([examples * steps, side, side, channelsIn]) as Tensor4D;
    const filter = weights['l/matrix']!.reshape([3, 3, channelsIn, channelsOut]) as Tensor4D;
    weights['l/bias'] = tf.zeros([channelsOut]);
    for (const stride of [1, 2] as const)
      close(patchConvolution(tf, weights, 'l', x, stride), tf.conv2d(pictures, filter, stride, 1));
  });

  it('are each other’s adjoint where the matrices are: ⟨conv x, y⟩ = ⟨x, transposed y⟩', () => {
    const weights = convolutionWeights(tf, new Random(1), 'l', channelsIn, channelsOut);
    const down: Record<string, Tensor> = { ...weights, 'l/bias': tf.zeros([channelsOut]) };
    const up = transposedConvolutionWeights(tf, new Random(1), 'l', channelsOut, channelsIn);
    // [9, in, out] → [out, 9, in]
    const matrix = down['l/matrix']!.reshape([9 * channelsIn, channelsOut]).transpose();
    const [big, little] = [activations(), tf.tensor4d(values(2 * 3 * 4 * 3), [2, 3, 4, 3])];
    const forward = tf.sum(tf.mul(patchConvolution(tf, down, 'l', big, 2), little)).dataSync()[0]!;
    const backward = transposedConvolution(tf, { ...up, 'l/matrix': matrix }, 'l', little);
    expect(backward.shape).toEqual([examples, steps, side * side, channelsIn]);
    expect(tf.sum(tf.mul(big, backward)).dataSync()[0]!).toBeCloseTo(forward, 3);
  });

  it.each(layers)(
    '%s: the same with weights of its own for each example, whose gradients add up to the shared one',
    (_, make, apply) => {
      const x = activations();
      const shared = make(tf, new Random(2), 'l', channelsIn, channelsOut);
      const [matrix, bias] = [shared['l/matrix']!, tf.tensor1d(values(channelsOut))];
      const of = (m: Tensor, b: Tensor) => apply({ 'l/matrix': m, 'l/bias': b }, x);
      const [ownMatrix, ownBias] = [matrix, bias].map((weight) =>
        tf.tile(weight.expandDims(0), [examples, ...weight.shape.map(() => 1)]),
      ) as [Tensor, Tensor];
      close(of(ownMatrix, ownBias), of(matrix, bias));
      const loss = (m: Tensor, b: Tensor) => tf.sum(tf.square(of(m, b)));
      const [byMatrix, byBias] = tf.grads(loss)([matrix, bias]);
      const [ownByMatrix, ownByBias] = tf.grads(loss)([ownMatrix, ownBias]);
      close(tf.sum(ownByMatrix!, 0), byMatrix!);
      close(tf.sum(ownByBias!, 0), byBias!);
      const one = x.slice([0, 0, 0, 0], [1, ...x.shape.slice(1)] as never) as Activations;
      const alone = tf.grad((m: Tensor) => tf.sum(tf.square(apply({ 'l/matrix': m, 'l/bias': bias }, one))))(matrix);
      close(ownByMatrix!.slice([0], [1]), alone);
    },
  );
});

describe('normaliseExample', () => {
  it('gives every example and step mean 0 and the target as deviation, whatever stands beside it', () => {
    const x = activations();
    const weights = normalisationWeights(tf, 'n', channelsIn);
    const normal = normaliseExample(tf, weights, 'n', tf.mul(x, 30), 0.2);
    const { mean, variance } = tf.moments(normal, [2, 3]);
    for (const value of mean.dataSync()) expect(value).toBeCloseTo(0, 4);
    for (const value of variance.dataSync()) expect(value).toBeCloseTo(0.04, 3);
    const alone = normaliseExample(tf, weights, 'n', x.slice([1], [1]) as Activations, 0.2);
    close(normaliseExample(tf, weights, 'n', x, 0.2).slice([1], [1]), alone);
  });

  it('leaves a silent input silent, and its gradient finite', () => {
    const weights = normalisationWeights(tf, 'n', channelsIn);
    const silent = tf.zeros([1, 1, 4, channelsIn]) as Activations;
    const gradient = tf.grad((x: Tensor) =>
      tf.sum(tf.square(tf.sub(normaliseExample(tf, weights, 'n', x as Activations, 0.2), 1))),
    )(silent);
    expect(Math.max(...normaliseExample(tf, weights, 'n', silent, 0.2).abs().dataSync())).toBe(0);
    expect(Math.max(...gradient.abs().dataSync())).toBeLessThan(10);
  });
});
