import { logitScore } from '@paretoboard/harness/metrics/logit-score.js';
import { mean, SampleError } from '@paretoboard/harness/statistics/sample.js';
import type { Answer, Score } from '@paretoboard/harness/task/task-module.js';

/** FILL: accuracy in % and cross-entropy in nats. @throws SampleError on no answers or on logits that are not finite */
export function score(answers: readonly Answer[]): Score {
  if (answers.length === 0) throw new SampleError('no answers to score');
  const outcomes = answers.map(({ item, outputs }) => logitScore(outputs.logits!.data, item.targets.label!.data[0]!));
  const successes = outcomes.reduce((sum, { correct }) => sum + correct, 0);
  return {
    metrics: { accuracy: (100 * successes) / outcomes.length, loss: mean(outcomes.map(({ loss }) => loss)) },
    counts: { accuracy: { successes, trials: outcomes.length } },
    outcomes: outcomes.map(({ correct, loss }) => ({ correct, loss })),
  };
}
