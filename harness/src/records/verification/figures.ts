import type {
  BenchmarkRecord,
  ItemOutcome,
  MetricResult,
  ServerResult,
  ServerTrial,
} from '@paretoboard/contract/record.js';
import type { Scenario } from '@paretoboard/contract/scenario.js';
import { budgetUse } from '../../run/budgets.js';
import { latencyRange } from '../../run/findings.js';
import { schedulePurpose, trialSchedule } from '../../run/scenarios/poisson-schedule.js';
import { deriveSeed } from '../../run/seed-plan.js';
import { median } from '../../statistics/sample.js';
import { canonicalJson } from '../digest.js';
import type { LatencyColumns } from '../latency-columns.js';
import { summariseLatency } from '../latency-summary.js';
import { largest, meteredUses } from '../metered-figures.js';
import { itemSample, metricFigures, metricFromItems, unitsOf } from '../metric-summary.js';
import { judgeTrial } from '../server-search.js';
import { expectFigure, fail } from './check.js';

/** Names the first field in which two figures differ. */
function firstDifference(recorded: unknown, recomputed: unknown, path = ''): string | null {
  if (typeof recorded !== 'object' || typeof recomputed !== 'object' || !recorded || !recomputed)
    return recorded === recomputed ? null : `${path}: recomputed ${recomputed}, recorded ${recorded}`;
  const names = new Set([...Object.keys(recorded), ...Object.keys(recomputed)]);
  for (const name of names) {
    const [a, b] = [recorded, recomputed].map((side) => (side as Record<string, unknown>)[name]);
    const found = firstDifference(a, b, path ? `${path}.${name}` : name);
    if (found) return found;
  }
  return null;
}

/** Logarithms may differ in the last digits between platforms. */
const scheduleTolerance = 1e-9;

/** The rate of a trial is the one at which its queries were scheduled: the arrivals follow from it and the revealed seed. */
function checkSchedule(what: string, trial: ServerTrial, dueMs: Float64Array, seeds: BenchmarkRecord['seeds']): void {
  const text = seeds.secret ?? seeds.public;
  if (dueMs.length === 0 || text === null) return;
  const seed = deriveSeed({ text: String(text) }, `latency-${schedulePurpose(`server-submission-${trial.start}`)}`);
  const expected = trialSchedule(seed, trial.trial, trial.ratePerSecond, dueMs.length);
  const recorded = dueMs.toSorted();
  const found = expected.findIndex(
    (at, index) => Math.abs(at - recorded[index]!) > scheduleTolerance * Math.max(1, at),
  );
  if (found >= 0)
    fail(
      `${what}: at ${trial.ratePerSecond}/s query ${found} is due at ${expected[found]} ms, recorded ${recorded[found]}`,
    );
}

/** Each trial of a search for the highest rate, from its queries. */
function checkTrials(
  { boundMs, trials }: ServerResult,
  columns: LatencyColumns,
  seeds: BenchmarkRecord['seeds'],
): void {
  const timed = columns.of('server', 'submission');
  if (timed.length !== trials.length) fail(`server: ${trials.length} trials, samples of ${timed.length}`);
  for (const trial of trials) {
    const what = `server: trial ${trial.trial} of start ${trial.start}`;
    const queries = timed.find(({ start, trial: index }) => start === trial.start && index === trial.trial);
    const found = firstDifference(trial, queries ? judgeTrial(queries, trial.ratePerSecond, boundMs) : {}, what);
    if (found) fail(found);
    if (queries) checkSchedule(what, trial, queries.dueMs, seeds);
  }
}

/** Every figure of every scenario, from the raw samples. */
export function checkLatency(record: BenchmarkRecord, all: LatencyColumns | null): string {
  const scenarios = Object.keys(record.latency) as Scenario[];
  if (scenarios.length === 0) return 'no latency in this record';
  if (!all) return fail('latency figures without a file of samples');
  const samples = record.telemetry?.voids ? all.without(record.telemetry.disturbances) : all;
  const unreported = samples.scenarios.filter((scenario) => !scenarios.includes(scenario));
  if (unreported.length > 0) fail(`samples of ${unreported.join(', ')} without figures`);
  for (const scenario of scenarios) {
    const recorded = record.latency[scenario]!;
    if (recorded.server) checkTrials(recorded.server, samples, record.seeds);
    // Through JSON: an undefined field is one that is not there.
    const again: unknown = JSON.parse(canonicalJson(summariseLatency(scenario, samples, recorded.server)));
    const found = firstDifference(recorded, again, scenario);
    if (found) fail(found);
  }
  return `${samples.queries} raw samples give every recorded figure of ${scenarios.join(', ')}`;
}

function bySeed(items: readonly ItemOutcome[]): Map<number, ItemOutcome[]> {
  const seeds = new Map<number, ItemOutcome[]>();
  for (const item of items) {
    const known = seeds.get(item.seed);
    if (known) known.push(item);
    else seeds.set(item.seed, [item]);
  }
  return seeds;
}

/** Each seed has an outcome for every item of the test split, once. */
export function checkItems(record: BenchmarkRecord, items: readonly ItemOutcome[] | null): string {
  if (!items) return 'no per-item outcomes in this record';
  const seeds = bySeed(items);
  const expected = record.evaluation?.map(({ seed }) => seed) ?? [...seeds.keys()];
  if (String([...seeds.keys()]) !== String(expected))
    fail(`expected outcomes of seeds ${expected.join(', ')}, found those of ${[...seeds.keys()].join(', ')}`);
  const size = seeds.values().next().value?.length ?? 0;
  for (const [seed, outcomes] of seeds) {
    const distinct = new Set(outcomes.map(({ item }) => item));
    if (distinct.size !== size || outcomes.length !== size || outcomes.some(({ item }) => item >= size))
      fail(
        `seed ${seed}: expected each of items 0 … ${size - 1} once, found ${distinct.size} items in ${outcomes.length} rows`,
      );
  }
  return `${seeds.size} seeds with ${size} items each, none missing, none twice`;
}

const overItems = /t over \d+ (items|groups)/;

function checkMetric(metric: MetricResult, seeds: readonly ItemOutcome[][]): void {
  const rule = metric.fromItems;
  if (rule) {
    const again = seeds.map((items) => metricFromItems(rule, metric.unit, items));
    if (again.length !== metric.perSeed.length)
      fail(`${metric.id}: outcomes of ${again.length} seeds, figures of ${metric.perSeed.length}`);
    again.forEach((value, index) => {
      expectFigure(`${metric.id}, seed ${index + 1}`, metric.perSeed[index]!, value);
    });
    const units = [unitsOf(rule, seeds[0]!), seeds[0]!.length];
    if (!units.includes(metric.n)) fail(`${metric.id}: recomputed n ${units.join(' or ')}, recorded ${metric.n}`);
  }
  const trials = metric.method.includes('Wilson') ? metric.n : null;
  const outcomes = overItems.test(metric.method) ? seeds.flat() : null;
  const again = metricFigures(metric.perSeed, metric.unit, {
    ...itemSample(rule, trials, outcomes),
    sampling: metric.sampling,
  });
  expectFigure(`${metric.id}, value`, metric.value, again.value);
  expectFigure(`${metric.id}, low`, metric.low, again.low);
  expectFigure(`${metric.id}, high`, metric.high, again.high);
  if (again.method !== metric.method) fail(`${metric.id}: interval by "${again.method}", recorded "${metric.method}"`);
}

/** Per seed from the outcomes of items; value and interval from the seeds. What needs withheld labels is named. */
export function checkMetrics(record: BenchmarkRecord, items: readonly ItemOutcome[] | null): string {
  const measured = record.metrics.filter((metric) => metric.value !== null);
  if (measured.length === 0) return 'no measured metric in this record';
  if (!items) return fail('metrics without a file of per-item outcomes');
  const seeds = [...bySeed(items).values()];
  for (const metric of measured) checkMetric(metric, seeds);
  const named = measured.filter((metric) => !metric.fromItems).map(({ id }) => id);
  const rest =
    named.length > 0
      ? `; per seed not recomputable without the withheld labels (rescore has them): ${named.join(', ')}`
      : '';
  return `${items.length} per-item outcomes give the recorded metrics, values and intervals${rest}`;
}

/** Every budget's use from the figures behind it, and whether that is within its limit. */
export function checkBudgets(record: BenchmarkRecord, samples: LatencyColumns | null): string {
  const slowestTimedMs = samples && (latencyRange({ samples })?.slowestMs ?? null);
  const { training, evaluation, division } = record;
  const { peakMemoryBytes, artefactBytes } = record.resources;
  const uses = meteredUses({
    training,
    evaluation: evaluation ?? [],
    preTrainedBytes: division === 'pre-trained' ? artefactBytes : null,
    peakMemoryBytes,
    slowestTimedMs,
  });
  for (const budget of record.budgets) {
    const use = uses[budget.id];
    const isDerived = use !== undefined && (evaluation || !['loadSeconds', 'queryMs'].includes(budget.id));
    if (isDerived) expectFigure(budget.id, budget.used, largest([use, budget.atStop ?? null]));
    const { ok } = budgetUse(budget, budget.used);
    if (ok !== budget.ok)
      fail(`${budget.id}: ${budget.used} of ${budget.limit} ${budget.unit} is ok ${ok}, recorded ${budget.ok}`);
  }
  const unmetered = record.budgets.filter(({ used }) => used === null).map(({ id }) => id);
  const rest = unmetered.length > 0 ? `; without a measured use: ${unmetered.join(', ')}` : '';
  return `${record.budgets.length} budgets follow from the recorded figures${rest}`;
}

/** Load and first call are the medians of the starts they come from; artefact bytes are those of the first training, or of what was sent. */
export function checkCold({ cold, resources, training, division }: BenchmarkRecord): string {
  const isTrained = division === 'from-scratch';
  if (isTrained) expectFigure('artefactBytes', resources.artefactBytes, training[0]?.artefact.bytes ?? null);
  const size = isTrained
    ? 'artefact size as trained'
    : 'the artefact arrived trained: its size follows from nothing here';
  const { perStart } = cold;
  if (!perStart) return `${size}; load and first call: none, or no starts to recompute them from`;
  for (const name of ['loadMs', 'firstCallMs'] as const)
    expectFigure(`cold.${name}`, cold[name], median(perStart.map((start) => start[name])));
  return `load and first call are the medians of ${perStart.length} starts; ${size}`;
}
