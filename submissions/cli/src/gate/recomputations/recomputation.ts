import type { TaskDefinition } from '@paretoboard/contract/task.js';
import type { Answer } from '@paretoboard/harness/task/task-module.js';
import type { Random } from '@paretoboard/sdk/random.js';
import type { GateContext } from '../gate-check.js';

/** Answers whose worth is known beforehand, or drawn. */
export type AnswerKind = 'right' | 'wrong' | 'drawn';

/**
 * A second way to the primary metric for tasks of one shape, sharing no code with their scorers. Adding one: a file in this folder and a line in
 * `independent-metrics.ts`.
 */
export interface Recomputation {
  /** Whether targets, outputs and primary metric are of this shape. */
  fits(definition: TaskDefinition): boolean;
  /** One answer for each test item of the surrogate. */
  answers(context: GateContext, kind: AnswerKind, random: Random): Answer[];
  /** The primary metric of such answers, in the task's unit. */
  expected(answers: readonly Answer[], definition: TaskDefinition): number;
}
