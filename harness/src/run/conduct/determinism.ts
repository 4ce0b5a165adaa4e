import { Random } from '@paretoboard/sdk/random.js';
import type { Answer, ItemSource, TaskModule } from '../../task/task-module.js';
import { largestDifference } from '../check-outputs.js';
import { type Agreement, answersAgree } from './agreement.js';
import type { Questioner } from './ask.js';

export interface DeterminismLeg {
  /** Answers of a fresh process beside those of the accuracy pass. */
  readonly compared: number;
  /** Largest absolute difference between the two processes. */
  readonly betweenProcesses: number;
  /** Largest absolute difference when the same process is asked again, in another order. */
  readonly withinProcess: number;
  /** Of submissions that are declared stochastic: the new process beside the accuracy pass. */
  readonly agreement: Agreement | null;
}

const itemsAsked = 64;
/** A statistical test needs more. */
const itemsAskedOfStochastic = 256;

/** Asks for some test items twice, each time in another order. @throws SubmissionFailure */
export function determinismLeg(
  questioner: Questioner,
  test: ItemSource,
  answers: readonly Answer[],
  module: TaskModule,
  seed: number,
  isStochastic: boolean,
): DeterminismLeg {
  const random = new Random(seed);
  const { outputs } = module.definition;
  const chosen = [...random.permutation(test.items).subarray(0, isStochastic ? itemsAskedOfStochastic : itemsAsked)];
  const inputs = chosen.map((index) => test.read(index).inputs);
  const first = questioner.ask(inputs).outputs;
  const order = [...random.permutation(chosen.length)];
  const second = questioner.ask(order.map((position) => inputs[position]!)).outputs;
  const largest = (differences: readonly number[]): number => differences.reduce((a, b) => Math.max(a, b), 0);
  const again = (): Answer[] =>
    chosen.map((index, position) => ({ index, item: test.read(index), outputs: first[position]! }));
  return {
    agreement: isStochastic ? answersAgree(module, answers, again(), seed) : null,
    compared: chosen.length,
    betweenProcesses: largest(
      chosen.map((index, position) => largestDifference(first[position]!, answers[index]!.outputs, outputs)),
    ),
    withinProcess: largest(order.map((from, position) => largestDifference(second[position]!, first[from]!, outputs))),
  };
}
