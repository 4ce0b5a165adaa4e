import { type MetricDefinition, type MetricFromItems, metricScale } from '@paretoboard/contract/task.js';
import { Random } from '@paretoboard/sdk/random.js';
import { mean } from '../../statistics/sample.js';
import type { Answer, ItemSource, Score, TaskModule } from '../../task/task-module.js';
import type { Questioner } from './ask.js';

/** A metric that is a mean of what the record keeps for each item. */
export type OutcomeMetric = MetricDefinition & { readonly fromItems: MetricFromItems };

export interface CanaryLeg {
  /** Test items that were also asked in a label-preserving disguise. */
  readonly items: number;
  /** Mean outcome of the originals in the accuracy pass and of the disguised ones, as shares of the metric's scale: more is better. */
  readonly originals: number;
  readonly disguised: number;
  /** Items that are better by a tenth of the scale as originals, and in disguise: right only so, where an item is right or wrong. What a paired test needs. */
  readonly onlyOriginal: number;
  readonly onlyDisguised: number;
}

const noticeable = 0.1;
const itemsAsked = 200;
/** Questions stop after this long: a slow method is asked fewer. */
const longestMs = 5_000;

/** By item that has the outcome (a metric may be about a part of the test split), as shares of the scale: more is better. */
function outcomes(score: Score, metric: OutcomeMetric): number[] {
  const sign = metric.direction === 'higher' ? 1 : -1;
  // Outcomes of a metric in % are shares already.
  const scale = sign * (metric.unit === '%' ? 1 : metricScale(metric));
  return score.outcomes.flatMap((outcome) => outcome[metric.fromItems.outcome] ?? []).map((value) => value / scale);
}

/**
 * Asks for test items in a disguise that keeps their label (the perturbation of timed queries). A method that has learnt the problem does about
 * as well; one that looks answers up by the bytes of a published test set does not.
 * @param metric the primary one, if it is a mean of per-item outcomes; null: it is not
 * @param beforeEach may ask something else in between
 * @returns null without a metric, or where no item asked has its outcome
 * @throws SubmissionFailure
 */
export function canaryLeg(
  questioner: Questioner,
  module: TaskModule,
  test: ItemSource,
  answers: readonly Answer[],
  metric: OutcomeMetric | null,
  seed: number,
  beforeEach: () => void = () => {},
): CanaryLeg | null {
  if (metric === null) return null;
  const random = new Random(seed);
  const order = random.permutation(test.items).subarray(0, itemsAsked);
  const begun = performance.now();
  const disguised: Answer[] = [];
  for (const index of order) {
    if (disguised.length >= 16 && performance.now() - begun > longestMs) break;
    beforeEach();
    const item = test.read(index);
    const inputs = module.perturb(item.inputs, random.uint32());
    const { outputs } = questioner.ask([inputs]);
    // An explanation is judged by the instance that was shown.
    disguised.push({ index, item: { ...item, inputs: { ...item.inputs, ...inputs } }, outputs: outputs[0]! });
  }
  const plain = outcomes(module.score(disguised.map(({ index }) => answers[index]!)), metric);
  const changed = outcomes(module.score(disguised), metric);
  if (plain.length === 0) return null;
  const only = (one: readonly number[], other: readonly number[]): number =>
    one.filter((value, at) => value - other[at]! > noticeable).length;
  return {
    items: plain.length,
    originals: mean(plain),
    disguised: mean(changed),
    onlyOriginal: only(plain, changed),
    onlyDisguised: only(changed, plain),
  };
}
