import type { RunRequest } from '@paretoboard/contract/run-state.js';

/** What a `quick` run of a built-in asks for, with everything that a request may leave open left open. */
export function quickRequest(
  task: string,
  submission: string,
  stated: Partial<Pick<RunRequest, 'runtime' | 'starts' | 'seeds'>> = {},
): RunRequest {
  return {
    task,
    variant: 'surrogate',
    submission,
    profile: 'quick',
    runtime: null,
    sandbox: 'process',
    starts: null,
    seeds: null,
    seed: null,
    ...stated,
  };
}

/** One seed and one start of a built-in that learns nothing: leaves a record within seconds. */
export function smallestRun(task: string): RunRequest {
  return quickRequest(task, 'majority-class', { runtime: 'cpu', starts: 1, seeds: 1 });
}
