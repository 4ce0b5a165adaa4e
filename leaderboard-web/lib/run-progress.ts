import type { RunState } from '@paretoboard/contract/run-state.js';
import { words } from '../messages/words';
import { duration } from './format';
import { isFinished } from './run-states';

/** Where a run stands, in the page's words: the share done, or its place in the queue. Empty for a run that has ended. Its stage is the worker's, in English. */
export function runProgress(run: RunState): string {
  if (isFinished(run.state)) return '';
  const say = words().runs;
  const parts: string[] = [];
  if (run.progress !== null) parts.push(`${Math.round(run.progress * 100)} %`);
  if (run.ahead !== null) parts.push(run.ahead === 0 ? say.next : say.ahead(run.ahead));
  // Nought is a run ahead that takes longer than usual: nobody knows how long.
  if (run.etaSeconds !== null && run.etaSeconds > 0) parts.push(say.toGo(duration(run.etaSeconds)));
  return parts.join(' · ');
}

/** What is run: the name of what was sent, or of a built-in method. */
export function runName({ submission, request }: RunState): string {
  return submission?.name ?? request.submission;
}
