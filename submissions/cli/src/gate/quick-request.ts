import { type RunRequest, runRequestSchema } from '@paretoboard/contract/run-state.js';
import type { SandboxLevel } from '@paretoboard/contract/sandbox-level.js';
import type { TaskModule } from '@paretoboard/harness/task/task-module.js';

/** One seed, one start, on the surrogate: enough to see whether a thing gains anything. */
export function quickRequest(task: TaskModule, submission: string, sandbox: SandboxLevel): RunRequest {
  const variant = task.definition.variants.find(({ relation }) => relation === 'surrogate')?.id ?? 'surrogate';
  return runRequestSchema.parse({
    task: task.definition.id,
    variant,
    submission,
    profile: 'quick',
    runtime: 'cpu',
    sandbox,
    starts: 1,
    seeds: 1,
    seed: null,
  });
}
