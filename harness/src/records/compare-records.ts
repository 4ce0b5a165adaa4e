import type { Comparison, LatencyComparison, MetricComparison } from '@paretoboard/contract/comparison.js';
import type { BenchmarkRecord, ItemOutcome, LatencyResult, MetricResult } from '@paretoboard/contract/record.js';
import type { Scenario } from '@paretoboard/contract/scenario.js';
import { permutationSeed, testAccuracy } from '../ranking/pair-test.js';
import { hodgesLehmannShift } from '../statistics/hodges-lehmann.js';
import { compareOnItems } from '../statistics/items-and-seeds.js';
import { mannWhitney, smallestMannWhitneyP } from '../statistics/mann-whitney.js';
import { itemEvidence, sameItems } from './item-evidence.js';
import { startFigures } from './start-figures.js';

/** Level of each test; the intervals are its complement. */
const risk = 0.05;

export interface ComparedRecord {
  readonly record: BenchmarkRecord;
  /** Per-item outcomes of all seeds; null where the file is not at hand. */
  readonly items: readonly ItemOutcome[] | null;
}

const unanswered = { low: null, high: null, test: null, p: null } as const;

/** A record as a comparison names it. */
export function comparedSide({ digest, submission: { name, version, title } }: BenchmarkRecord): Comparison['a'] {
  return { record: digest, submission: { name, version, title } };
}

/** The first way in which two records differ that makes a comparison meaningless; null if there is none. */
function firstDifference(
  a: BenchmarkRecord,
  b: BenchmarkRecord,
  fields: Record<string, (r: BenchmarkRecord) => string>,
) {
  for (const [name, read] of Object.entries(fields)) {
    if (read(a) !== read(b)) return `other ${name}: ${read(a)} and ${read(b)}`;
  }
  const invalid = [a, b].find(({ verdict }) => verdict === 'INVALID');
  return invalid ? `INVALID: ${invalid.reasons[0]?.code ?? 'no reason given'}` : null;
}

const sameQuestion = {
  task: ({ task }: BenchmarkRecord) => task.id,
  'task version': ({ task }: BenchmarkRecord) => task.version,
  variant: ({ variant }: BenchmarkRecord) => variant.id,
  'input track': ({ track }: BenchmarkRecord) => track,
};

const sameMachine = {
  ...sameQuestion,
  'device class': ({ machine }: BenchmarkRecord) => machine.deviceClass,
  precision: ({ precision }: BenchmarkRecord) => precision,
  'batch size': ({ batchSize }: BenchmarkRecord) => String(batchSize),
};

function scaleOf(unit: string): number {
  return unit === '%' ? 100 : 1;
}

/** By the two published intervals: what is left without per-item outcomes. */
function byIntervals(a: MetricResult, b: MetricResult): Partial<MetricComparison> {
  const { p, smallestP, words } = testAccuracy({ metric: a, items: null }, { metric: b, items: null });
  if (smallestP > risk) return { verdict: 'underpowered', reason: words };
  const difference = a.value! - b.value!;
  const half = Math.hypot(a.high! - a.low!, b.high! - b.low!) / 2;
  return {
    low: difference - half,
    high: difference + half,
    test: 'intervals',
    p,
    verdict: p <= risk ? 'separated' : 'tied',
    smallestDifference: half,
    reason: words,
  };
}

function onItems(a: MetricResult, b: MetricResult, sides: readonly [ComparedRecord, ComparedRecord]) {
  const evidence = sides.map(({ items }) => (items && a.fromItems ? itemEvidence(items, a.fromItems) : null));
  const [first, second] = evidence;
  if (!first || !second || !sameItems(first.units, second.units)) return byIntervals(a, b);
  const result = compareOnItems(first, second, { risk, seed: permutationSeed });
  const scale = scaleOf(a.unit);
  const { smallestDifference } = result;
  const powerless = smallestDifference === null;
  return {
    low: result.low * scale,
    high: result.high * scale,
    test: result.test,
    p: result.p,
    verdict: powerless ? ('underpowered' as const) : result.p <= risk ? ('separated' as const) : ('tied' as const),
    smallestDifference: powerless ? null : smallestDifference * scale,
    reason: `${first.units.length} paired items, ${first.seeds.length} and ${second.seeds.length} seeds`,
  };
}

function compareMetric(
  a: MetricResult,
  sides: readonly [ComparedRecord, ComparedRecord],
  obstacle: string | null,
): MetricComparison {
  const b = sides[1].record.metrics.find(({ id }) => id === a.id);
  const { id, unit, direction, primary } = a;
  const missing = a.value === null || b?.value === null || b?.value === undefined;
  const base = {
    ...{ id, unit, direction, primary, a: a.value, b: b?.value ?? null },
    ...unanswered,
    difference: missing || obstacle ? null : a.value! - b.value!,
    smallestDifference: null,
    verdict: 'incomparable' as const,
    reason: obstacle ?? 'not measured in both',
  };
  return obstacle || missing || !b ? base : { ...base, ...onItems(a, b, sides) };
}

function compareStarts(
  scenario: Scenario,
  a: LatencyResult,
  b: LatencyResult | undefined,
  obstacle: string | null,
): LatencyComparison {
  const [own, other] = [startFigures(scenario, a), startFigures(scenario, b)];
  const [first, second] = [own.starts, other.starts];
  const base = {
    ...{ scenario, figure: own.figure, a: own.value, b: other.value, ratio: null, smallestRatio: null },
    ...unanswered,
    verdict: 'incomparable' as const,
    reason: obstacle ?? 'not measured in both',
  };
  if (obstacle || first.length === 0 || second.length === 0) return base;
  const { p, method } = mannWhitney(first, second);
  const logarithms = (values: readonly number[]): number[] => values.map(Math.log);
  const shift = hodgesLehmannShift(logarithms(first), logarithms(second), risk);
  const isPowerless = smallestMannWhitneyP(first.length, second.length) > risk;
  const ratioOf = (logarithm: number | null): number | null => (logarithm === null ? null : Math.exp(logarithm));
  return {
    ...base,
    ratio: Math.exp(shift.estimate),
    low: ratioOf(shift.low),
    high: ratioOf(shift.high),
    test: method === 'exact' ? 'mann-whitney-exact' : 'mann-whitney-normal',
    p,
    verdict: isPowerless ? 'underpowered' : p <= risk ? 'separated' : 'tied',
    smallestRatio: ratioOf(shift.smallestSeparated),
    reason: isPowerless
      ? `${first.length} and ${second.length} starts reach p = ${smallestMannWhitneyP(first.length, second.length).toPrecision(2)} at best`
      : `${first.length} and ${second.length} process starts`,
  };
}

/**
 * Two records of one task, question by question: each metric on the same test items where these are at hand, each scenario by its process starts. Pure;
 * behind `paretoboard compare` and `GET /api/v1/compare`. Records of different tasks, versions, variants, tracks, or a latency of different device
 * classes, precisions or batch sizes are `incomparable`, with the reason.
 * @throws SampleError on a figure that is not finite: never from records that fit the schema
 */
export function compareRecords(a: ComparedRecord, b: ComparedRecord): Comparison {
  const accuracyObstacle = firstDifference(a.record, b.record, sameQuestion);
  const latencyObstacle = firstDifference(a.record, b.record, sameMachine);
  const scenarios = Object.keys(a.record.latency) as Scenario[];
  return {
    a: comparedSide(a.record),
    b: comparedSide(b.record),
    metrics: a.record.metrics.map((metric) => compareMetric(metric, [a, b], accuracyObstacle)),
    latency: scenarios.map((scenario) =>
      compareStarts(scenario, a.record.latency[scenario]!, b.record.latency[scenario], latencyObstacle),
    ),
  };
}
