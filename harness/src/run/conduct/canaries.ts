import { Random } from '@paretoboard/sdk/random.js';
import type { Answer, ItemSource, Score, TaskModule } from '../../task/task-module.js';
import type { Questioner } from './ask.js';

export interface CanaryLeg {
  /** Test items that were also asked in a label-preserving disguise. */
  readonly items: number;
  /** Mean outcome of the originals in the accuracy pass and of the disguised ones, in [0, 1]. */
  readonly originals: number;
  readonly disguised: number;
  /** Items that are right only as originals, and only in disguise: what a paired test needs. */
  readonly onlyOriginal: number;
  readonly onlyDisguised: number;
}

const itemsAsked = 200;
/** Questions stop after this long: a slow method is asked fewer. */
const longestMs = 5_000;

function outcomes(score: Score, name: string): number[] {
  return score.outcomes.map((outcome) => outcome[name] ?? 0);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * Asks for test items in a disguise that keeps their label (the perturbation of timed queries). A method that has learnt the problem does about
 * as well; one that looks answers up by the bytes of a published test set does not.
 * @param outcome name of the per-item outcome in [0, 1] that the primary metric is a mean of; undefined: the task has none
 * @param beforeEach may ask something else in between
 * @returns null where the task has no such outcome
 * @throws SubmissionFailure
 */
export function canaryLeg(
  questioner: Questioner,
  module: TaskModule,
  test: ItemSource,
  answers: readonly Answer[],
  outcome: string | undefined,
  seed: number,
  beforeEach: () => void = () => {},
): CanaryLeg | null {
  if (outcome === undefined) return null;
  const random = new Random(seed);
  const order = random.permutation(test.items).subarray(0, itemsAsked);
  const begun = performance.now();
  const disguised: Answer[] = [];
  for (const index of order) {
    if (disguised.length >= 16 && performance.now() - begun > longestMs) break;
    beforeEach();
    const item = test.read(index);
    const { outputs } = questioner.ask([module.perturb(item.inputs, random.uint32())]);
    disguised.push({ index, item, outputs: outputs[0]! });
  }
  const plain = outcomes(module.score(disguised.map(({ index }) => answers[index]!)), outcome);
  const changed = outcomes(module.score(disguised), outcome);
  const only = (one: readonly number[], other: readonly number[]): number =>
    one.filter((value, at) => value >= 0.5 && other[at]! < 0.5).length;
  return {
    items: disguised.length,
    originals: mean(plain),
    disguised: mean(changed),
    onlyOriginal: only(plain, changed),
    onlyDisguised: only(changed, plain),
  };
}
