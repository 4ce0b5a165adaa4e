import type { TensorSpec } from '@paretoboard/contract/tensor.js';
import { Random } from '@paretoboard/sdk/random.js';
import type { Answer, ItemSource } from '../../task/task-module.js';
import { largestDifference } from '../check-outputs.js';
import type { Questioner } from './ask.js';

export interface DeterminismLeg {
  /** Answers of a fresh process beside those of the accuracy pass. */
  readonly compared: number;
  /** Largest absolute difference between the two processes. */
  readonly betweenProcesses: number;
  /** Largest absolute difference when the same process is asked again, in another order. */
  readonly withinProcess: number;
}

const itemsAsked = 64;

/** Asks for some test items twice, each time in another order. @throws SubmissionFailure */
export function determinismLeg(
  questioner: Questioner,
  test: ItemSource,
  answers: readonly Answer[],
  outputs: readonly TensorSpec[],
  seed: number,
): DeterminismLeg {
  const random = new Random(seed);
  const chosen = [...random.permutation(test.items).subarray(0, itemsAsked)];
  const inputs = chosen.map((index) => test.read(index).inputs);
  const first = questioner.ask(inputs).outputs;
  const order = [...random.permutation(chosen.length)];
  const second = questioner.ask(order.map((position) => inputs[position]!)).outputs;
  const largest = (differences: readonly number[]): number => differences.reduce((a, b) => Math.max(a, b), 0);
  return {
    compared: chosen.length,
    betweenProcesses: largest(
      chosen.map((index, position) => largestDifference(first[position]!, answers[index]!.outputs, outputs)),
    ),
    withinProcess: largest(order.map((from, position) => largestDifference(second[position]!, first[from]!, outputs))),
  };
}
