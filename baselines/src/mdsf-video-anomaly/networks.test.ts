import { openRuntime } from '@paretoboard/harness/runtimes/open-runtime.js';
import { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor4D } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { countParameters, type Weights } from '../shared/weights.js';
import {
  amplify,
  anomalyScore,
  channelWeights,
  discrepancy,
  fuse,
  fusionWeights,
  saliency,
} from './discrepancy-fusion.js';
import { autoencoderWeights, decode, encode } from './masked-autoencoder.js';
import { maskPatches } from './masking.js';
import { pastePatch } from './pasted-patches.js';
import { full, type MdsfConfiguration, small } from './settings.js';

let tf: TensorFlow;
beforeAll(async () => {
  ({ tf } = await openRuntime('cpu'));
});

function drawn(shape: [number, number, number, number], seed: number): Tensor4D {
  const random = new Random(seed);
  const size = shape.reduce((a, b) => a * b, 1);
  return tf.tensor4d(
    Float32Array.from({ length: size }, () => random.normal()),
    shape,
  );
}

/** Trainable values of teacher, student, adapters and fusion, from the widths alone. */
function parametersOf({ teacher, student, fusion }: MdsfConfiguration): Record<string, number> {
  const autoencoder = (widths: readonly number[]): number =>
    widths.reduce((sum, width, scale) => {
      const before = scale === 0 ? 3 : widths[scale - 1]!;
      return sum + 2 * 9 * before * width + width + before;
    }, 0);
  const gates = teacher.reduce((sum, width) => {
    const hidden = Math.floor(width / 4);
    return sum + width * hidden + hidden + hidden * width + width + width + 1 + width * fusion;
  }, 0);
  return {
    teacher: autoencoder(teacher),
    student: autoencoder(student),
    adapters: student.reduce((sum, width, scale) => sum + (width + 1) * teacher[scale]!, 0),
    fusion: gates,
  };
}

describe('the networks', () => {
  it('of the small configuration have the parameters that their widths give', () => {
    const random = new Random(1);
    const expected = parametersOf(small);
    expect(countParameters(autoencoderWeights(tf, random, 'teacher', small.teacher))).toBe(expected.teacher);
    expect(countParameters(autoencoderWeights(tf, random, 'student', small.student))).toBe(expected.student);
    expect(countParameters(fusionWeights(tf, random, small.teacher, small.fusion))).toBe(expected.fusion);
    expect(expected).toEqual({ teacher: 47_107, student: 12_035, adapters: 2_800, fusion: 4_735 });
  });

  it('of the full configuration have about the printed 14 million', () => {
    const total = Object.values(parametersOf(full)).reduce((sum, value) => sum + value, 0);
    expect(Math.abs(total / 14e6 - 1)).toBeLessThan(0.1);
  });

  it('halve the size at each scale, and give the picture’s size back', () => {
    const weights = autoencoderWeights(tf, new Random(2), 'teacher', [4, 6, 8]);
    const features = encode(tf, weights, 'teacher', drawn([2, 16, 24, 3], 3), 3);
    expect(features.map(({ shape }) => shape)).toEqual([
      [2, 8, 12, 4],
      [2, 4, 6, 6],
      [2, 2, 3, 8],
    ]);
    expect(decode(tf, weights, 'teacher', features).shape).toEqual([2, 16, 24, 3]);
  });
});

describe('the fused discrepancy', () => {
  const widths = [4, 8];
  const features = (seed: number): Tensor4D[] => [drawn([2, 4, 6, 4], seed), drawn([2, 2, 3, 8], seed + 1)];
  const weights = (): Weights => fusionWeights(tf, new Random(4), widths, 4);
  const all = { amplification: true, saliency: true };

  it('has each component of the paper: difference, amplification by channel, saliency by position, sum over scales, length', () => {
    const [teacher, student] = [features(10), features(20)];
    const difference = discrepancy(tf, teacher[0]!, student[0]!);
    expect(Math.min(...difference.dataSync())).toBeGreaterThanOrEqual(0);
    const gate = channelWeights(tf, weights(), 0, difference);
    expect(gate.shape).toEqual([2, 1, 1, 4]);
    expect(gate.dataSync().every((value) => value > 0 && value < 1)).toBe(true);
    const amplified = amplify(tf, weights(), 0, difference);
    const before = difference.dataSync();
    expect(amplified.dataSync().every((value, at) => value <= before[at]!)).toBe(true);
    const map = saliency(tf, weights(), 0, amplified);
    expect(map.shape).toEqual([2, 4, 6, 1]);
    expect(map.dataSync().every((value) => value > 0 && value < 1)).toBe(true);
    const fused = fuse(tf, weights(), teacher, student, all);
    expect(fused.shape).toEqual([2, 4, 6, 4]);
    const squares = fused.square().sum([1, 2, 3]).dataSync();
    expect(anomalyScore(tf, fused).dataSync()[1]).toBeCloseTo(Math.sqrt(squares[1]!), 4);
  });

  it('is 0 where the student says what the teacher says', () => {
    const same = features(30);
    expect([...anomalyScore(tf, fuse(tf, weights(), same, same, all)).dataSync()]).toEqual([0, 0]);
  });

  it('adds the scales: a difference at the deep one alone shows, wherever its four fine pixels lie', () => {
    const teacher = features(40);
    const odd = tf.buffer([2, 2, 3, 8]);
    odd.set(5, 0, 1, 2, 0);
    const student = [teacher[0]!, teacher[1]!.add(odd.toTensor()) as Tensor4D];
    const fused = fuse(tf, weights(), teacher, student, { amplification: false, saliency: false });
    const places = [...fused.abs().sum(3).dataSync()].flatMap((value, at) => (value > 1e-6 ? [at] : []));
    expect(places).toEqual([2 * 6 + 4, 2 * 6 + 5, 3 * 6 + 4, 3 * 6 + 5]);
    expect(anomalyScore(tf, fused).dataSync()[1]).toBeCloseTo(0, 6);
  });

  it('averages groups of channels before it is trained', () => {
    const one = tf.ones([1, 2, 3, 8]) as Tensor4D;
    const nothing = tf.zeros([1, 2, 3, 8]) as Tensor4D;
    const untrained = fusionWeights(tf, new Random(5), [8], 4);
    const fused = fuse(tf, untrained, [one], [nothing], { amplification: false, saliency: false });
    expect(new Set(fused.dataSync())).toEqual(new Set([1]));
  });
});

describe('hidden patches', () => {
  it('are whole, in all channels, and as many as asked for', () => {
    const shape = [2, 16, 24, 3] as const;
    const pictures = new Float32Array(2 * 16 * 24 * 3).fill(1);
    maskPatches(pictures, shape, { patch: 8, ratio: 0.5 }, new Random(6));
    expect(pictures.filter((value) => value === 0)).toHaveLength(2 * 3 * 8 * 8 * 3);
    for (let at = 0; at < pictures.length; at += 3) expect(new Set(pictures.subarray(at, at + 3)).size).toBe(1);
  });
});

describe('a pasted piece', () => {
  it('is a rectangle in each frame, somewhere else in the next', () => {
    const size = [24, 32, 3] as const;
    let moved = 0;
    for (let seed = 0; seed < 20; seed++) {
      const target = new Float32Array(24 * 32 * 3);
      pastePatch(new Float32Array(target.length).fill(5), target, size, new Random(seed));
      const places = [0, 1, 2].map((time) =>
        [...target].flatMap((value, at) => (at % 3 === time && value !== 0 ? [(at - time) / 3] : [])),
      );
      const last = places[2]!;
      const columns = new Set(last.map((at) => at % 32));
      const rows = new Set(last.map((at) => Math.floor(at / 32)));
      expect(last).toHaveLength(columns.size * rows.size);
      expect(Math.min(columns.size, rows.size)).toBeGreaterThanOrEqual(3);
      if (String(places[0]) !== String(last)) moved += 1;
    }
    expect(moved).toBeGreaterThan(15);
  });
});
