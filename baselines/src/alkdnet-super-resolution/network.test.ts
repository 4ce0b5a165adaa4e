import { openRuntime } from '@paretoboard/harness/runtimes/open-runtime.js';
import { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor4D } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { depthwiseConvolution } from '../layers/depthwise-convolution.js';
import { countParameters } from '../shared/weights.js';
import { alkConvolution, alkWeights } from './alk-convolution.js';
import { fsrcnn } from './fsrcnn.js';
import { enlarge, fullShape, initialWeights, type NetworkShape, smallShape } from './network.js';

let tf: TensorFlow;
beforeAll(async () => {
  tf = (await openRuntime('cpu')).tf;
});

const parametersOf = (shape: NetworkShape): number => countParameters(initialWeights(tf, new Random(1), shape));
const ofBsrn = { convolution: 'blueprint', normalised: false, anchored: false } as const;

function picture(height: number, width: number, seed = 1): Tensor4D {
  const random = new Random(seed);
  return tf.tensor4d(
    Float32Array.from({ length: height * width * 3 }, () => random.uniform()),
    [1, height, width, 3],
  );
}

/** Every component of the card, and a weight that only it brings, in the full and in the small configuration. */
const components: Record<string, string> = {
  'shallow features by a blueprint separable convolution': 'shallow/mix/filter',
  'distillation 1': 'block1/distil1/filter',
  'distillation 2': 'block1/distil2/filter',
  'distillation 3': 'block1/distil3/filter',
  'distillation 4 by ALKConv': 'block1/distil4/tall/filter',
  'refinement 1 by ALKConv': 'block1/refine1/tall/filter',
  'refinement 2 by ALKConv': 'block1/refine2/wide/filter',
  'refinement 3 by ALKConv': 'block1/refine3/square/filter',
  'pixel normalisation within ALKConv': 'block1/refine1/norm/gain',
  condensation: 'block1/condense/filter',
  'enhanced spatial attention': 'block1/spatial/expand/filter',
  'contrast-aware channel attention': 'block1/contrast/expand/filter',
  'pixel normalisation of the block': 'block1/norm/gain',
  'fusion of all blocks': 'fuse/filter',
  'ALKConv after fusion': 'fused/tall/filter',
  'convolution before the pixel shuffle': 'up/filter',
};

describe('the network', () => {
  it.each([
    // Printed 373, 381 and 393 K: the last two fit 1.4 K better without ALKConv after fusion, which the text has.
    [2, 373_484, 331_628],
    [3, 382_139, 340_283],
    [4, 394_256, 352_400],
  ])('for ×%i has %i parameters, and %i as BSRN', (scale, paper, bsrn) => {
    expect(parametersOf(fullShape(scale))).toBe(paper);
    expect(parametersOf({ ...fullShape(scale), ...ofBsrn })).toBe(bsrn);
  });

  it('grows by 7,168 parameters in its blocks for every longer kernel', () => {
    const withKernel = (kernel: number): number => parametersOf({ ...fullShape(2), kernel });
    // Besides the blocks one ALKConv of 64 channels: 2 · 2 · 64.
    for (const kernel of [5, 7, 9]) expect(withKernel(kernel + 2) - withKernel(kernel)).toBe(7_168 + 256);
  });

  it.each(Object.entries(components))('has %s, full and small', (_component, weight) => {
    for (const shape of [fullShape(2), smallShape(2)])
      expect(Object.keys(initialWeights(tf, new Random(1), shape))).toContain(weight);
  });

  it('has the same parts small as full: only widths and depths differ', () => {
    const parts = (shape: NetworkShape): string[] => [
      ...new Set(
        Object.keys(initialWeights(tf, new Random(1), shape)).map((name) => name.replace(/^block\d+/, 'block')),
      ),
    ];
    expect(parts(smallShape(2))).toEqual(parts(fullShape(2)));
    expect(parametersOf(smallShape(2))).toBe(10_756);
    expect(countParameters(fsrcnn.initialWeights(tf, new Random(1)))).toBe(9_360);
  });

  it.each([2, 3])('begins at the nearest neighbour of the small picture, ×%i', (scale) => {
    const shape = smallShape(scale);
    const small = picture(16, 19);
    const large = enlarge(tf, initialWeights(tf, new Random(1), shape), small, shape);
    expect(large.shape).toEqual([1, 16 * scale, 19 * scale, 3]);
    const nearest = tf.image.resizeNearestNeighbor(small, [16 * scale, 19 * scale]);
    expect([...large.dataSync()]).toEqual([...nearest.dataSync()]);
  });

  it('uses every weight: each has a gradient', () => {
    const shape = smallShape(2);
    const random = new Random(5);
    const weights = Object.entries(initialWeights(tf, random, shape)).map(([name, value]) => {
      const noise = Float32Array.from({ length: value.size }, () => random.normal(0, 0.1));
      return [name, tf.variable(tf.add(value, tf.tensor(noise, value.shape)))] as const;
    });
    const named = Object.fromEntries(weights);
    const { grads } = tf.variableGrads(() => tf.sum(tf.square(enlarge(tf, named, picture(16, 16), shape))));
    const without = weights.filter(([, variable]) => {
      const gradient = grads[variable.name];
      return !gradient || tf.max(tf.abs(gradient)).dataSync()[0] === 0;
    });
    expect(without.map(([name]) => name)).toEqual([]);
  });

  it('sees farther along rows and columns than across them: an ALKConv is a sparse large kernel without its GELUs', () => {
    const weights = alkWeights(tf, new Random(3), 'a', 2, 2, { kernel: 9, normalised: false });
    const x = tf.variable(picture(13, 13).slice([0, 0, 0, 0], [1, 13, 13, 2]));
    const centre = () =>
      tf.sum(
        alkConvolution(tf, weights, 'a', x as Tensor4D, { kernel: 9, normalised: false }).slice(
          [0, 6, 6, 0],
          [1, 1, 1, 2],
        ),
      );
    const gradient = tf.variableGrads(() => centre() as never, [x]).grads[x.name]!;
    const reached = tf.sum(tf.abs(gradient), 3).dataSync();
    const isCross = (row: number, column: number): boolean =>
      (column === 6 && Math.abs(row - 6) <= 4) ||
      (row === 6 && Math.abs(column - 6) <= 4) ||
      (Math.abs(row - 6) <= 1 && Math.abs(column - 6) <= 1);
    for (let at = 0; at < 169; at++) expect(reached[at]! > 0).toBe(isCross(Math.floor(at / 13), at % 13));
  });

  it('linear branches together equal one sparse 9 × 9 kernel', () => {
    const weights = alkWeights(tf, new Random(3), 'a', 2, 2, { kernel: 9, normalised: false });
    const x = picture(12, 12).slice([0, 0, 0, 0], [1, 12, 12, 2]) as Tensor4D;
    const [tall, wide, square] = (['tall', 'wide', 'square'] as const).map((branch) =>
      depthwiseConvolution(tf, weights, `a/${branch}`, x),
    ) as [Tensor4D, Tensor4D, Tensor4D];
    const padded = (branch: string, rows: number, columns: number) =>
      tf.pad(weights[`a/${branch}/filter`]!, [
        [rows, rows],
        [columns, columns],
        [0, 0],
        [0, 0],
      ]);
    const kernel = tf.addN([padded('tall', 0, 4), padded('wide', 4, 0), padded('square', 3, 3)]) as Tensor4D;
    const difference = tf.sub(tf.addN([tall, wide, square]), tf.depthwiseConv2d(x, kernel, 1, 'same'));
    expect(tf.max(tf.abs(difference)).dataSync()[0]).toBeLessThan(1e-5);
  });
});
