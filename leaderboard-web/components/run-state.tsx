import type { RunState } from '@paretoboard/contract/run-state.js';
import { stateWords } from '../lib/words';

export function RunStateBadge({ state }: { state: RunState['state'] }) {
  const { label, tone } = stateWords[state];
  return (
    <span className="state" data-tone={tone}>
      {label}
    </span>
  );
}
