import type { ChallengeState } from '@paretoboard/contract/challenge.js';
import { challengeTones } from '../lib/challenge-words';
import { words } from '../messages/words';

export function ChallengeStateBadge({ state }: { state: ChallengeState }) {
  return (
    <span className="state" data-tone={challengeTones[state]}>
      {words().challenges.states[state]}
    </span>
  );
}
