import { z } from 'zod';
import { hiddenDataSchema } from './challenge-phase.js';
import { signatureSchema } from './log-entry.js';
import {
  countSchema,
  nonNegativeSchema,
  relativePathSchema,
  sha256Schema,
  slugSchema,
  versionSchema,
} from './primitives.js';
import { reasonSchema } from './reason.js';
import { runEventSchema, runRequestSchema } from './run-state.js';
import { runtimeProbeSchema } from './runtime.js';
import { sandboxLevelSchema, sandboxProbeSchema } from './sandbox-level.js';

/** What worker and server must agree on: a run means the same on both. */
export const releaseSchema = z.object({
  software: versionSchema,
  recordSchema: z.number().int(),
  tasks: z.record(slugSchema, versionSchema),
});
export type Release = z.infer<typeof releaseSchema>;

/** What `doctor` says of a worker's machine, as far as runs depend on it. */
export const workerFactsSchema = z.object({
  node: z.string(),
  cpu: z.object({ cores: z.number().int(), model: z.string() }),
  memoryBytes: countSchema,
  gpu: z.string().nullable(),
  sandboxes: z.array(sandboxProbeSchema),
  /** null: not probed yet. */
  runtimes: z.array(runtimeProbeSchema).nullable(),
});
export type WorkerFacts = z.infer<typeof workerFactsSchema>;

/** A worker makes itself known; the same id again is the same process, with new facts. */
export const announcementSchema = z.object({
  /** Drawn by the process at its start. */
  id: z.uuid(),
  name: z.string().min(1).max(80),
  publicKey: z.string().max(400),
  /** Digest of what tells one running machine from another. */
  machine: sha256Schema,
  pid: z.number().int().positive(),
  /** Which processes it can see; null: the system does not tell. */
  pidSpace: z.string().max(80).nullable(),
  /** What a run has for itself alone: two workers of one machine with the same device take turns. */
  device: z.string().min(1).max(80),
  deviceClass: z.string().min(1).max(200),
  /** Levels that it runs submissions at. */
  sandboxes: z.array(sandboxLevelSchema),
  variants: z.array(z.object({ task: slugSchema, variant: slugSchema })).max(2_000),
  release: releaseSchema,
  facts: workerFactsSchema,
});
export type Announcement = z.infer<typeof announcementSchema>;

/** Body of `POST /api/v1/workers`: the signature is the worker's own, over the digest of `announcement`. */
export const signedAnnouncementSchema = z.object({ announcement: announcementSchema, signature: signatureSchema });
export type SignedAnnouncement = z.infer<typeof signedAnnouncementSchema>;

/** `refused`: why it gets no runs, and what to do. */
export const registeredSchema = z.object({ worker: z.uuid(), refused: z.string().nullable() });
export type Registered = z.infer<typeof registeredSchema>;

/** Why a worker that asked gets no run now. */
export const idleReasons = {
  empty: 'nothing waits that this worker can take',
  paused: 'the queue is paused',
  draining: 'an operator drains this worker',
  resting: 'its last runs failed by our doing: it rests before it is given others',
  'device-busy': 'another worker holds the device',
  refused: 'versions do not match',
  outdated: 'the server is of another version now: start the worker again with the same one',
  'unknown-worker': 'the server does not know this worker: it has to register again',
} as const;
export type IdleReason = keyof typeof idleReasons;

export const leasedRunSchema = z.object({
  run: z.uuid(),
  /** Who knows it may report about the run, as long as it holds. */
  lease: z.uuid(),
  attempt: z.number().int().min(1),
  request: runRequestSchema,
  builtIn: z.boolean(),
  /** Content address of what was sent; null: a built-in, or a folder of the operator's. */
  submissionDigest: sha256Schema.nullable(),
  /** Of a run within a challenge: its data, which no submission may learn the secret of. */
  hidden: hiddenDataSchema.optional(),
});
export type LeasedRun = z.infer<typeof leasedRunSchema>;

const idleReasonSchema = z.enum(Object.keys(idleReasons) as [IdleReason, ...IdleReason[]]);

/** Answer of `POST /api/v1/workers/{id}/lease`: one of the two is null. */
export const leaseAnswerSchema = z.object({
  leased: leasedRunSchema.nullable(),
  idle: z.object({ reason: idleReasonSchema, detail: z.string() }).nullable(),
});
export type LeaseAnswer = z.infer<typeof leaseAnswerSchema>;

export const renewedSchema = z.object({
  /** Somebody wants the run stopped. */
  cancelled: z.boolean(),
  leaseSeconds: nonNegativeSchema,
});
export type Renewed = z.infer<typeof renewedSchema>;

export const reportSchema = z.object({ events: z.array(runEventSchema).max(500) });

export const keptLogSchema = z.object({ body: z.string().max(600_000) });

/** Body of `POST /api/v1/leases/{id}/publish`: of the record that was sent. */
export const publishRequestSchema = z.object({ digest: sha256Schema });

/** Query of `PUT /api/v1/leases/{id}/files`: where the file lies below the record's folder. */
export const fileQuerySchema = z.object({ path: relativePathSchema });

/** How an attempt ended without a record. `returned`: the worker stops; it is not counted. */
export const attemptEndSchema = z.object({
  outcome: z.enum(['failed', 'infrastructure', 'cancelled', 'returned']),
  reason: reasonSchema.nullable(),
});
export type AttemptEnd = z.infer<typeof attemptEndSchema>;
