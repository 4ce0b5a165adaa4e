import type { MetricResult } from '@paretoboard/contract/record.js';
import type { MetricDefinition } from '@paretoboard/contract/task.js';
import { Random } from '@paretoboard/sdk/random.js';
import { percentileLimits } from '../statistics/bootstrap.js';
import { mean } from '../statistics/sample.js';
import type { Answer, TaskModule } from '../task/task-module.js';

export type Sampling = NonNullable<MetricResult['sampling']>;
type Unit = Sampling['unit'];

const resamples = 200;
/** Fixed, so that `rescore` draws the same. */
const resamplingSeed = 20_261_121;
/** Below this share of resamples with a value, the rest would be a selection. */
const leastDefined = 0.9;
const fewestUnits = 5;

/** Positions of the answers that are drawn together. */
function unitsOf(answers: readonly Answer[], unit: Unit): number[][] {
  const byName = new Map<string, number[]>();
  answers.forEach(({ item }, position) => {
    const name = unit === 'groups' ? item.group : String(position);
    const members = byName.get(name);
    if (members) members.push(position);
    else byName.set(name, [position]);
  });
  return [...byName.values()];
}

/** The same units of each seed's answers. One that is drawn twice stands there as two, with a group of its own. */
function drawn(answers: readonly Answer[], units: readonly (readonly number[])[]): Answer[] {
  const copies = units.flatMap((members, copy) => members.map((position) => ({ answer: answers[position]!, copy })));
  return copies.map(({ answer: { item, outputs }, copy }, index) => ({
    index,
    outputs,
    item: { ...item, group: `${item.group}#${copy}` },
  }));
}

/** Null where the resample has no such value: without positives there is no area under a curve. */
function meanScores(
  module: TaskModule,
  seeds: readonly (readonly Answer[])[],
): Readonly<Record<string, number>> | null {
  try {
    const scores = seeds.map((answers) => module.score(answers).metrics);
    const ids = Object.keys(scores[0]!).filter((id) => scores.every((score) => Number.isFinite(score[id])));
    return Object.fromEntries(ids.map((id) => [id, mean(scores.map((score) => score[id]!))]));
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function limitsOf(values: readonly number[]): { low: number; high: number } | null {
  return values.length < leastDefined * resamples ? null : percentileLimits(Float64Array.from(values).sort(), 0.95);
}

/**
 * What the luck of the test split is for metrics that are no mean over items: percentile bootstrap (95 %) of the mean over seeds, drawing test items, or
 * whole groups of them, with replacement; each draw is scored anew. Pure, seeded.
 * @param answers of each seed, in the order of the test split
 * @returns by metric id; without a metric that is undefined on too many draws
 */
export function resampledMetrics(
  module: TaskModule,
  metrics: readonly MetricDefinition[],
  answers: readonly (readonly Answer[])[],
): ReadonlyMap<string, Sampling> {
  const found = new Map<string, Sampling>();
  for (const unit of ['items', 'groups'] as const) {
    const wanted = metrics.filter((metric) => metric.resampledBy === unit);
    const units = wanted.length > 0 && answers[0] ? unitsOf(answers[0], unit) : [];
    if (units.length < fewestUnits) continue;
    const random = new Random(resamplingSeed);
    const scores = Array.from({ length: resamples }, () => {
      const chosen = units.map(() => units[random.integer(units.length)]!);
      return meanScores(
        module,
        answers.map((seed) => drawn(seed, chosen)),
      );
    });
    for (const { id } of wanted) {
      const limits = limitsOf(scores.flatMap((score) => score?.[id] ?? []));
      if (limits) found.set(id, { ...limits, unit, units: units.length, resamples });
    }
  }
  return found;
}
