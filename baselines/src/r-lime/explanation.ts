import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import type { LinearClassifier } from './online-logistic.js';

export interface RuleExplanation {
  readonly rule: Uint8Array;
  readonly classifier: LinearClassifier;
  /** Agreement with the black box as the method estimates it. */
  readonly estimate: number;
}

/** Always this class. */
export function constantClassifier(features: number, label: number): LinearClassifier {
  return { weights: new Float64Array(features), bias: label === 1 ? 1 : -1 };
}

/** Contributions: weights over the sum of their absolute values, the bias scaled alike, so that the classifier stays what it is. */
export function normalised({ weights, bias }: LinearClassifier): LinearClassifier {
  const sum = weights.reduce((total, weight) => total + Math.abs(weight), 0);
  return sum > 0 ? { weights: weights.map((weight) => weight / sum), bias: bias / sum } : { weights, bias };
}

/** As the task wants it. */
export function asTensors({ rule, classifier, estimate }: RuleExplanation): NamedTensors {
  const { weights, bias } = normalised(classifier);
  const scalar = (value: number) => ({ dtype: 'float32' as const, shape: [], data: Float32Array.of(value) });
  return {
    rule: { dtype: 'uint8', shape: [rule.length], data: rule },
    weights: { dtype: 'float32', shape: [weights.length], data: Float32Array.from(weights) },
    bias: scalar(bias),
    estimate: scalar(estimate),
  };
}
