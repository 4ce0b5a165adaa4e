import type { DeclaredByTraining } from '@paretoboard/contract/record.js';
import type { Answer, Score, TaskModule } from './task-module.js';

/**
 * What one seed is worth: its answers, and what the method declared when it had trained.
 * @param declared undefined for an artefact that arrived trained
 */
export function scoreSeed(
  module: Pick<TaskModule, 'score' | 'declaredMetrics'>,
  answers: readonly Answer[],
  declared: DeclaredByTraining | undefined,
): Score {
  const score = module.score(answers);
  if (!declared || !module.declaredMetrics) return score;
  return { ...score, metrics: { ...score.metrics, ...module.declaredMetrics(declared) } };
}
