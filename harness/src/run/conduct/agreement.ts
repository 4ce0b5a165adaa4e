import type { TaskDefinition } from '@paretoboard/contract/task.js';
import { primaryMetric } from '@paretoboard/contract/task.js';
import { pairedPermutation } from '../../statistics/paired-permutation.js';
import { mean } from '../../statistics/sample.js';
import type { Answer, Score, TaskModule } from '../../task/task-module.js';

/** How two answers to each of some items compare, by what they are worth: for submissions that are declared stochastic. */
export interface Agreement {
  readonly items: number;
  /** Mean outcome of the scored answers, and of the others. */
  readonly scored: number;
  readonly again: number;
  /** Two-sided, paired permutation test. */
  readonly p: number;
}

/** Chance at which an honest stochastic submission is refused, for each of the two checks. */
export const stochasticRisk = 0.001;

/** Enough to tell p values of the risk apart from smaller ones. */
const permutations = 3_999;

/** Compares outcomes, paired by item. Pure. @throws SampleError on unequal or empty samples */
export function agreementOf(scored: readonly number[], again: readonly number[], seed: number): Agreement {
  const { p } = pairedPermutation(scored, again, mean, { seed, permutations });
  return { items: scored.length, scored: mean(scored), again: mean(again), p };
}

/** Of the items that have the outcome: a metric may be about a part of the test split. */
function outcomesOf(score: Score, name: string): number[] {
  return score.outcomes.flatMap((outcome) => outcome[name] ?? []);
}

/**
 * Whether other answers to items of the accuracy pass are worth as much as the scored ones.
 * @param answers of the accuracy pass, in the order of the test split
 * @param again at most one for each item
 * @returns null where the primary metric is no mean of outcomes, or nothing was asked: answers are then held to the tolerance
 */
export function answersAgree(
  module: Pick<TaskModule, 'score'> & { readonly definition: Pick<TaskDefinition, 'metrics'> },
  answers: readonly Answer[],
  again: readonly Answer[],
  seed: number,
): Agreement | null {
  const outcome = primaryMetric(module.definition).fromItems?.outcome;
  if (outcome === undefined || again.length === 0) return null;
  const scored = outcomesOf(module.score(again.map(({ index }) => answers[index]!)), outcome);
  return scored.length === 0 ? null : agreementOf(scored, outcomesOf(module.score(again), outcome), seed);
}

/** A check's verdict of answers that need not be equal. */
export function judgeAgreement(
  { items, scored, again, p }: Agreement,
  what: string,
): { readonly ok: boolean; readonly message: string } {
  const message = `declared stochastic: ${what}, ${items} items, mean outcome ${again.toFixed(4)}, of the scored answers ${scored.toFixed(4)} (paired permutation test, p ${p.toPrecision(2)}; refused at ${stochasticRisk})`;
  return { ok: p > stochasticRisk, message };
}
