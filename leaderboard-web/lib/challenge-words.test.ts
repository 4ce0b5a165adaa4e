import type { ChallengeEntry } from '@paretoboard/contract/challenge.js';
import { expect, it } from 'vitest';
import { deedWords } from './challenge-words';

const entry = (kind: ChallengeEntry['kind'], body: ChallengeEntry['body']): ChallengeEntry => ({
  challenge: 'cup',
  seq: 0,
  previous: '0'.repeat(64),
  at: '2026-11-22T00:00:00.000Z',
  kind,
  body,
  signature: { algorithm: 'Ed25519', keyId: 'a'.repeat(64), value: 'none' },
});

it.each([
  [
    entry('frozen', { by: 'rule', finals: ['a', 'b'], results: 1 }),
    '1 result fixed by a digest, 2 finals chosen by the rule.',
  ],
  [entry('frozen', { by: 'organiser', finals: ['a'], results: 3 }), '1 final chosen by the organiser.'],
  [entry('revealed', { main: ['a', 'b'], final: ['c'] }), '3 records and both secrets.'],
  [
    entry('called-off', { reason: 'x', stopped: 1, main: ['a', 'b'], final: [] }),
    'Called off: 1 run stopped, 2 records published.',
  ],
  [entry('changed', { closesAt: 'x', title: 'y' }), 'closesAt, title'],
])('tells a deed in words', (deed, said) => {
  expect(deedWords(deed)).toContain(said);
});
