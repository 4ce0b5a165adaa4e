import { Random } from '@paretoboard/sdk/random.js';
import { describe, expect, it } from 'vitest';
import { blobsData, blobsTask } from '../fixtures/blobs-task.js';
import { deriveSeed, seedPlan } from '../seed-plan.js';
import { QueryStream } from './query-stream.js';

const source = { module: blobsTask, test: blobsData.test, track: blobsTask.definition.tracks[0]! };

function drawn(seed: number, kind: 'mixed' | 'perturbed', queries = 400) {
  const stream = new QueryStream(source, new Random(seed), kind);
  return Array.from({ length: queries }, () => stream.next(1));
}

function keys(queries: ReturnType<typeof drawn>): string[] {
  return queries.map(({ inputs }) => [...inputs.x!.data].join());
}

describe('QueryStream', () => {
  it('mixes unchanged items with perturbed ones to the end, each unchanged item once before any comes again', () => {
    const samples = drawn(1, 'mixed').flatMap((query) =>
      query.originals.map((original) => ({ original, inputs: query.inputs })),
    );
    const originals = samples.flatMap(({ original }) => (original === null ? [] : [original]));
    expect(new Set(originals.slice(0, 45)).size).toBe(45);
    for (let from = 0; from < 400; from += 100) {
      const share = samples.slice(from, from + 100).filter(({ original }) => original !== null).length;
      expect(share).toBeGreaterThan(0);
      expect(share).toBeLessThan(100);
    }
    const first = samples.find(({ original }) => original !== null)!;
    expect([...first.inputs.x!.data]).toEqual([...blobsData.test.read(first.original!).inputs.x!.data]);
  });

  it('never repeats a perturbed input', () => {
    const perturbed = drawn(1, 'mixed').filter(({ originals }) => originals[0] === null);
    expect(new Set(keys(perturbed)).size).toBe(perturbed.length);
  });

  it('warms up on inputs that are timed in no scenario', () => {
    const plan = seedPlan(5);
    const seedOf = (purpose: string) => deriveSeed(plan, `latency-${purpose}`);
    const warm = new Set(keys(drawn(seedOf('warm-up-0'), 'perturbed')));
    for (const scenario of ['single-stream', 'multi-stream', 'offline', 'server']) {
      const timed = keys(drawn(seedOf(`${scenario}-submission-0`), 'mixed'));
      expect(timed.filter((key) => warm.has(key))).toEqual([]);
    }
  });

  it('draws in another order for another purpose, and in the same for the same', () => {
    expect(keys(drawn(1, 'mixed'))).toEqual(keys(drawn(1, 'mixed')));
    expect(keys(drawn(1, 'mixed'))).not.toEqual(keys(drawn(2, 'mixed')));
  });

  it('stacks the samples of a query', () => {
    const query = new QueryStream(source, new Random(3), 'mixed').next(8);
    expect(query.originals).toHaveLength(8);
    expect(query.inputs.x!.shape).toEqual([8, 4]);
  });
});
