import { logitScore } from '@paretoboard/harness/metrics/logit-score.js';
import { SampleError } from '@paretoboard/harness/statistics/sample.js';
import type { Answer, Score } from '@paretoboard/harness/task/task-module.js';

function softmax(logits: ArrayLike<number>): Float64Array {
  const values = Float64Array.from(logits);
  const largest = values.reduce((a, b) => Math.max(a, b));
  const powers = values.map((value) => Math.exp(value - largest));
  const sum = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / sum);
}

/** Credit of each trial: the mean of its windows' softmax, judged like one window. */
function trialCredits(answers: readonly Answer[]): Map<string, number> {
  const sums = new Map<string, { label: number; sum: Float64Array }>();
  for (const { item, outputs } of answers) {
    const probabilities = softmax(outputs.logits!.data);
    const entry = sums.get(item.group);
    if (entry) for (const [index, value] of probabilities.entries()) entry.sum[index]! += value;
    else sums.set(item.group, { label: item.targets.label!.data[0]!, sum: probabilities });
  }
  return new Map([...sums].map(([group, { label, sum }]) => [group, logitScore(sum, label).correct]));
}

const total = (values: Iterable<number>): number => [...values].reduce((sum, value) => sum + value, 0);

/**
 * Accuracy in % per window and per trial, cross-entropy in nats.
 * @throws SampleError on no answers or on logits that are not finite
 */
export function score(answers: readonly Answer[]): Score {
  const windows = answers.map(({ item, outputs }) => logitScore(outputs.logits!.data, item.targets.label!.data[0]!));
  if (windows.length === 0) throw new SampleError('no answers to score');
  const trials = trialCredits(answers);
  const correctWindows = total(windows.map((window) => window.correct));
  const correctTrials = total(trials.values());
  return {
    metrics: {
      accuracy: (100 * correctWindows) / windows.length,
      'trial-accuracy': (100 * correctTrials) / trials.size,
      loss: total(windows.map((window) => window.loss)) / windows.length,
    },
    counts: {
      accuracy: { successes: correctWindows, trials: windows.length },
      'trial-accuracy': { successes: correctTrials, trials: trials.size },
    },
    outcomes: windows.map(({ correct, loss }, index) => ({
      correct,
      loss,
      trialCorrect: trials.get(answers[index]!.item.group)!,
    })),
  };
}
