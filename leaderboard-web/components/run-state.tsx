import type { RunState } from '@paretoboard/contract/run-state.js';
import { stateTones } from '../lib/run-states';
import { words } from '../messages/words';

export function RunStateBadge({ state }: { state: RunState['state'] }) {
  return (
    <span className="state" data-tone={stateTones[state]}>
      {words().terms.states[state].label}
    </span>
  );
}
