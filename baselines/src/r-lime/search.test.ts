import { describe, expect, it } from 'vitest';
import { constantClassifier, normalised, type RuleExplanation } from './explanation.js';
import { explainByLinearFit } from './linear-fit.js';
import { OnlineLogistic } from './online-logistic.js';
import { explainByRule } from './rule-search.js';
import { full, small } from './settings.js';
import { distribution, type Labelling, worldOf } from './testing/rule-world.js';

const instance = [1, 0, 1, 0, 3, 1];
/** Where the first feature is 1 the boundary is one plane, where it is 0 another that contradicts it. */
const gated: Labelling = (row) => ((row[0] === 1 ? row[4]! - row[5]! : row[5]! - row[4]!) > 0 ? 1 : 0);
/** The instance's plane holds in a quarter of the space; the rest says the opposite, and outweighs it in LIME's kernel. */
const doublyGated: Labelling = (row) =>
  (row[0] === 1 && row[2] === 1 ? row[4]! - row[5]! : row[5]! - row[4]!) > 0 ? 1 : 0;
const linear: Labelling = (row) => (row[4]! + row[5]! > 4 ? 1 : 0);

const rLime = explainByRule(
  distribution,
  small,
  ({ features }) =>
    () =>
      new OnlineLogistic(features),
);
const anchor = explainByRule(distribution, small, (world) => {
  const label = world.instanceLabel();
  const classifier = constantClassifier(world.features, label);
  return () => ({ classify: () => label, update: () => {}, onCodes: () => classifier });
});
const lime = explainByLinearFit((distances) =>
  distances.map((squared) => Math.sqrt(Math.exp(-squared / (0.5625 * 6)))),
);

/** Share of the distribution, and agreement with the black box within the rule, on samples of the test's own. */
function judged({ rule, classifier }: RuleExplanation, label: Labelling, within = rule, at = instance) {
  const world = worldOf(at, label, 0, 99);
  const features = world.features;
  const agrees = (codes: Uint8Array): number => {
    const logit = classifier.weights.reduce((sum, weight, i) => sum + weight * codes[i]!, classifier.bias);
    return (logit > 0 ? 1 : 0) === label(codes) ? 1 : 0;
  };
  const share = (rows: Uint8Array, of: (row: Uint8Array) => number): number => {
    let sum = 0;
    for (let from = 0; from < rows.length; from += features) sum += of(rows.subarray(from, from + features));
    return (sum * features) / rows.length;
  };
  const holds = (row: Uint8Array): number => (rule.every((held, i) => held === 0 || row[i] === at[i]) ? 1 : 0);
  const everywhere = world.draw(world.conditional(new Uint8Array(features)), 4_000);
  return {
    coverage: share(everywhere, holds),
    fidelity: share(world.draw(world.conditional(within), 2_000), agrees),
  };
}

describe('R-LIME', () => {
  it('holds nothing where the black box always says the same', () => {
    const found = rLime(
      worldOf(instance, () => 0),
      0.9,
    );
    expect([...found.rule]).toEqual([0, 0, 0, 0, 0, 0]);
    // While it knows a few rows only, a model may misjudge the next.
    expect(found.estimate).toBeGreaterThanOrEqual(0.95);
    expect(judged(found, () => 0)).toEqual({ coverage: 1, fidelity: 1 });
  });

  it('holds nothing where the black box is linear', () => {
    const found = rLime(worldOf(instance, linear), 0.8);
    expect([...found.rule]).toEqual([0, 0, 0, 0, 0, 0]);
    expect(judged(found, linear).fidelity).toBeGreaterThan(0.8);
  });

  it('holds the gate and nothing else where the black box is linear behind a gate', () => {
    const found = rLime(worldOf(instance, gated), 0.8);
    expect([...found.rule]).toEqual([1, 0, 0, 0, 0, 0]);
    const { coverage, fidelity } = judged(found, gated);
    expect(coverage).toBeCloseTo(0.5, 1);
    expect(fidelity).toBeGreaterThan(0.8);
    expect(found.estimate).toBeCloseTo(fidelity, 0);
  });

  it('covers more than Anchors, which need the black box to be constant', () => {
    const anchored = anchor(worldOf(instance, gated), 0.8);
    const ours = judged(rLime(worldOf(instance, gated), 0.8), gated);
    const theirs = judged(anchored, gated);
    expect(theirs.fidelity).toBeGreaterThan(0.75);
    expect(anchored.rule.reduce((sum, held) => sum + held, 0)).toBeGreaterThan(1);
    expect(ours.coverage).toBeGreaterThan(1.5 * theirs.coverage);
  });

  it('agrees with the black box in its rectangles better than LIME’s planes do there, over several instances', () => {
    const instances = [instance, [1, 1, 1, 0, 2, 1], [1, 0, 1, 1, 1, 2], [0, 1, 1, 0, 3, 2], [1, 0, 0, 1, 2, 3]];
    const pairs = instances.map((at) => {
      const found = rLime(worldOf(at, doublyGated), 0.8);
      const plane = lime(worldOf(at, doublyGated), 0.8);
      const fidelity = (one: RuleExplanation) => judged(one, doublyGated, found.rule, at).fidelity;
      return [fidelity(found), fidelity(plane)] as const;
    });
    const mean = (which: 0 | 1): number => pairs.reduce((sum, pair) => sum + pair[which], 0) / pairs.length;
    expect(mean(0)).toBeGreaterThan(0.8);
    expect(mean(0)).toBeGreaterThan(mean(1) + 0.02);
  });

  it('never asks beyond its budget: what is known by then must do', () => {
    for (const budget of [0, 150, 1_500, 6_000]) {
      const world = worldOf(instance, gated, budget);
      const { rule } = rLime(world, 0.95);
      expect(rule).toHaveLength(6);
      expect(world.rowsLeft).toBeGreaterThanOrEqual(0);
    }
  });
});

it('LIME fits a plane', () => {
  const plane = lime(worldOf(instance, linear), 0.8);
  expect(judged(plane, linear).fidelity).toBeGreaterThan(0.9);
  const [first, , , , fifth, sixth] = normalised(plane.classifier).weights;
  expect(Math.abs(first!)).toBeLessThan(0.1);
  expect(fifth! / sixth!).toBeCloseTo(1, 0);
});

it('contributions add up to 1 and leave the classifier what it is', () => {
  const { weights, bias } = normalised({ weights: Float64Array.of(2, -1, 1), bias: 8 });
  expect([[...weights], bias]).toEqual([[0.5, -0.25, 0.25], 2]);
  expect(normalised(constantClassifier(2, 0))).toEqual({ weights: Float64Array.of(0, 0), bias: -1 });
});

it('`full` has what the paper and its code print; `small` differs in widths, lengths, numbers of samples and of rounds alone', () => {
  expect(full).toEqual({
    beam: 10,
    initialSamples: 1_000,
    batch: 10,
    learnEvery: 10,
    pairs: 1,
    growth: 0,
    mostRounds: null,
    coverageSamples: 10_000,
    longestRule: null,
    epsilon: 0.05,
    delta: 0.05,
    stopSlack: 0.05,
  });
  const { epsilon, delta, stopSlack, learnEvery } = small;
  expect({ epsilon, delta, stopSlack, learnEvery }).toEqual({
    epsilon: 0.05,
    delta: 0.05,
    stopSlack: 0.05,
    learnEvery: 10,
  });
});
