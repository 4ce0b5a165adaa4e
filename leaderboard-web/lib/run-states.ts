import type { RunState, RunStateName } from '@paretoboard/contract/run-state.js';
import { words } from '../messages/words';

export type Tone = 'wait' | 'busy' | 'good' | 'bad';

/** How a run's state is marked. */
export const stateTones: Record<RunStateName, Tone> = {
  queued: 'wait',
  leased: 'busy',
  training: 'busy',
  evaluating: 'busy',
  timing: 'busy',
  checking: 'busy',
  published: 'good',
  invalid: 'bad',
  failed: 'bad',
  error: 'bad',
  cancelled: 'wait',
  sealed: 'wait',
};

/** What a run's state means: within a challenge that is not revealed, a record is on no board yet. */
export function stateSentence({ state, challenge }: Pick<RunState, 'state' | 'challenge'>): string {
  const say = words().terms;
  const isMeasured = state === 'published' || state === 'invalid';
  if (!challenge?.embargoed || !isMeasured) return say.states[state].sentence;
  return say.measuredUnderEmbargo(state === 'published' ? 'VALID' : 'INVALID');
}

const finished: ReadonlySet<RunStateName> = new Set(['published', 'invalid', 'failed', 'error', 'cancelled', 'sealed']);

/** Whether a run will not move any more. */
export function isFinished(state: RunStateName): boolean {
  return finished.has(state);
}
