// What is compared with the references: estimator by name, from a case's input to the shape of its expected value.
import { binomialCdf, binomialLogProbability, binomialUpperTail } from '@paretoboard/harness/statistics/binomial.js';
import { bcaLimits, percentileLimits } from '@paretoboard/harness/statistics/bootstrap.js';
import { clopperPearsonInterval } from '@paretoboard/harness/statistics/clopper-pearson-interval.js';
import { delongAuc, delongTest } from '@paretoboard/harness/statistics/delong.js';
import { overLatencyAllowance } from '@paretoboard/harness/statistics/early-stopping.js';
import { hodgesLehmannShift } from '@paretoboard/harness/statistics/hodges-lehmann.js';
import { incompleteBeta } from '@paretoboard/harness/statistics/incomplete-beta.js';
import { compareOnItems } from '@paretoboard/harness/statistics/items-and-seeds.js';
import { mannWhitney } from '@paretoboard/harness/statistics/mann-whitney.js';
import { mcnemarDifference, mcnemarP, smallestMcnemarDifference } from '@paretoboard/harness/statistics/mcnemar.js';
import { holm, simes } from '@paretoboard/harness/statistics/multiplicity.js';
import { normalQuantile, normalUpperTail } from '@paretoboard/harness/statistics/normal.js';
import { pairedBootstrapInterval } from '@paretoboard/harness/statistics/paired-bootstrap.js';
import { pairedPermutation, signFlipP } from '@paretoboard/harness/statistics/paired-permutation.js';
import { percentile } from '@paretoboard/harness/statistics/percentile.js';
import { quantileOfSorted } from '@paretoboard/harness/statistics/quantile.js';
import { mean, median, sorted, standardDeviation } from '@paretoboard/harness/statistics/sample.js';
import { tQuantile, tTwoSidedP } from '@paretoboard/harness/statistics/student-t.js';
import { tInterval } from '@paretoboard/harness/statistics/t-interval.js';
import { wilsonInterval } from '@paretoboard/harness/statistics/wilson-interval.js';

/** NumPy's `std` divides by n unless told otherwise. */
function populationDeviation(values) {
  const centre = mean(values);
  return Math.sqrt(mean(Array.from(values, (value) => (value - centre) ** 2)));
}

const statistics = { mean, median, std: populationDeviation };

function bootstrap({ values, statistic, distribution }) {
  const compute = statistics[statistic];
  const order = Float64Array.from(distribution).sort();
  const leftOut = Float64Array.from(values, (_, left) => compute(values.filter((__, index) => index !== left)));
  return { percentile: percentileLimits(order, 0.95), bca: bcaLimits(order, compute(values), leftOut, 0.95) };
}

function pairedPermutationCase({ first, second, statistic }) {
  const compute = statistics[statistic];
  const { difference, p } = pairedPermutation(first, second, compute, { seed: 1 });
  if (statistic !== 'mean') return { difference, p };
  const again = signFlipP(
    first.map((value, index) => value - second[index]),
    { seed: 1 },
  );
  return { difference, p: again === p ? p : Number.NaN };
}

function itemsAndSeeds({ firstItems, secondItems, firstSeeds, secondSeeds }) {
  const side = (items, seeds) => ({
    items: Float64Array.from(items),
    seeds: Float64Array.from(seeds),
    isSteady: false,
  });
  const options = { risk: 0.05, seed: 1 };
  const { difference, p, low, high } = compareOnItems(
    side(firstItems, firstSeeds),
    side(secondItems, secondSeeds),
    options,
  );
  return { difference, p, low, high };
}

function delong({ first, second, labels }) {
  const { auc, variance } = delongAuc(first, labels);
  const test = delongTest(first, second, labels);
  return { auc, variance, difference: test.difference, differenceVariance: test.variance, p: test.p };
}

/** `relative` and `absolute`: how far a value may lie from the reference. */
const exact = { relative: 1e-9, absolute: 1e-12 };

export const estimators = {
  sample: {
    ...exact,
    compute: ({ values, share }) => ({
      mean: mean(values),
      median: median(values),
      standardDeviation: values.length > 1 ? standardDeviation(values) : null,
      percentile: percentile(values, share),
      quantile: quantileOfSorted(sorted(values), share),
    }),
  },
  normal: {
    ...exact,
    absolute: 0,
    compute: ({ x, share }) => ({ upperTail: normalUpperTail(x), quantile: normalQuantile(share) }),
  },
  'incomplete-beta': { ...exact, compute: ({ x, a, b }) => incompleteBeta(x, a, b) },
  'student-t': {
    ...exact,
    compute: ({ t, freedom, confidence }) => ({
      p: tTwoSidedP(t, freedom),
      quantile: tQuantile(confidence, freedom),
    }),
  },
  't-interval': { ...exact, compute: ({ values }) => tInterval(values) },
  wilson: { ...exact, compute: ({ successes, trials }) => wilsonInterval(successes, trials) },
  'clopper-pearson': { ...exact, compute: ({ successes, trials }) => clopperPearsonInterval(successes, trials) },
  binomial: {
    ...exact,
    compute: ({ k, n, share }) => ({
      logProbability: binomialLogProbability(k, n, share),
      cdf: binomialCdf(k, n, share),
      upperTail: binomialUpperTail(k, n, share),
    }),
  },
  'early-stopping': {
    relative: 0,
    absolute: 0,
    compute: ({ queries, share }) => overLatencyAllowance(queries, share),
  },
  'mann-whitney': {
    ...exact,
    compute: ({ first, second }) => {
      const { u, p } = mannWhitney(first, second);
      return { u, p };
    },
  },
  'hodges-lehmann': {
    ...exact,
    compute: ({ first, second }) => {
      const { estimate, low, high } = hodgesLehmannShift(first, second);
      return { estimate, low, high };
    },
  },
  mcnemar: {
    ...exact,
    compute: ({ onlyFirst, onlySecond, items }) => {
      const { low, high } = mcnemarDifference(onlyFirst, onlySecond, items);
      const smallest = smallestMcnemarDifference(onlyFirst + onlySecond, items);
      return { p: mcnemarP(onlyFirst, onlySecond), low, high, smallest };
    },
  },
  bootstrap: { ...exact, compute: bootstrap },
  // Both sides draw their own resamples: three standard errors of a simulated limit, roughly.
  'paired-bootstrap': {
    relative: 0.05,
    absolute: 0.05,
    compute: ({ first, second }) => pairedBootstrapInterval(first, second, median, { seed: 1 }),
  },
  'paired-permutation': { ...exact, compute: pairedPermutationCase },
  multiplicity: { ...exact, compute: ({ ps }) => ({ holm: holm(ps), simes: simes(ps) }) },
  'items-and-seeds': { ...exact, compute: itemsAndSeeds },
  delong: { ...exact, relative: 1e-8, compute: delong },
};

/** Every number of `expected` beside ours, with its path. */
function* leaves(ours, expected, path = '') {
  if (expected === null || typeof expected !== 'object') return yield { path, ours, expected };
  for (const key of Object.keys(expected)) yield* leaves(ours?.[key], expected[key], `${path}/${key}`);
}

function isClose({ ours, expected }, { relative, absolute }) {
  if (typeof expected !== 'number' || typeof ours !== 'number') return ours === expected;
  return Math.abs(ours - expected) <= absolute + relative * Math.abs(expected);
}

/** The differences of one estimator from its reference, and how much was compared. */
export function compareWithReference(name, { cases }) {
  const estimator = estimators[name];
  if (!estimator)
    throw new Error(`no estimator is named ${name}: expected one of ${Object.keys(estimators).join(', ')}`);
  const differences = [];
  let values = 0;
  for (const { input, expected } of cases) {
    for (const leaf of leaves(estimator.compute(input), expected)) {
      values += 1;
      if (!isClose(leaf, estimator)) differences.push({ ...leaf, input });
    }
  }
  return { id: name, cases: cases.length, values, differences };
}
