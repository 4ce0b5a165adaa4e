import type { RunState } from '@paretoboard/contract/run-state.js';
import Link from 'next/link';
import { runName } from '../lib/run-progress';
import { RunProgress } from './run-progress';
import { RunStateBadge } from './run-state';

/** One run in one line. */
export function RunLine({ run }: { run: RunState }) {
  return (
    <>
      <RunStateBadge state={run.state} />{' '}
      <Link className="foreign" href={`/runs/${run.id}`} prefetch={false}>
        {runName(run)}
      </Link>{' '}
      <span className="quiet">
        <RunProgress run={run} />
      </span>
    </>
  );
}
