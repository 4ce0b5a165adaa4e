import type { RunState, RunStateName } from '@paretoboard/contract/run-state.js';
import { type ExitStatus, exitStatus } from '../exit-status.js';
import { duration } from '../progress-bar.js';

const statuses: Partial<Record<RunStateName, ExitStatus>> = {
  published: exitStatus.done,
  invalid: exitStatus.no,
  failed: exitStatus.no,
  cancelled: exitStatus.no,
  error: exitStatus.infrastructure,
  sealed: exitStatus.done,
};

/** How a command ends that asked how a run ended; one that still goes on is no failure. */
export function statusOfState({ state }: RunState): ExitStatus {
  return statuses[state] ?? exitStatus.done;
}

export function isOver({ state }: RunState): boolean {
  return statuses[state] !== undefined;
}

function verdictOf(run: RunState): string {
  if (run.state === 'published') return 'VALID';
  if (run.state === 'invalid') return 'INVALID';
  return run.state;
}

function placeOf({ position, ahead, etaSeconds }: RunState): string[] {
  if (position === null) return [];
  const eta = etaSeconds === null ? '' : `, about ${duration(etaSeconds)}`;
  return [`place ${position} in the queue, ${ahead ?? 0} ahead${eta}`];
}

function stageOf({ stage, progress }: RunState): string[] {
  if (stage === null) return [];
  return [`${stage}${progress === null ? '' : ` ${Math.round(progress * 100)} %`}`];
}

/** What became of a run so far, with every reason and what to do about it. */
export function runText(run: RunState): string {
  const { request } = run;
  return [
    `${verdictOf(run)}: run ${run.id} of ${request.task}, variant ${request.variant}, profile ${request.profile}`,
    ...(isOver(run) ? [] : [...placeOf(run), ...stageOf(run)]),
    ...run.reasons.map(({ code, message, remedy }) => `  ${code}: ${message} ${remedy}`),
    ...(run.record === null ? [] : [`Record: ${run.record}`]),
  ].join('\n');
}
