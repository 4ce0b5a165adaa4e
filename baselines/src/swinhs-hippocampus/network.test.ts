import { openRuntime } from '@paretoboard/harness/runtimes/open-runtime.js';
import { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor, Tensor2D, Tensor3D } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Volume } from '../layers/volume.js';
import { countParameters, type Weights } from '../shared/weights.js';
import { directionalSlopes } from '../testing/directional-derivative.js';
import { withStages } from './ablation.js';
import { elsaBlock, elsaBlockWeights, filterNeighbours, neighbourhood, neighbours } from './elsa-block.js';
import { segmentationLoss } from './loss.js';
import { swinHs } from './network.js';
import { full, type NetworkSettings, small } from './settings.js';
import { unet3d } from './unet-3d.js';
import { vNet } from './v-net.js';
import type { VolumeNetwork } from './volume-network.js';

let tf: TensorFlow;
/** Weights of SwinHS by name; of the full configuration at half its width, because 22 million values take seconds to draw. */
let weightsOf: Record<'full' | 'small', { names: string[]; parameters: number }>;
beforeAll(async () => {
  tf = (await openRuntime('wasm')).tf;
  const drawnFor = (settings: NetworkSettings) =>
    tf.tidy(() => {
      const weights = swinHs(settings).initialWeights(tf, new Random(1));
      return { names: Object.keys(weights), parameters: countParameters(weights) };
    });
  weightsOf = { full: drawnFor({ ...full.network, channels: 24, fineChannels: 24 }), small: drawnFor(small.network) };
});

function drawn(shape: [number, number, number, number, number], seed = 1): Volume {
  const random = new Random(seed);
  const size = shape.reduce((product, length) => product * length, 1);
  return tf.tensor5d(
    Float32Array.from({ length: size }, () => random.normal()),
    shape,
  );
}

function shaken(weights: Weights): Record<string, Tensor> {
  const random = new Random(5);
  return Object.fromEntries(
    Object.entries(weights).map(([name, value]) => {
      const noise = Float32Array.from({ length: value.size }, () => random.normal(0, 0.1));
      return [name, tf.add(value, tf.tensor(noise, value.shape))];
    }),
  );
}

function parametersOf(network: VolumeNetwork): number {
  return tf.tidy(() => countParameters(network.initialWeights(tf, new Random(1))));
}

/** Every component of the card, and a weight that only it brings, in the full and in the small configuration. */
const components: Record<string, RegExp> = {
  'patch partition and embedding': /^embed\/matrix$/,
  'ELSA block: normalisation before the attention': /^stage1\/elsa1\/norm1\/gain$/,
  'ELSA block: queries, keys and values': /^stage1\/elsa1\/elsa\/qkv\/matrix$/,
  'ELSA block: grouped convolution on the Hadamard product': /^stage1\/elsa1\/elsa\/mix1\/filter$/,
  'ELSA block: weights of the neighbours': /^stage1\/elsa1\/elsa\/scores\/matrix$/,
  'ELSA block: ghost head, factors': /^stage1\/elsa1\/elsa\/ghost\/factor$/,
  'ELSA block: ghost head, addends': /^stage1\/elsa1\/elsa\/ghost\/addend$/,
  'ELSA block: projection': /^stage1\/elsa1\/elsa\/project\/matrix$/,
  'ELSA block: MLP': /^stage1\/elsa1\/mlp\/widen\/matrix$/,
  'patch merging between stages': /^merge2\/matrix$/,
  'Swin block, plain windows': /^stage2\/swin1\/attention\/qkv\/matrix$/,
  'Swin block, shifted windows': /^stage2\/swin2\/attention\/qkv\/matrix$/,
  'Swin block: position bias': /^stage2\/swin1\/attention\/position$/,
  'Swin block: MLP': /^stage2\/swin1\/mlp\/narrow\/matrix$/,
  'attention at the deepest stage': /^stage3\/swin1\/attention\/project\/matrix$/,
  'residual block on the raw volume': /^skip0\/second\/filter$/,
  'residual block on a stage’s features': /^skip2\/first\/filter$/,
  'spatial squeeze and excitation': /^skip1\/excitation\/matrix$/,
  'decoder at every resolution': /^decode0\/first\/filter$/,
  'convolution of 1 × 1 × 1 at the end': /^head\/matrix$/,
};

describe('SwinHS', () => {
  it.each(Object.entries(components))('has %s, full and small', (_component, pattern) => {
    for (const { names } of Object.values(weightsOf))
      expect(names).toEqual(expect.arrayContaining([expect.stringMatching(pattern)]));
  });

  it('has the numbers of parameters that the README names', () => {
    expect(weightsOf.small.parameters).toBe(138_481);
    expect(parametersOf(unet3d)).toBe(72_577);
    expect(parametersOf(vNet)).toBe(107_505);
  });

  const networks: Record<string, () => VolumeNetwork> = {
    SwinHS: () => swinHs(small.network),
    'SwinHS without ELSA': () => swinHs(withStages((kind) => (kind === 'elsa' ? 'swin' : kind))),
    'SwinHS without excitation': () => swinHs({ ...small.network, hasSpatialExcitation: false }),
    'SwinHS with convolutions': () => swinHs(withStages(() => 'convolution')),
    '3D U-Net': () => unet3d,
    'V-Net': () => vNet,
  };

  it.each(Object.entries(networks))('%s answers at every voxel, for any sides it takes', (_name, network) => {
    tf.tidy(() => {
      const net = network();
      const weights = net.initialWeights(tf, new Random(1));
      expect(net.multiple).toBe(8);
      for (const sizes of [[8, 8, 16] as const, [16, 8, 8] as const])
        expect(net.logits(tf, weights, drawn([1, ...sizes, 1])).shape).toEqual([1, ...sizes, 1]);
    });
  });

  it.each(Object.entries(networks))('%s uses every weight: each has a gradient', (_name, network) => {
    tf.tidy(() => {
      const net = network();
      const weights = Object.entries(shaken(net.initialWeights(tf, new Random(1)))).map(
        ([name, value]) => [name, tf.variable(value)] as const,
      );
      const named = Object.fromEntries(weights);
      const x = drawn([1, 16, 16, 8, 1]);
      const { grads } = tf.variableGrads(() => tf.sum(tf.square(net.logits(tf, named, x))));
      const without = weights.filter(([, variable]) => {
        const gradient = grads[variable.name];
        return !gradient || tf.max(tf.abs(gradient)).dataSync()[0] === 0;
      });
      expect(without.map(([name]) => name)).toEqual([]);
    });
  });

  it('leaves out of an ablation what it is named after, and nothing else', () => {
    tf.tidy(() => {
      const names = (settings: NetworkSettings): string[] =>
        Object.keys(swinHs(settings).initialWeights(tf, new Random(1)));
      const whole = names(small.network);
      const without = names({ ...small.network, hasSpatialExcitation: false });
      expect(whole.filter((name) => !without.includes(name)).every((name) => name.includes('/excitation/'))).toBe(true);
      expect(without.every((name) => whole.includes(name))).toBe(true);
      const noElsa = names(withStages((kind) => (kind === 'elsa' ? 'swin' : kind)));
      expect(noElsa.some((name) => name.includes('elsa'))).toBe(false);
      expect(names(withStages(() => 'convolution')).some((name) => /elsa|swin/.test(name))).toBe(false);
    });
  });
});

describe('ELSA', () => {
  const shape = { heads: 2, hidden: 6 };

  it('gathers the 27 neighbours of a voxel, zeros outside', () => {
    const x = tf.range(1, 28, 1).reshape([1, 3, 3, 3, 1]) as Volume;
    const all = neighbourhood(tf, x);
    expect(all.shape).toEqual([27, neighbours, 1]);
    const of = (voxel: number): number[] => [...all.slice([voxel, 0, 0], [1, neighbours, 1]).dataSync()];
    expect([...of(13)].sort((a, b) => a - b)).toEqual(Array.from({ length: 27 }, (_, index) => index + 1));
    expect(of(13)[13]).toBe(14);
    expect(of(0).filter((value) => value !== 0)).toHaveLength(8);
  });

  it('with all weight on the centre and a plain ghost head is the identity', () => {
    const x = drawn([1, 2, 3, 2, 4]);
    const attention = tf.oneHot(tf.fill([12 * 2], 13, 'int32'), neighbours).reshape([12, 2, neighbours]) as Tensor3D;
    const ghost = (value: number): Tensor => tf.fill([neighbours, 4], value);
    const sums = filterNeighbours(tf, neighbourhood(tf, x), attention, ghost(1), ghost(0));
    expect([...sums.dataSync()]).toEqual([...x.dataSync()]);
  });

  it('has a filter for each channel, from the attention of its head and its own ghost head', () => {
    // One voxel, two heads of two channels; only the first neighbour has a value.
    const values = tf.pad(tf.tensor3d([2, 3, 5, 7], [1, 1, 4]), [
      [0, 0],
      [0, neighbours - 1],
      [0, 0],
    ]) as Tensor3D;
    const attention = tf.pad(tf.tensor3d([0.5, 0.25], [1, 2, 1]), [
      [0, 0],
      [0, 0],
      [0, neighbours - 1],
    ]) as Tensor3D;
    const row = (first: number[]): Tensor =>
      tf.pad(tf.tensor2d([first]), [
        [0, neighbours - 1],
        [0, 0],
      ]);
    const sums = filterNeighbours(tf, values, attention, row([1, 2, 3, 4]), row([0, 1, 0, 1]));
    expect([...sums.dataSync()]).toEqual([0.5 * 2, (0.5 * 2 + 1) * 3, 0.75 * 5, (0.25 * 4 + 1) * 7]);
  });

  it('has the slope of differences along any direction', () => {
    const weights = shaken(elsaBlockWeights(tf, new Random(3), 'a', 4, shape));
    const names = Object.keys(weights);
    const layer = (...[x, ...tensors]: Tensor[]): Tensor =>
      elsaBlock(tf, Object.fromEntries(names.map((name, at) => [name, tensors[at]!])), 'a', x as Volume, shape);
    const { computed, measured } = directionalSlopes(
      tf,
      layer,
      [drawn([1, 2, 3, 2, 4]), ...Object.values(weights)],
      4,
      1e-3,
    );
    expect(Math.abs(computed - measured)).toBeLessThan(0.02 * Math.max(1, Math.abs(measured)));
  });

  it('works in groups of eight channels where there are more', () => {
    tf.tidy(() => {
      const weights = elsaBlockWeights(tf, new Random(3), 'a', 24, { heads: 3, hidden: 6 });
      expect(Object.keys(weights).filter((name) => /mix\d\/filter/.test(name))).toHaveLength(2);
      expect(elsaBlock(tf, weights, 'a', drawn([1, 2, 2, 2, 24]), { heads: 3, hidden: 6 }).shape).toEqual([
        1, 2, 2, 2, 24,
      ]);
    });
  });
});

describe('the loss', () => {
  const loss = (logits: number[], masks: number[]): number =>
    segmentationLoss(tf, tf.tensor2d([logits]), tf.tensor2d([masks])).dataSync()[0]!;

  it('is 0 for a sure and right answer, and as worked by hand for an unsure one', () => {
    expect(loss([40, -40, -40], [1, 0, 0])).toBeCloseTo(0, 5);
    // Probabilities of one half: Dice (2 · 0.5 + 1) / (1 + 1 + 1), cross-entropy log 2.
    expect(loss([0, 0], [1, 0])).toBeCloseTo(1 - 2 / 3 + Math.LN2, 5);
  });

  it('is finite for an answer that is sure and wrong', () => {
    expect(loss([-200, 200], [1, 0])).toBeCloseTo(200 + 1 - 1 / 3, 2);
  });

  it('has the slope of differences', () => {
    const masks = tf.tensor2d([[1, 0, 0, 1]]);
    const { computed, measured } = directionalSlopes(
      tf,
      (logits) => segmentationLoss(tf, logits as Tensor2D, masks),
      [tf.tensor2d([[0.5, -1, 2, 0.1]])],
      2,
    );
    expect(computed).toBeCloseTo(measured, 3);
  });
});
