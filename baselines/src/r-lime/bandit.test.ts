import { Random } from '@paretoboard/sdk/random.js';
import { expect, it } from 'vitest';
import { Arm } from './arm.js';
import { bestCandidates } from './best-candidates.js';
import { constantClassifier } from './explanation.js';
import { largestCandidate } from './largest-candidate.js';
import { full } from './settings.js';

const model = { classify: () => 1, update: () => {}, onCodes: () => constantClassifier(1, 1) };
const conditional = { free: [], mean: new Float64Array(0), factor: new Float64Array(0) };

/** Arms of known accuracy, and a way to pull them. */
function bandit(accuracies: readonly number[], coverages: readonly number[], most = Number.POSITIVE_INFINITY) {
  const random = new Random(7);
  let pulled = 0;
  const arms = accuracies.map(
    (_, at) => new Arm(Uint8Array.of(at), new Int32Array(coverages[at]!), conditional, model),
  );
  const pull = (some: readonly Arm[]): boolean => {
    if (pulled >= most) return false;
    pulled += 1;
    for (const arm of some) {
      const labels = Uint8Array.from({ length: 25 }, () => (random.uniform() < accuracies[arm.rule[0]!]! ? 1 : 0));
      arm.learn({ codes: new Uint8Array(25), labels }, 25);
    }
    return true;
  };
  pull(arms);
  return { arms, pull, pulls: () => pulled };
}

const positions = (arms: readonly Arm[]): number[] => arms.map((arm) => arm.rule[0]!).sort();

it('keeps the best arms, and samples most where it is hard to tell', () => {
  const { arms, pull } = bandit([0.9, 0.5, 0.82, 0.3, 0.7], [1, 1, 1, 1, 1]);
  expect(positions(bestCandidates(arms, 2, full, pull))).toEqual([0, 2]);
  expect(arms[4]!.samples).toBeGreaterThan(arms[3]!.samples);
});

it('pulls nothing where all are kept, and stops after as many duels as it is allowed', () => {
  const all = bandit([0.9, 0.5], [1, 1]);
  expect(bestCandidates(all.arms, 2, full, all.pull)).toBe(all.arms);
  expect(all.pulls()).toBe(1);
  const even = bandit([0.6, 0.6, 0.6], [1, 1, 1]);
  expect(bestCandidates(even.arms, 1, { ...full, mostRounds: 5 }, even.pull)).toHaveLength(1);
  expect(even.pulls()).toBe(6);
});

it('pulls several pairs a round where it is told to: the weakest kept arms and the strongest others', () => {
  const { arms, pull } = bandit([1, 0.8, 0.75, 0.4, 0.35, 0], [1, 1, 1, 1, 1, 1]);
  const pulled: number[][] = [];
  const watched = (some: readonly Arm[]) => {
    pulled.push(positions(some));
    return pull(some);
  };
  bestCandidates(arms, 3, { ...full, pairs: 2, mostRounds: 1 }, watched);
  expect(pulled).toEqual([[1, 2, 3, 4]]);
});

it('samples all arms in doubt together, more as doubt lasts', () => {
  const { arms, pull } = bandit([0.8, 0.79, 0.1], [10, 20, 30]);
  const asked: [number, number][] = [];
  const watched = (some: readonly Arm[], items: number) => {
    asked.push([some.length, items]);
    for (let times = 0; times < items; times += 10) if (!pull(some)) return false;
    return true;
  };
  largestCandidate(arms, { ...full, growth: 0.5, threshold: 0.8, features: 5 }, watched);
  expect(asked[0]![0]).toBe(2);
  expect(asked.length).toBeLessThan(12);
  for (const [at, [, items]] of asked.slice(1).entries()) expect(items).toBeGreaterThanOrEqual(asked[at]![1]);
});

it('accepts the arm of the largest coverage that reaches the threshold', () => {
  const { arms, pull } = bandit([0.95, 0.9, 0.5], [10, 20, 90]);
  const options = { ...full, threshold: 0.8, features: 5 };
  expect(largestCandidate(arms, options, pull)?.rule[0]).toBe(1);
  expect(largestCandidate(arms, { ...options, threshold: 0.99 }, pull)).toBeNull();
});

it('accepts nothing that it cannot afford to decide', () => {
  const { arms, pull } = bandit([0.8], [10], 1);
  expect(largestCandidate(arms, { ...full, threshold: 0.8, features: 5 }, pull)).toBeNull();
});

it('rewards before it learns: a model that repeats what it was taught last earns nothing for that row', () => {
  let last = 0;
  const parrot = {
    ...model,
    classify: () => last,
    update: (_codes: Uint8Array, _from: number, label: number) => {
      last = label;
    },
  };
  const arm = new Arm(Uint8Array.of(0), new Int32Array(1), conditional, parrot);
  arm.learn({ codes: new Uint8Array(6), labels: Uint8Array.of(1, 0, 1, 0, 1, 0) }, 1);
  expect([arm.mean, arm.samples]).toEqual([0, 6]);
});
