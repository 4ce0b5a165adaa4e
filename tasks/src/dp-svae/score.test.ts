import { SampleError } from '@paretoboard/harness/statistics/sample.js';
import type { Answer } from '@paretoboard/harness/task/task-module.js';
import { Random } from '@paretoboard/sdk/random.js';
import { describe, expect, it } from 'vitest';
import { declaredMetrics } from './declared-metrics.js';
import { roles, side } from './definition.js';
import { score } from './score.js';

const pixels = side * side;

/** A bar at a random place. */
function bar(random: Random): Uint8Array {
  const left = random.integer(side - 6);
  return Uint8Array.from({ length: pixels }, (_, at) => (at % side >= left && at % side < left + 6 ? 255 : 0));
}

const levels = (bytes: Uint8Array): Float32Array => Float32Array.from(bytes, (level) => level / 127.5 - 1);
const picture = (data: Float32Array) => ({ dtype: 'float32' as const, shape: [side, side], data });

interface Given {
  readonly image: Uint8Array;
  readonly role: keyof typeof roles;
}

function items(test: number, audited: number): Given[] {
  const random = new Random(1);
  const of = (count: number, role: Given['role']) =>
    Array.from({ length: count }, () => ({ image: bar(random), role }));
  return [...of(test, 'test'), ...of(audited, 'member'), ...of(audited, 'outsider')];
}

function answers(
  given: readonly Given[],
  reconstruct: (item: Given) => Float32Array,
  sample: (index: number) => Float32Array,
): Answer[] {
  return given.map((item, index) => ({
    index,
    item: {
      inputs: { image: { dtype: 'uint8', shape: [side, side], data: item.image } },
      targets: { role: { dtype: 'int32', shape: [], data: Int32Array.of(roles[item.role]) } },
      attributes: {},
      group: String(index),
    },
    outputs: { reconstruction: picture(reconstruct(item)), sample: picture(sample(index)) },
  }));
}

const given = items(120, 60);
const copy = ({ image }: Given) => levels(image);
const other = new Random(2);
const fresh = () => levels(bar(other));

describe('score', () => {
  it('is the mean squared error over test pictures alone, worked by hand', () => {
    const few = items(2, 1);
    // One quarter of the pixels off by 0.5 in the first, none in the second; the audited pictures are far off.
    const changed = (item: Given) =>
      item === few[1]
        ? copy(item)
        : copy(item).map((level, at) => (item === few[0] ? level + (at % 4 === 0 ? 0.5 : 0) : level + 1));
    const { metrics, outcomes } = score(answers(few, changed, fresh));
    expect(metrics).toEqual({ 'reconstruction-error': 0.03125 });
    expect(outcomes).toEqual([{ squaredError: 0.0625 }, { squaredError: 0 }, { auditedError: 1 }, { auditedError: 1 }]);
  });

  it('finds samples of the same kind near, and one picture again and again far', () => {
    const [near, far] = [fresh, () => levels(given[0]!.image)].map(
      (sample) => score(answers(given, copy, sample)).metrics,
    );
    expect(near!['frechet-distance']!).toBeLessThan(0.3 * far!['frechet-distance']!);
    expect(near!['kernel-distance']!).toBeLessThan(0.3 * far!['kernel-distance']!);
  });

  it('finds a method that knows its training pictures better than others', () => {
    const leaky = (item: Given) => (item.role === 'member' ? copy(item) : copy(item).map((level) => level + 0.1));
    const { metrics } = score(answers(given, leaky, fresh));
    expect(metrics['membership-auc']).toBe(100);
    expect(metrics['audited-epsilon']!).toBeGreaterThan(1.5);
    expect(metrics['membership-auc-samples']!).toBeLessThan(75);
  });

  it('finds training pictures that are replayed as samples', () => {
    const members = given.filter(({ role }) => role === 'member');
    // Bars have few places: noise makes each picture its own.
    const noisy = given.map((item) => ({ ...item, image: item.image.map((level) => level ^ other.integer(64)) }));
    const own = noisy.filter(({ role }) => role === 'member');
    expect(own).toHaveLength(members.length);
    const { metrics } = score(answers(noisy, copy, (index) => levels(own[index % own.length]!.image)));
    expect(metrics['membership-auc-samples']).toBe(100);
    expect(metrics['reconstruction-error']).toBe(0);
    expect(metrics['membership-auc']).toBe(50);
  });

  it('refuses no answers, and values that are not finite', () => {
    expect(() => score([])).toThrow(SampleError);
    expect(() => score(answers(given, () => new Float32Array(pixels).fill(Number.NaN), fresh))).toThrow(SampleError);
  });
});

describe('declaredMetrics', () => {
  it('has an ε where noise was declared, and none where there is none', () => {
    const privacy = { sigma: 1, q: 250 / 60_000, steps: 36_000, clip: 3, delta: 1 / 60_000 };
    expect(declaredMetrics({ steps: 1, epochs: 1, privacy }).epsilon).toBeCloseTo(4.9, 1);
    expect(declaredMetrics({ steps: 1, epochs: 1 })).toEqual({});
  });
});
