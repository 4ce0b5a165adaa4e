import {
  type Challenge,
  challengeEntrySchema,
  challengeOverviewSchema,
  challengeRunSchema,
  challengeSchema,
} from '@paretoboard/contract/challenge.js';
import { board, digestOf, hostileTitle, rows, task } from './documents';

const shown = {
  description: 'Activities, generated from a secret.\n\nThe best valid row of each team is measured again.',
  task: { id: task.id, version: task.version },
  variant: 'surrogate',
  organiser: 'olga',
  opensAt: '2026-11-01T00:00:00.000Z',
  closesAt: '2026-11-20T00:00:00.000Z',
  revealAt: '2026-11-27T12:00:00.000Z',
  track: null,
  ...{ runsPerDay: 5, runsInTotal: 50, runsAtOnce: 2, ownFigures: true, profile: 'full', finalProfile: 'full' },
  ...{ entrants: 3, runs: 17, now: '2026-11-21T06:30:00.000Z' },
};
const secret = { commitment: digestOf(101), secret: 'a-secret' };

const revealed: Challenge = challengeSchema.parse({
  ...shown,
  slug: 'spring-cup',
  title: 'Spring cup',
  state: 'revealed',
  boards: { main: 'spring-cup', final: 'spring-cup-final' },
  frozenAt: '2026-11-20T08:00:00.000Z',
  revealedAt: '2026-11-21T06:00:00.000Z',
  calledOff: null,
  seeds: { main: secret, final: secret },
  finals: 2,
});
const calledOff: Challenge = challengeSchema.parse({
  ...shown,
  slug: 'summer-cup',
  title: 'Summer cup',
  state: 'called-off',
  boards: { main: 'summer-cup', final: 'summer-cup-final' },
  frozenAt: null,
  revealedAt: '2026-11-10T06:00:00.000Z',
  calledOff: { reason: 'A sensor of the recordings was mounted the wrong way round.' },
  seeds: { main: secret, final: null },
  finals: null,
});
const closed: Challenge = challengeSchema.parse({
  ...shown,
  slug: 'autumn-cup',
  title: hostileTitle.slice(0, 200),
  state: 'closed',
  boards: { main: 'autumn-cup', final: 'autumn-cup-final' },
  ...{ frozenAt: null, revealedAt: null, calledOff: null, finals: null },
  seeds: { main: { ...secret, secret: null }, final: null },
});
const challenges = [revealed, closed, calledOff];

const own = [0, 1].map((index) =>
  challengeRunSchema.parse({
    run: `00000000-0000-4000-8000-00000000000${index}`,
    phase: 'main',
    holder: 'tigers',
    submission: { id: `00000000-0000-4000-8000-00000000001${index}`, name: `stripes-${index}`, withdrawn: index === 1 },
    state: index === 0 ? 'published' : 'failed',
    reasons: index === 0 ? [] : [{ code: 'crash', message: 'It ended.', remedy: 'Look at the log.' }],
    createdAt: '2026-11-19T06:18:29.000Z',
    finishedAt: '2026-11-19T06:28:29.000Z',
    record: index === 0 ? digestOf(1) : null,
    verdict: index === 0 ? 'VALID' : null,
    metrics: index === 0 ? rows[1]!.metrics : null,
    latency: index === 0 ? rows[1]!.latency : null,
  }),
);

const deeds = [
  { kind: 'announced', body: { seedCommitment: digestOf(101) } },
  { kind: 'frozen', body: { by: 'rule', finals: ['a', 'b'], results: 15, resultsDigest: digestOf(102) } },
  { kind: 'final-seed', body: { seedCommitment: digestOf(101) } },
];

function overviewOf(challenge: Challenge): unknown {
  return challengeOverviewSchema.parse({
    challenge,
    entrants: [
      {
        ...{ holder: 'tigers', runs: 12, charged: 10, open: 0, valid: 8, invalid: 1, failed: 1, error: 2 },
        lastAt: '2026-11-19T06:18:29.000Z',
        excluded: 'somebody of it is organiser or operator',
      },
    ],
    open: { main: 0, final: 0 },
    finals: own.slice(0, 1),
    frozenWhen: challenge.state === 'closed' ? null : 'is revealed',
    revealedWhen: 'is closed: it is revealed when it has been frozen',
  });
}

function page(items: readonly unknown[]): unknown {
  return { items, next: null, total: items.length };
}

/**
 * What the API would answer below `/api/v1/challenges`.
 * @param isOrganiser whether the token that came is one of an organiser's; null: none came
 */
export function challengeDocument(path: string, isOrganiser: boolean | null): unknown {
  const [, , slug, part] = path.replace('/api/v1', '').split('/');
  if (slug === undefined) return page(challenges);
  const challenge = challenges.find((one) => one.slug === slug);
  if (!challenge) return undefined;
  switch (part) {
    case undefined:
      return challenge;
    case 'log':
      return page(
        deeds.map((deed, seq) =>
          challengeEntrySchema.parse({
            ...deed,
            seq,
            challenge: slug,
            previous: digestOf(seq),
            at: '2026-11-20T08:00:00.000Z',
            signature: { algorithm: 'Ed25519', keyId: digestOf(1), value: 'none' },
          }),
        ),
      );
    case 'board':
      return challenge.revealedAt !== null || isOrganiser ? board(task, 'surrogate') : undefined;
    case 'mine':
      return isOrganiser === null ? undefined : page(own);
    case 'overview':
      return isOrganiser ? overviewOf(challenge) : undefined;
    default:
      return undefined;
  }
}
