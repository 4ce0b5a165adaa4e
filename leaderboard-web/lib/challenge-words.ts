import type { Challenge, ChallengeEntry, ChallengeState } from '@paretoboard/contract/challenge.js';
import { createElement, type ReactNode } from 'react';
import { Instant } from '../components/instant';
import { words } from '../messages/words';
import type { Tone } from './run-states';

/** How a challenge's state is marked. */
export const challengeTones: Record<ChallengeState, Tone> = {
  announced: 'wait',
  open: 'busy',
  closed: 'wait',
  frozen: 'busy',
  revealed: 'good',
  'called-off': 'bad',
};

const moment = (at: string): ReactNode => createElement(Instant, { at });

/** What a reader can do now, and what comes next. */
export function challengeSentence(challenge: Challenge): ReactNode {
  const say = words().challenges;
  const { state, opensAt, closesAt, revealAt } = challenge;
  switch (state) {
    case 'announced':
      return say.announcedSentence(moment(opensAt));
    case 'open':
      return say.openSentence(moment(closesAt), moment(revealAt));
    case 'closed':
      return say.closedSentence(moment(closesAt));
    case 'frozen':
      return say.frozenSentence(moment(revealAt));
    case 'revealed':
      return say.revealedSentence;
    case 'called-off':
      return say.calledOffSentence(moment(challenge.revealedAt!));
  }
}

/** What one entry of the history says, in words; the rest of it stands in the JSON. */
export function deedWords({ kind, body }: ChallengeEntry): string {
  const say = words().challenges;
  switch (kind) {
    case 'announced':
      return say.announcedDeed;
    case 'changed':
      return say.changedDeed(Object.keys(body).join(', '));
    case 'frozen':
      return say.frozenDeed(Number(body['results']), lengthOf(body['finals']), body['by'] === 'rule');
    case 'final-seed':
      return say.finalSeedDeed;
    case 'finals-again':
      return say.finalsAgainDeed(lengthOf(body['runs']));
    case 'revealed':
      return say.revealedDeed(lengthOf(body['main']) + lengthOf(body['final']));
    case 'called-off':
      return say.calledOffDeed(Number(body['stopped']), lengthOf(body['main']) + lengthOf(body['final']));
  }
}

function lengthOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}
