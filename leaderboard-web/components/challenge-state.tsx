import type { ChallengeState } from '@paretoboard/contract/challenge.js';
import { challengeStateWords } from '../lib/challenge-words';

export function ChallengeStateBadge({ state }: { state: ChallengeState }) {
  const { label, tone } = challengeStateWords[state];
  return (
    <span className="state" data-tone={tone}>
      {label}
    </span>
  );
}
