import { z } from 'zod';
import { challengePhaseSchema } from './challenge-phase.js';
import { signatureSchema } from './log-entry.js';
import { countSchema, sha256Schema, slugSchema, timestampSchema, versionSchema } from './primitives.js';
import { profileNameSchema } from './profile.js';
import { reasonSchema } from './reason.js';
import { latencyResultSchema, metricResultSchema, recordSchema } from './record.js';
import { runStateNameSchema } from './run-state.js';
import { scenarioSchema } from './scenario.js';

/**
 * `announced` until it opens, `open` until it closes, `closed` until an organiser freezes it, `frozen` while its finals are measured again, `revealed` from
 * then on. The first three follow from the database's clock. `called-off`: an organiser ended it before its reveal.
 */
export const challengeStateSchema = z.enum(['announced', 'open', 'closed', 'frozen', 'revealed', 'called-off']);
export type ChallengeState = z.infer<typeof challengeStateSchema>;

const limitSchema = z.number().int().min(1).max(10_000);

/** Longest slug: the variants of its records are this, and this with `-final`. */
const challengeSlugSchema = slugSchema.max(60);

const timesShape = {
  opensAt: timestampSchema,
  /** What arrives at this moment or later is refused. */
  closesAt: timestampSchema,
  /** Nothing is revealed before. */
  revealAt: timestampSchema,
};

const shownShape = {
  title: z.string().trim().min(1).max(200),
  /** Plain text, for those who think of taking part. */
  description: z.string().trim().max(5_000).default(''),
};

const rulesShape = {
  /** Input track that submissions must be of; null: any. */
  track: slugSchema.nullable().default(null),
  /** Of one team or person. */
  runsPerDay: limitSchema.default(5),
  runsInTotal: limitSchema.default(50),
  runsAtOnce: limitSchema.default(2),
  /** Whether submitters see the figures of their own runs before the reveal; verdict and reasons they see always. */
  ownFigures: z.boolean().default(true),
  /** Only `full` is ranked. */
  profile: profileNameSchema.default('full'),
  finalProfile: profileNameSchema.default('full'),
};

/** Body of `POST /api/v1/challenges`. */
export const newChallengeSchema = z
  .object({
    slug: challengeSlugSchema,
    ...shownShape,
    task: slugSchema,
    /** Must have the relation `surrogate`; missing: the task's. */
    variant: slugSchema.optional(),
    ...timesShape,
    ...rulesShape,
  })
  .superRefine(({ opensAt, closesAt, revealAt }, context) => {
    if (Date.parse(closesAt) <= Date.parse(opensAt))
      context.addIssue({ code: 'custom', path: ['closesAt'], message: 'expected a time after opensAt' });
    if (Date.parse(revealAt) < Date.parse(closesAt))
      context.addIssue({ code: 'custom', path: ['revealAt'], message: 'expected closesAt or a later time' });
  });
export type NewChallenge = z.input<typeof newChallengeSchema>;

/** Body of `PATCH /api/v1/challenges/{slug}`: before the freeze times may be moved to later ones, and words changed; nothing else. */
export const challengeChangeSchema = z.strictObject({
  title: shownShape.title.optional(),
  description: z.string().trim().max(5_000).optional(),
  closesAt: timestampSchema.optional(),
  revealAt: timestampSchema.optional(),
});
export type ChallengeChange = z.infer<typeof challengeChangeSchema>;

/** Body of `POST /api/v1/challenges/{slug}/freeze`. */
export const freezeSchema = z.object({
  /** Submissions whose best row is measured again; missing: of each team or person the best valid row, by track and division. */
  finals: z.array(z.uuid()).min(1).max(500).optional(),
});

/** Body of `POST /api/v1/challenges/{slug}/call-off`. */
export const callOffSchema = z.strictObject({
  /** Plain text, for everybody. */
  reason: z.string().trim().min(1).max(1_000),
});

const seedSchema = z.object({
  /** SHA-256 of the secret, published when it was drawn. */
  commitment: sha256Schema,
  /** null: before the reveal. */
  secret: z.string().nullable(),
});

/** A challenge as everybody sees it. */
export const challengeSchema = z.object({
  slug: challengeSlugSchema,
  ...shownShape,
  description: z.string(),
  task: z.object({ id: slugSchema, version: versionSchema }),
  /** The task's variant that its data are generated like. */
  variant: slugSchema,
  /** Variants of its records; their boards are there once it is revealed. */
  boards: z.object({ main: slugSchema, final: slugSchema }),
  organiser: slugSchema,
  state: challengeStateSchema,
  ...timesShape,
  track: slugSchema.nullable(),
  runsPerDay: limitSchema,
  runsInTotal: limitSchema,
  runsAtOnce: limitSchema,
  ownFigures: z.boolean(),
  profile: profileNameSchema,
  finalProfile: profileNameSchema,
  frozenAt: timestampSchema.nullable(),
  revealedAt: timestampSchema.nullable(),
  /** Why it was called off, at `revealedAt`: calling off reveals. null: it was not. */
  calledOff: callOffSchema.nullable(),
  /** `final` is drawn when the challenge is frozen; null before. */
  seeds: z.object({ main: seedSchema, final: seedSchema.nullable() }),
  /** Teams and people that have sent something, and runs of theirs; how these ended is not told before the reveal. */
  entrants: countSchema,
  runs: countSchema,
  finals: countSchema.nullable(),
  /** The server's clock, which the times above are held against. */
  now: timestampSchema,
});
export type Challenge = z.infer<typeof challengeSchema>;

/** A run within a challenge, as those see it who may before the reveal. */
export const challengeRunSchema = z.object({
  run: z.uuid(),
  phase: challengePhaseSchema,
  /** Team or person; organisers and operators see true names. */
  holder: slugSchema,
  submission: z.object({ id: z.uuid(), name: slugSchema, withdrawn: z.boolean() }),
  state: runStateNameSchema,
  reasons: z.array(reasonSchema),
  createdAt: timestampSchema,
  finishedAt: timestampSchema.nullable(),
  record: sha256Schema.nullable(),
  verdict: recordSchema.shape.verdict.nullable(),
  /** null: without a record, or not shown before the reveal. */
  metrics: z.array(metricResultSchema).nullable(),
  latency: z.partialRecord(scenarioSchema, latencyResultSchema).nullable(),
});
export type ChallengeRun = z.infer<typeof challengeRunSchema>;

export const challengeEventSchema = z.enum([
  'announced',
  'changed',
  'frozen',
  'final-seed',
  'finals-again',
  'revealed',
  'called-off',
]);
export type ChallengeEvent = z.infer<typeof challengeEventSchema>;

/** One deed in the history of a challenge: a chain of its own, signed by the house. */
export const challengeEntrySchema = z.object({
  challenge: challengeSlugSchema,
  seq: countSchema,
  /** Digest of the entry before; 64 zeros for the first. */
  previous: sha256Schema,
  at: timestampSchema,
  kind: challengeEventSchema,
  body: z.record(z.string(), z.unknown()),
  signature: signatureSchema,
});
export type ChallengeEntry = z.infer<typeof challengeEntrySchema>;

/** A team or person that takes part, for organisers. */
export const challengeEntrantSchema = z.object({
  holder: slugSchema,
  runs: countSchema,
  charged: countSchema,
  open: countSchema,
  valid: countSchema,
  invalid: countSchema,
  failed: countSchema,
  /** Ours: never charged. */
  error: countSchema,
  lastAt: timestampSchema,
  /** Why it cannot be in the final; null: it can. */
  excluded: z.string().nullable(),
});
export type ChallengeEntrant = z.infer<typeof challengeEntrantSchema>;

/** `GET /api/v1/challenges/{slug}/overview`, for organisers. */
export const challengeOverviewSchema = z.object({
  challenge: challengeSchema,
  entrants: z.array(challengeEntrantSchema),
  /** Runs that wait or work; freezing waits for those of the phase `main`, revealing for those of the phase `final`. */
  open: z.object({ main: countSchema, final: countSchema }),
  /** What freezing now would measure again. */
  finals: z.array(challengeRunSchema),
  /** Why it cannot be frozen, or revealed, now; null: it can, or it is. */
  frozenWhen: z.string().nullable(),
  revealedWhen: z.string().nullable(),
});
export type ChallengeOverview = z.infer<typeof challengeOverviewSchema>;
