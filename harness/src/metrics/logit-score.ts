import type { TensorData } from '@paretoboard/contract/tensor.js';
import { SampleError } from '../statistics/sample.js';

export type LogitScore = {
  /** Credit in [0, 1]: 1 for a single largest logit at the label, 1/k where k logits are equally large and the label's is among them. */
  readonly correct: number;
  /** Negative log-softmax of the label's logit, in nats. */
  readonly loss: number;
};

/**
 * One item of a classification. Sharing the credit of ties makes a constant answer score at chance, whichever classes a test split holds.
 * @throws SampleError on no logits, a logit that is not finite, or a label outside them
 */
export function logitScore(logits: TensorData, label: number): LogitScore {
  if (!Number.isInteger(label) || label < 0 || label >= logits.length)
    throw new SampleError(`label ${label} of ${logits.length} logits`);
  let largest = Number.NEGATIVE_INFINITY;
  let ties = 0;
  for (const value of logits) {
    if (!Number.isFinite(value)) throw new SampleError(`logit ${value}: expected finite numbers`);
    if (value === largest) ties += 1;
    if (value > largest) [largest, ties] = [value, 1];
  }
  let sum = 0;
  for (const value of logits) sum += Math.exp(value - largest);
  const own = logits[label]!;
  return { correct: own === largest ? 1 / ties : 0, loss: Math.log(sum) + largest - own };
}
