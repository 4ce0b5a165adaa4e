import type { RunState } from '@paretoboard/contract/run-state.js';
import { duration, plural } from './format';
import { isFinished } from './words';

/** Where a run stands, in words: stage and share done, or its place in the queue. Empty for a run that has ended. */
export function runProgress(run: RunState): string {
  if (isFinished(run.state)) return '';
  const parts: string[] = [];
  if (run.stage) parts.push(run.stage);
  if (run.progress !== null) parts.push(`${Math.round(run.progress * 100)} %`);
  if (run.ahead !== null) parts.push(run.ahead === 0 ? 'next in the queue' : `${plural(run.ahead, 'run')} ahead`);
  if (run.etaSeconds !== null) parts.push(`about ${duration(run.etaSeconds)} to go`);
  return parts.join(' · ');
}

/** What is run: the name of what was sent, or of a built-in method. */
export function runName({ submission, request }: RunState): string {
  return submission?.name ?? request.submission;
}
