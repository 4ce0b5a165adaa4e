import { multiStreamSamples } from '@paretoboard/contract/scenario.js';
import type { TaskDefinition } from '@paretoboard/contract/task.js';
import { Random } from '@paretoboard/sdk/random.js';
import type { Answer, ItemSource } from '../../task/task-module.js';
import { largestDifference } from '../check-outputs.js';
import type { Questioner } from './ask.js';

export interface BatchParityLeg {
  /** Items of one query. */
  readonly batchSize: number;
  /** Items that were compared with their answers in the accuracy pass, at the protocol's batch size. */
  readonly compared: number;
  readonly largest: number;
}

/** As many as `multi-stream` sends. */
const largerBatch = multiStreamSamples;
const queries = 4;

/** Whether some scenario of the task asks for more items in a query than the accuracy pass does. */
function asksForMore({ scenarios, timing, inputs }: TaskDefinition): boolean {
  const varies = inputs.some(({ shape }) => shape.includes(null));
  return !varies && timing.batchSize < largerBatch && scenarios.some((id) => id === 'multi-stream' || id === 'offline');
}

/**
 * Asks for test items in queries of another size. An answer must not depend on what else is in the batch: one that does would be scored in small
 * batches and timed in large ones.
 * @returns null where no scenario sends larger batches
 * @throws SubmissionFailure
 */
export function batchParityLeg(
  questioner: Questioner,
  test: ItemSource,
  answers: readonly Answer[],
  task: TaskDefinition,
  seed: number,
): BatchParityLeg | null {
  if (!asksForMore(task)) return null;
  const chosen = [...new Random(seed).permutation(test.items).subarray(0, queries * largerBatch)];
  const { outputs } = questioner.ask(
    chosen.map((index) => test.read(index).inputs),
    largerBatch,
  );
  const differences = chosen.map((index, position) =>
    largestDifference(outputs[position]!, answers[index]!.outputs, task.outputs),
  );
  return {
    batchSize: largerBatch,
    compared: chosen.length,
    largest: differences.reduce((a, b) => Math.max(a, b), 0),
  };
}
