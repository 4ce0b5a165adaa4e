import { SampleError } from '../../statistics/sample.js';
import { wilsonInterval } from '../../statistics/wilson-interval.js';

/** How well the code did on one set of test items, by a metric that is a share of items. */
export interface Standing {
  /** In [0, 1]. */
  readonly share: number;
  /** Test items. */
  readonly items: number;
  /** The share that an uninformed answer has, in [0, 1). */
  readonly chance: number;
}

/** How well the code did by any other metric. */
export interface Range {
  readonly value: number;
  /** 95 % interval, in the metric's unit. */
  readonly low: number;
  readonly high: number;
}

/** What a metric's values mean, in its unit. */
export interface Scale {
  readonly chance: number;
  readonly perfect: number;
  readonly unit: string;
}

export interface ContaminationVerdict {
  readonly state: 'passed' | 'failed' | 'not possible';
  readonly detail: string;
}

/** What of the official skill has to be there on the fresh surrogate. */
export const leastRetained = 0.5;

function skillOf(share: number, chance: number): number {
  return Math.max(0, (share - chance) / (1 - chance));
}

function percent(value: number): string {
  return `${(100 * value).toFixed(1)} %`;
}

/**
 * Whether the same code, retrained on a surrogate whose seed nobody knew, does what its official row suggests. Skill is the share of items right above
 * chance, divided by what is left above chance. The check fails if, with 95 % Wilson intervals on both sides, the skill on the surrogate lies below half of
 * the official skill. Labels that were carried along in the code are worth nothing on fresh items; how hard the two sets are differs, hence half.
 * @throws SampleError on a share or chance outside [0, 1], or no items
 */
export function judgeContamination(official: Standing, fresh: Standing): ContaminationVerdict {
  for (const { chance } of [official, fresh])
    if (!(chance >= 0 && chance < 1)) throw new SampleError(`chance ${chance}: expected a share in [0, 1)`);
  const officialInterval = wilsonInterval(official.share * official.items, official.items);
  const freshInterval = wilsonInterval(fresh.share * fresh.items, fresh.items);
  const needed = leastRetained * skillOf(officialInterval.low, official.chance);
  const found = skillOf(freshInterval.high, fresh.chance);
  const detail = `retrained on a fresh surrogate with a secret seed: ${percent(fresh.share)} of ${fresh.items} items, skill above chance at most ${percent(found)}; the row's ${percent(official.share)} of ${official.items} items asks for at least ${percent(needed)}`;
  return { state: found < needed ? 'failed' : 'passed', detail };
}

/** Of a metric in either direction: 0 at chance, 1 where perfect. */
function skillRange({ low, high }: Range, { chance, perfect }: Scale): { low: number; high: number } {
  const ends = [low, high].map((value) => Math.max(0, (value - chance) / (perfect - chance)));
  return { low: Math.min(...ends), high: Math.max(...ends) };
}

/**
 * The same rule for a metric that is no share of items, with the metric's own intervals.
 * @throws SampleError where chance is perfect
 */
export function judgeRetainedSkill(official: Range, fresh: Range, scale: Scale): ContaminationVerdict {
  if (scale.chance === scale.perfect) throw new SampleError(`chance ${scale.chance} is perfect: no skill can be shown`);
  const needed = leastRetained * skillRange(official, scale).low;
  const found = skillRange(fresh, scale).high;
  const inUnit = (value: number): string => `${Number(value.toPrecision(4))} ${scale.unit}`.replace(/ 1$/, '');
  const detail = `retrained on a fresh surrogate with a secret seed: ${inUnit(fresh.value)}, skill above chance at most ${percent(found)}; the row's ${inUnit(official.value)} asks for at least ${percent(needed)}`;
  return { state: found < needed ? 'failed' : 'passed', detail };
}
