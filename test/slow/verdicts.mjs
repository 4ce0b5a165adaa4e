import { chanceSlack } from '@paretoboard/contract/task.js';
import { signFlipP } from '@paretoboard/harness/statistics/paired-permutation.js';
import { mean } from '@paretoboard/harness/statistics/sample.js';
import { tInterval } from '@paretoboard/harness/statistics/t-interval.js';
import { hasFigures } from './obtain-record.mjs';

const level = 0.05;

/**
 * Method against comparator by exact sign flips of the differences, one a training seed. Six seeds are the fewest that can separate: the smallest p of
 * n seeds is 2^(1 − n). The test items are the same for both; what other items would give is not in it.
 * @param {number[]} method the primary metric of each seed, `comparator` of the same seeds in the same order
 * @param {'higher' | 'lower'} direction which of the metric is better
 * @returns {{difference: number, low: number, high: number, p: number, verdict: 'beats' | 'does not beat' | 'not separated'}} difference and its interval
 * (Student's t, 95 %) in the metric's unit, positive where the method's values are larger
 */
export function compareSeeds(method, comparator, direction) {
  if (method.length !== comparator.length)
    throw new RangeError(`expected as many seeds for both, found ${method.length} and ${comparator.length}`);
  const differences = method.map((value, seed) => value - comparator[seed]);
  const difference = mean(differences);
  const p = signFlipP(differences, { seed: 1 });
  const isBetter = direction === 'higher' ? difference > 0 : difference < 0;
  const verdict = p > level ? 'not separated' : isBetter ? 'beats' : 'does not beat';
  return { difference, ...tInterval(differences), p, verdict };
}

const primaryOf = (record) => record.metrics.find((metric) => metric.primary);

function problemsOf({ measurement, record, error, verification }) {
  const { name, request, task, manifest } = measurement;
  if (!record) return [`${name}: no record: ${error}`];
  const failed = verification.checks.filter((check) => !check.ok).map((check) => `${name}: verify: ${check.message}`);
  if (!hasFigures(record, request.seeds)) {
    const reasons = record.reasons.map(({ code, message }) => `${code}: ${message}`).join('; ');
    return [...failed, `${name}: not all ${request.seeds} seeds have figures: ${reasons}`];
  }
  if (manifest.name !== 'null' || task.chance === null) return failed;
  const { value } = primaryOf(record);
  const slack = chanceSlack(task);
  const isAtChance = Math.abs(value - task.chance) < slack;
  return isAtChance ? failed : [...failed, `${name}: ${value} is not at chance (${task.chance} ± ${slack})`];
}

function rowOf({ measurement, record, reused }) {
  const { task, variant, manifest } = measurement;
  const claim = task.claims.find(
    ({ submission, metric }) => submission === manifest.name && metric === primaryOf(record)?.id,
  );
  return {
    submission: manifest.name,
    title: manifest.title,
    track: manifest.track,
    digest: record.digest,
    verdict: record.verdict,
    reasons: record.reasons.map(({ code }) => code),
    reused,
    metrics: record.metrics.map(({ id, unit, value, low, high, n, perSeed, method }) => ({
      ...{ id, unit, value, low, high, n, perSeed, method },
    })),
    // A claim stands only beside the paper's own data.
    claim: variant.relation === 'official' && claim ? { value: claim.value, table: claim.table } : null,
    comparison: null,
  };
}

/** All submissions of one variant, and what the paper's method (the one named like the task) is against each other one. */
export function judgeGroup(members) {
  const { task, variant } = members[0].measurement;
  const measured = members.filter(({ record, measurement }) => record && hasFigures(record, measurement.request.seeds));
  const method = measured.find(({ measurement }) => measurement.manifest.name === task.id);
  const rows = measured.map((member) => {
    const row = rowOf(member);
    if (!method || member === method) return row;
    const [ours, theirs] = [primaryOf(method.record), primaryOf(member.record)];
    return { ...row, comparison: compareSeeds(ours.perSeed, theirs.perSeed, ours.direction) };
  });
  return {
    ...{ task: task.id, variant: variant.id, relation: variant.relation, title: variant.title, method: task.id },
    machine: measured[0]?.record.machine ?? null,
    rows,
    problems: members.flatMap(problemsOf),
  };
}
