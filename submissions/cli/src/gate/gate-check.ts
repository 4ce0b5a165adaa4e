import type { LoadedData, TaskModule } from '@paretoboard/harness/task/task-module.js';

export interface GateResult {
  readonly id: string;
  readonly ok: boolean;
  /** What was found, beside what was expected. */
  readonly message: string;
}

export interface GateContext {
  readonly task: TaskModule;
  /** The surrogate, which every machine has. */
  readonly surrogate: LoadedData;
  /** For folders of its own; removed afterwards. */
  readonly scratchFolder: string;
  readonly signal: AbortSignal;
  note(line: string): void;
}

/** One condition that a task must meet before it is listed. Adding one: a file in this folder and a line in `gate.ts`. */
export type GateCheck = (context: GateContext) => Promise<GateResult[]>;
