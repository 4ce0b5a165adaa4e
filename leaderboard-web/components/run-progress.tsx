import type { RunState } from '@paretoboard/contract/run-state.js';
import { runProgress } from '../lib/run-progress';
import { isFinished } from '../lib/run-states';

/** Where a run stands: its stage, as the worker says it in English, and how far it is. */
export function RunProgress({ run }: { run: RunState }) {
  const progress = runProgress(run);
  const stage = isFinished(run.state) ? null : run.stage;
  return (
    <>
      {stage && <span lang="en">{stage}</span>}
      {stage && progress && ' · '}
      {progress}
    </>
  );
}
