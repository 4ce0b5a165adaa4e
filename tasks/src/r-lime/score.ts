import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import { SampleError } from '@paretoboard/harness/statistics/sample.js';
import type { Answer, Score } from '@paretoboard/harness/task/task-module.js';
import { Judge } from './judge.js';

/** By the black box that it holds answers against: a judge draws its samples once. Nothing that is kept changes a score. */
const judges = new WeakMap<object, Judge>();

function judgeOf(targets: NamedTensors): Judge {
  const key = targets.nodes!.data;
  const known = judges.get(key);
  if (known) return known;
  const judge = new Judge(targets);
  judges.set(key, judge);
  return judge;
}

const points = 100;

function outcomeOf({ item, outputs }: Answer) {
  const { rule, weights, bias, estimate, asked } = outputs;
  const numbers = [...weights!.data, bias!.data[0]!, estimate!.data[0]!];
  if (!numbers.every(Number.isFinite)) throw new SampleError('an explanation holds a number that is not finite');
  const threshold = item.inputs.threshold!.data[0]!;
  const { coverage, fidelity, precision } = judgeOf(item.targets).judge(item.inputs.instance!.data, {
    rule: rule!.data,
    weights: weights!.data,
    bias: bias!.data[0]!,
  });
  const satisfied = fidelity >= threshold ? 1 : 0;
  return {
    qualified: satisfied * coverage,
    coverage,
    fidelity,
    precision,
    satisfied,
    estimate: estimate!.data[0]!,
    // The harness counts; where nothing could be asked there is no count.
    askedRows: asked?.data[0] ?? 0,
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * Coverage, fidelity, precision and cost of explanations, means over instances and thresholds (Section 5 of the paper).
 * @throws SampleError on no answers or on numbers that are not finite
 */
export function score(answers: readonly Answer[]): Score {
  if (answers.length === 0) throw new SampleError('no answers to score');
  const outcomes = answers.map(outcomeOf);
  const share = (name: keyof (typeof outcomes)[number]): number => mean(outcomes.map((outcome) => outcome[name]));
  const satisfied = outcomes.filter((outcome) => outcome.satisfied === 1).length;
  return {
    metrics: {
      'qualified-coverage': 100 * share('qualified'),
      coverage: 100 * share('coverage'),
      fidelity: 100 * share('fidelity'),
      precision: 100 * share('precision'),
      satisfaction: 100 * share('satisfied'),
      'estimated-fidelity': 100 * share('estimate'),
      // Of means, as the paper prints it; its sign is in the two above. Without one, the smaller is the better.
      deviation: points * Math.abs(share('fidelity') - share('estimate')),
      'asked-rows': share('askedRows'),
    },
    counts: { satisfaction: { successes: satisfied, trials: answers.length } },
    outcomes,
  };
}
