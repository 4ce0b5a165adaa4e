import { z } from 'zod';
import { submissionKindSchema } from './interaction.js';
import { countSchema, sha256Schema, slugSchema, versionSchema } from './primitives.js';
import { profileNameSchema } from './profile.js';
import { quotaSchema } from './quota.js';
import { deviceWantedSchema } from './run-state.js';
import { runtimeNameSchema } from './runtime.js';
import { divisionSchema } from './submission-manifest.js';

/** Largest bundle that the service takes, packed; and what it may unpack to. */
export const bundleLimits = {
  packedBytes: 512 * 2 ** 20,
  unpackedBytes: 2 * 2 ** 30,
  files: 20_000,
  /** UTF-8. */
  pathBytes: 400,
  nameBytes: 255,
  folders: 32,
  /** Unpacked over packed; judged above `ratioFromBytes` unpacked, where small files of zeros are no attack. */
  ratio: 200,
  ratioFromBytes: 64 * 2 ** 20,
} as const;
export type BundleLimits = { readonly [limit in keyof typeof bundleLimits]: number };

/**
 * Who may read the bundle and its runs' logs: its owner alone, everybody, everybody once a run of it is published, everybody after the task's deadline.
 * The rows of a board, and that there is such a submission, are always public.
 */
export const visibilitySchema = z.enum(['private', 'public', 'public-on-success', 'public-at-deadline']);
export type Visibility = z.infer<typeof visibilitySchema>;

/** A submission as the server knows it. The same files, whatever archive they came in, are the same submission. */
export const submissionSchema = z.object({
  id: z.uuid(),
  /** Content address of its files (`digestOfFolder`), not of the archive. */
  digest: sha256Schema,
  name: slugSchema,
  version: versionSchema,
  title: z.string(),
  task: slugSchema,
  track: slugSchema,
  kind: submissionKindSchema,
  division: divisionSchema,
  authors: z.array(z.string()),
  licence: z.string(),
  source: z.string(),
  visibility: visibilitySchema,
  /** Name of the team that it was sent for, or of the account that sent it first. */
  owner: slugSchema,
  /** Until then the public sees made-up names; null: the names are its own. */
  anonymousUntil: z.string().nullable(),
  /** Taken back by its owner: its files are gone, and its rows retracted; that it was there stays. */
  withdrawn: z.object({ at: z.string(), reason: z.string() }).nullable(),
  files: countSchema,
  bytes: countSchema,
  createdAt: z.string(),
  /** Ids of its runs, newest first. */
  runs: z.array(z.uuid()),
});
export type Submission = z.infer<typeof submissionSchema>;

/** Body of `POST /api/v1/submissions`: a finished upload, and what is to be run with it. */
export const submitRequestSchema = z.object({
  /** Id of a finished upload (`POST /api/v1/uploads`). */
  upload: z.string().min(1),
  /** Missing: the variant closest to the paper that the server has. */
  variant: slugSchema.optional(),
  profile: profileNameSchema.default('quick'),
  runtime: runtimeNameSchema.optional(),
  /** Kind or class of the device that it is to run on; missing: any. */
  device: deviceWantedSchema.optional(),
  visibility: visibilitySchema.default('public'),
  /** For which of the caller's teams; missing: for the caller. */
  team: slugSchema.optional(),
  /** The challenge that it takes part in: task, variant, profile and quotas are that one's. */
  challenge: slugSchema.optional(),
});
export type SubmitRequest = z.input<typeof submitRequestSchema>;

/** Body of `POST /api/v1/submissions/{id}/withdraw`. */
export const withdrawalSchema = z.object({ reason: z.string().trim().min(1).max(500) });

/** Answer of `POST /api/v1/submissions`. */
export const submittedSchema = z.object({
  submission: submissionSchema,
  run: z.uuid(),
  /** The same files were here before: nothing was stored twice. */
  known: z.boolean(),
  /** What is left after this run. */
  quotas: z.array(quotaSchema),
});
export type Submitted = z.infer<typeof submittedSchema>;
