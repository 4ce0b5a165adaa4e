import type { Challenge, ChallengeEntry, ChallengeState } from '@paretoboard/contract/challenge.js';
import { instant, plural } from './format';

export const challengeStateWords: Record<ChallengeState, { label: string; tone: 'wait' | 'busy' | 'good' }> = {
  announced: { label: 'announced', tone: 'wait' },
  open: { label: 'open', tone: 'busy' },
  closed: { label: 'closed', tone: 'wait' },
  frozen: { label: 'finals under way', tone: 'busy' },
  revealed: { label: 'revealed', tone: 'good' },
};

/** What a reader can do now, and what comes next. */
export function challengeSentence(challenge: Challenge): string {
  const { state, opensAt, closesAt, revealAt } = challenge;
  switch (state) {
    case 'announced':
      return `It opens on ${instant(opensAt)}.`;
    case 'open':
      return `It takes submissions until ${instant(closesAt)}. Results are told on ${instant(revealAt)}, not before.`;
    case 'closed':
      return `It took submissions until ${instant(closesAt)}. Next, an organiser freezes it: the finals are chosen and measured again.`;
    case 'frozen':
      return `Its finals are measured again on data of a fresh secret. Results are told on ${instant(revealAt)}, not before.`;
    case 'revealed':
      return 'Every result is published, and so are both secrets.';
  }
}

/** What one entry of the history says, in words; the rest of it stands in the JSON. */
export function deedWords({ kind, body }: ChallengeEntry): string {
  switch (kind) {
    case 'announced':
      return 'Announced, with the commitment to the secret of its hidden data.';
    case 'changed':
      return `Changed: ${Object.keys(body).join(', ')}.`;
    case 'frozen':
      return `Frozen: ${plural(Number(body['results']), 'result')} fixed by a digest, ${plural(lengthOf(body['finals']), 'final')} chosen by the ${body['by'] === 'rule' ? 'rule' : 'organiser'}.`;
    case 'final-seed':
      return 'The secret of the final was drawn, and the commitment to it published.';
    case 'finals-again':
      return `${plural(lengthOf(body['runs']), 'final')} that ended by our doing measured again.`;
    case 'revealed':
      return `Revealed: ${plural(lengthOf(body['main']) + lengthOf(body['final']), 'record')} and both secrets.`;
  }
}

function lengthOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}
