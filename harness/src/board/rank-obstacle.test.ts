import { describe, expect, it } from 'vitest';
import { rankObstacle } from './rank-obstacle.js';

type Ranked = Parameters<typeof rankObstacle>[0];

/** Only what the rule reads. */
function record(changes: Record<string, unknown> = {}): Ranked {
  return {
    profile: 'full',
    verdict: 'VALID',
    division: 'from-scratch',
    seeds: { public: null, secretCommitment: 'c', secret: '7' },
    metrics: [{ primary: true, perSeed: [1, 2, 3, 4, 5, 6] }],
    latency: { 'single-stream': { perStartThroughput: [1, 2, 3, 4, 5, 6] } },
    contamination: { state: 'passed', detail: '' },
    ...changes,
  } as unknown as Ranked;
}

describe('rankObstacle', () => {
  it('lets a full run with a secret seed be ranked', () => {
    expect(rankObstacle(record())).toBeNull();
    expect(rankObstacle(record({ contamination: { state: 'not possible', detail: '' } }))).toBeNull();
  });

  it.each([
    ['INVALID', { verdict: 'INVALID' }],
    ['quick profile', { profile: 'quick' }],
    ['public seed', { seeds: { public: 7, secretCommitment: null, secret: null } }],
    ['2 of 6 seeds', { metrics: [{ primary: true, perSeed: [1, 2] }] }],
    ['1 of 6 starts', { latency: { 'single-stream': { perStartThroughput: [1] } } }],
    ['not retrained on a fresh surrogate', { contamination: { state: 'not run', detail: '' } }],
  ])('says why not: %s', (words, changes) => {
    expect(rankObstacle(record(changes))).toBe(words);
  });

  it('asks no six seeds of a pre-trained artefact', () => {
    const metrics = [{ primary: true, perSeed: [1] }];
    expect(rankObstacle(record({ metrics, division: 'pre-trained' }))).toBeNull();
  });
});
