// How often each interval holds the value that it claims to hold, and how often tests of equal methods reject.
import { binomialLogProbability } from '@paretoboard/harness/statistics/binomial.js';
import { bcaBootstrapInterval, percentileBootstrapInterval } from '@paretoboard/harness/statistics/bootstrap.js';
import { clopperPearsonInterval } from '@paretoboard/harness/statistics/clopper-pearson-interval.js';
import { delongAuc, delongTest } from '@paretoboard/harness/statistics/delong.js';
import { earlyStoppingPercentile } from '@paretoboard/harness/statistics/early-stopping.js';
import { hodgesLehmannShift } from '@paretoboard/harness/statistics/hodges-lehmann.js';
import { compareOnItems } from '@paretoboard/harness/statistics/items-and-seeds.js';
import { normalCdf } from '@paretoboard/harness/statistics/normal.js';
import { pairedBootstrapInterval } from '@paretoboard/harness/statistics/paired-bootstrap.js';
import { pairedPermutation } from '@paretoboard/harness/statistics/paired-permutation.js';
import { mean, median } from '@paretoboard/harness/statistics/sample.js';
import { tInterval } from '@paretoboard/harness/statistics/t-interval.js';
import { wilsonInterval } from '@paretoboard/harness/statistics/wilson-interval.js';
import { Random } from '@paretoboard/sdk/random.js';
import { difficulties, evidence, outcomes, scoreSpreads, starts } from './distributions.mjs';

const holds = ({ low, high }, value) => low !== null && low <= value && value <= high;

/** Share of `rounds` in which `isSo` says yes. */
function share(rounds, isSo) {
  let count = 0;
  for (let round = 0; round < rounds; round += 1) if (isSo(round)) count += 1;
  return count / rounds;
}

/** Long-run mean and median of a model of starts. */
function truthOf(model, spread) {
  const sample = starts(new Random(1), model, 1, spread, 400_000);
  return { mean: mean(sample), median: median(sample) };
}

/** Intervals over process starts. */
export function overStarts(rounds) {
  const spread = 0.03;
  const resamples = 999;
  return [3, 6, 20].flatMap((count) =>
    ['log-normal', 'skewed'].map((model) => {
      const truth = truthOf(model, spread);
      const random = new Random(count);
      const samples = Array.from({ length: rounds }, () => starts(random, model, 1, spread, count));
      const covers = (interval, value) => share(rounds, (round) => holds(interval(samples[round], round), value));
      return {
        starts: count,
        model,
        bootstrapMedian: covers((x, seed) => percentileBootstrapInterval(x, median, { seed, resamples }), truth.median),
        bcaMean: covers((x, seed) => bcaBootstrapInterval(x, mean, { seed, resamples }), truth.mean),
        tMean: covers((x) => tInterval([...x]), truth.mean),
        tMedian: covers((x) => tInterval([...x]), truth.median),
      };
    }),
  );
}

/** Ratio of two rows of equal speed, by Hodges–Lehmann. */
export function overRatios(rounds) {
  return [4, 6, 20].map((count) => {
    const random = new Random(count);
    const logs = () => starts(random, 'skewed', 1, 0.03, count).map(Math.log);
    return { starts: count, hodgesLehmann: share(rounds, () => holds(hodgesLehmannShift(logs(), logs()), 0)) };
  });
}

/** Coverage of a proportion's interval, summed over every outcome: no simulation needed. */
function exactCoverage(interval, trials, p) {
  let covered = 0;
  for (let successes = 0; successes <= trials; successes += 1) {
    const chance = Math.exp(binomialLogProbability(successes, trials, p));
    if (chance > 1e-12 && holds(interval(successes, trials), p)) covered += chance;
  }
  return covered;
}

export function overItems() {
  return [100, 432, 1_262, 10_000].flatMap((items) =>
    [0.5, 0.9, 0.98].map((p) => ({
      items,
      p,
      wilson: exactCoverage(wilsonInterval, items, p),
      clopperPearson: exactCoverage(clopperPearsonInterval, items, p),
    })),
  );
}

/** The published interval of a metric: the envelope of Wilson over items and t over seeds. */
function published({ items, seeds }) {
  const centre = mean(seeds);
  const wilson = wilsonInterval(centre * items.length, items.length);
  const t = tInterval([...seeds]);
  return { low: Math.min(wilson.low, t.low), high: Math.max(wilson.high, t.high) };
}

/** Share of hits over all items and trainings: a sum of normal scores is positive. */
function truthOfMethod({ ability, seedSpread }) {
  const { ease, taste, luck } = scoreSpreads;
  const variance = ease ** 2 + taste ** 2 + seedSpread ** 2 + (seedSpread === 0 ? 0 : luck ** 2);
  return normalCdf(ability / Math.sqrt(variance));
}

export function overSeeds(rounds) {
  return [3, 6].flatMap((seeds) =>
    [0.02, 0.15].map((seedSpread) => {
      const spec = { ability: 1.2, seedSpread, seeds };
      const truth = truthOfMethod(spec);
      const random = new Random(seeds);
      const results = Array.from({ length: rounds }, () => evidence(outcomes(random, difficulties(random, 432), spec)));
      return {
        seeds,
        seedSpread,
        items: 432,
        envelope: share(rounds, (round) => holds(published(results[round]), truth)),
        tOverSeeds: share(rounds, (round) => holds(tInterval([...results[round].seeds]), truth)),
        wilsonOverItems: share(rounds, (round) => holds(wilsonInterval(mean(results[round].seeds) * 432, 432), truth)),
      };
    }),
  );
}

/** Two methods on the same items: false positives of equal ones, and power for 3 points. */
export function overPairs(rounds) {
  const settings = [
    { items: 100, seeds: 6, seedSpread: 0 },
    { items: 432, seeds: 6, seedSpread: 0 },
    { items: 1_262, seeds: 6, seedSpread: 0 },
    { items: 432, seeds: 3, seedSpread: 0.02 },
    { items: 432, seeds: 6, seedSpread: 0.02 },
    { items: 432, seeds: 3, seedSpread: 0.15 },
    { items: 432, seeds: 6, seedSpread: 0.15 },
    { items: 1_262, seeds: 6, seedSpread: 0.15 },
    { items: 10_000, seeds: 6, seedSpread: 0.15 },
  ];
  return settings.map(({ items, seeds, seedSpread }) => {
    const random = new Random(items + seeds);
    const count = Math.max(200, Math.round(rounds / Math.max(1, items / 1_000)));
    const pair = (lead) => {
      const ease = difficulties(random, items);
      return [lead, 0].map((more) => evidence(outcomes(random, ease, { ability: 1.2 + more, seedSpread, seeds })));
    };
    const steadyMean = (one) => ({ ...one, seeds: Float64Array.of(mean(one.seeds), mean(one.seeds)), isSteady: false });
    let falsely = 0;
    let itemsAlone = 0;
    let found = 0;
    for (let round = 0; round < count; round += 1) {
      const [a, b] = pair(0);
      if (compareOnItems(a, b, { risk: 0.05, seed: round }).p <= 0.05) falsely += 1;
      // What leaving the seeds out would have claimed.
      if (seedSpread > 0 && compareOnItems(steadyMean(a), steadyMean(b), { risk: 0.05, seed: round }).p <= 0.05)
        itemsAlone += 1;
      const [c, d] = pair(0.22);
      if (compareOnItems(c, d, { risk: 0.05, seed: round }).p <= 0.05) found += 1;
    }
    return {
      items,
      seeds,
      seedSpread,
      rounds: count,
      falsePositives: falsely / count,
      withoutSeeds: seedSpread === 0 ? null : itemsAlone / count,
      power: found / count,
    };
  });
}

function auc(answers) {
  const [positives, negatives] = [answers.filter(([, label]) => label), answers.filter(([, label]) => !label)];
  if (positives.length === 0 || negatives.length === 0) return 0.5;
  const wins = positives.reduce((sum, [score]) => sum + negatives.filter(([other]) => score > other).length, 0);
  return wins / (positives.length * negatives.length);
}

/** AUC: DeLong, and the tests for metrics that are no means. True areas: Φ(1/√2) of scores one deviation apart. */
export function overAreas(rounds) {
  const truth = 0.7602499389065233;
  return [50, 200, 1_000].map((items) => {
    const random = new Random(items);
    const labels = Array.from({ length: items }, (_, item) => item % 2);
    const scores = () => labels.map((label) => label + random.normal());
    const few = items > 200 ? 0 : Math.round(rounds / 10);
    const answers = (values) => values.map((score, item) => [score, labels[item]]);
    const options = (seed) => ({ seed, permutations: 199, resamples: 199 });
    return {
      items,
      delongCoverage: share(rounds, () => holds(delongAuc(scores(), labels), truth)),
      delongFalsePositives: share(rounds, () => delongTest(scores(), scores(), labels).p <= 0.05),
      permutationFalsePositives:
        few === 0
          ? null
          : share(few, (seed) => pairedPermutation(answers(scores()), answers(scores()), auc, options(seed)).p <= 0.05),
      bootstrapCoverage:
        few === 0
          ? null
          : share(few, (seed) =>
              holds(pairedBootstrapInterval(answers(scores()), answers(scores()), auc, options(seed)), 0),
            ),
    };
  });
}

/** How often the early-stopping estimate lies at or above the true percentile: promised is 99 %. */
export function overPercentiles(rounds) {
  return [
    [0.9, 64],
    [0.9, 1_000],
    [0.99, 662],
    [0.99, 5_000],
  ].map(([percentile, queries]) => {
    const random = new Random(queries);
    // Exponential latencies: the true percentile is −ln(1 − p).
    const truth = -Math.log(1 - percentile);
    const estimates = Array.from({ length: rounds }, () => {
      const latencies = Float64Array.from({ length: queries }, () => -Math.log(1 - random.uniform()) + 1e-9);
      return earlyStoppingPercentile(latencies, percentile).valueMs;
    });
    const above = estimates.filter((value) => value >= truth).length / rounds;
    return { percentile, queries, atOrAbove: above, medianOverTruth: median(estimates) / truth };
  });
}
