import type { RunState } from '@paretoboard/contract/run-state.js';
import { duration, plural } from './format';

/** Where a run stands, in words: stage and share done, or its place in the queue. Empty where nothing is known. */
export function runProgress(run: RunState): string {
  const parts: string[] = [];
  if (run.stage) parts.push(run.stage);
  if (run.progress !== null) parts.push(`${Math.round(run.progress * 100)} %`);
  if (run.ahead !== null) parts.push(run.ahead === 0 ? 'next in the queue' : `${plural(run.ahead, 'run')} ahead`);
  if (run.etaSeconds !== null) parts.push(`about ${duration(run.etaSeconds)} to go`);
  return parts.join(' · ');
}
