import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import { Random } from '@paretoboard/sdk/random.js';
import { describe, expect, it } from 'vitest';
import { blobsData, blobsTask } from '../fixtures/blobs-task.js';
import type { Questioner } from './ask.js';
import { looksCached, type RepeatedInput, repeatedInput } from './repeated-input.js';

type Latency = (isKnown: boolean, asked: number) => number;

/** Knows what it was asked before by its bytes; `latency` says what an answer costs, in ms. */
function judge(latency: Latency, longestMs = 3_000): RepeatedInput & { asked: number } {
  const known = new Set<string>();
  let asked = 0;
  const ask = ([inputs]: readonly NamedTensors[]) => {
    const key = [...inputs!.x!.data].join();
    const latenciesMs = [latency(known.has(key), asked++)];
    known.add(key);
    return { outputs: [], latenciesMs };
  };
  const options = { module: blobsTask, test: blobsData.test, batchSize: 1, seed: 3, blocks: 6, queriesPerBlock: 16 };
  const found = repeatedInput({ ...options, longestMs, questioner: { ask } as unknown as Questioner });
  return { ...found, asked };
}

describe('repeatedInput', () => {
  it('asks an honest submission once', () => {
    expect(judge(() => 5)).toMatchObject({ ratio: 1, blocks: 6, queriesPerBlock: 16, again: null });
  });

  it('finds a cache, and finds it again with other inputs', () => {
    const { again, ...leg } = judge((isKnown) => (isKnown ? 1 : 5));
    expect(looksCached(leg)).toBe(true);
    expect(again).toMatchObject({ ratio: 0.2, blocks: 6 });
    expect(looksCached(again!)).toBe(true);
  });

  it('asks slow submissions less, and still in six pairs', () => {
    const { asked, ...leg } = judge(() => 400);
    expect(leg).toMatchObject({ blocks: 6, queriesPerBlock: 3, again: null });
    expect(asked).toBe(2 + 6 * 2 * 3);
  });

  it('does not take a machine that gets slower all the time for a cache', () => {
    expect(judge((_, asked) => 1.02 ** asked)).toMatchObject({ again: null });
  });

  it('clears an honest submission that a busy machine made look like a cache', () => {
    const random = new Random(1);
    const suspected = 2 + 6 * 2 * 16;
    const { again, ...leg } = judge(
      (isKnown, asked) => (isKnown && asked < suspected ? 1 : 5) * random.uniform(0.9, 1),
    );
    expect(looksCached(leg)).toBe(true);
    expect(looksCached(again!)).toBe(false);
  });
});
