import { z } from 'zod';
import { countSchema } from './primitives.js';
import { quotaSchema } from './quota.js';

/** What programs tell problems apart by; the texts beside it are for people. */
export const problemCodeSchema = z.enum([
  'bad-request',
  'unauthorised',
  'forbidden',
  'not-found',
  'method-not-allowed',
  'conflict',
  'withheld',
  'read-only',
  'too-slow',
  'too-large',
  'unsupported-media-type',
  'too-many-requests',
  'upload-unfinished',
  'bundle-refused',
  'manifest-invalid',
  'variant-unavailable',
  'quota-exceeded',
  'withdrawn',
  'challenge-variant',
  'challenge-not-open',
  'challenge-closed',
  'challenge-state',
  'challenge-entrant',
  'challenge-embargo',
  'run-ended',
  'run-open',
  'idempotency-key-reused',
  'request-at-work',
  'registration-refused',
  'lease-lost',
  'record-refused',
  'api-unreachable',
  'api-late',
  'internal',
]);
export type ProblemCode = z.infer<typeof problemCodeSchema>;

/** What each code means, and what to do. */
export const problemMeanings: Readonly<Record<ProblemCode, string>> = {
  'bad-request': 'A parameter, a header or the body is not as the API describes it; `detail` names each. Correct it.',
  unauthorised: 'No token came, or one that is unknown, revoked or expired. Send `Authorization: Bearer pb_…`.',
  forbidden: 'The token is good and does not allow this. Ask with one that does.',
  'not-found': 'Nothing has this name, or nothing that the caller may know of.',
  'method-not-allowed': 'The path is there and does not answer this method.',
  conflict: 'The thing is in another state than the request takes it to be in. Read it again.',
  'read-only':
    'This server is a mirror: it shows what another one publishes. Send it to that one; `GET /api/v1/keys` tells whose keys sign.',
  withheld: 'It exists and is not for the caller: private, or of data that are not free to everybody.',
  'too-slow': 'The request did not arrive in the time that one may take. Send it again.',
  'too-large': 'The body is larger than is taken here; bundles go through `POST /api/v1/uploads`.',
  'unsupported-media-type': 'The body is of another kind than is taken here: JSON, in UTF-8.',
  'quota-exceeded':
    'A quota of the person or team is used up. `quotas` names each, with its limit and, where time alone helps, when the next one is free; then `Retry-After` says it too.',
  withdrawn: 'The submission was taken back by its owner: its files are gone, and nothing of it runs any more.',
  'challenge-variant':
    'A challenge needs a variant that is generated (relation `surrogate`): data that were released as a fixed set can be hidden from nobody. Name such a variant.',
  'challenge-not-open': 'The challenge takes submissions from the time on that `detail` names.',
  'challenge-closed':
    'The challenge took submissions until the time that `detail` names, or was called off for the reason that it gives. Nothing can be added.',
  'challenge-state':
    'The challenge is in a state that does not allow this; `detail` says which, and what it waits for.',
  'challenge-entrant':
    'This person or team may not take part: as organiser or operator, because somebody of it does so on another account, or with a submission that the rules of the challenge exclude; `detail` says why.',
  'challenge-embargo': 'Results of the challenge are told when it is revealed; `detail` names the earliest time.',
  'too-many-requests': 'A limit is reached. Where it passes by itself, `Retry-After` says when.',
  'upload-unfinished': 'Bytes of the upload are missing: send the rest by `PATCH`.',
  'bundle-refused': 'The archive is none that is taken; `problems` says why.',
  'manifest-invalid': 'The manifest is wrong; `problems` lists everything that is.',
  'variant-unavailable': 'The task has no such variant, or its data are not on this server.',
  'run-ended': 'The run has ended: nothing is left to stop.',
  'run-open': 'The run has not ended: wait, or cancel it.',
  'idempotency-key-reused': 'The Idempotency-Key came with another request before. One key for one request.',
  'request-at-work': 'The first request with this Idempotency-Key has no answer yet. Ask again in a moment.',
  'registration-refused':
    'The announcement of a worker is not signed by the key in it, or its id is taken. Draw another id.',
  'lease-lost': 'The run was given to another worker, or has ended. Stop measuring it and ask for another.',
  'record-refused': 'The record does not verify with the worker’s key, or is not of the run that was leased.',
  'api-unreachable': 'The site, which passes requests on, could not reach the API. Try again in a moment.',
  'api-late':
    'The site passed the request on, and the API did not begin to answer in the time that `detail` names. What was asked may be done all the same: read before it is asked again.',
  internal: 'Our failure: nothing in the request was wrong. Try again; the log of the API has the cause.',
};

/** One thing that is wrong in what was sent: where, what was found, what to do. */
export const fieldProblemSchema = z.object({ path: z.string(), message: z.string(), remedy: z.string() });
export type FieldProblem = z.infer<typeof fieldProblemSchema>;

/** RFC 9457 problem document. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  instance: z.string().optional(),
  code: problemCodeSchema,
  /** Each thing that is wrong, where there may be several; of a bundle, `path` is that within the archive or the manifest. */
  problems: z.array(fieldProblemSchema).optional(),
  /** With `quota-exceeded`: what is used up. */
  quotas: z.array(quotaSchema).optional(),
});
export type Problem = z.infer<typeof problemSchema>;

/** A page of a list; `next` is an opaque cursor, null at the end. */
export function pageSchema<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next: z.string().nullable(), total: countSchema });
}

export const healthSchema = z.object({
  status: z.enum(['ok', 'failing']),
  live: z.boolean(),
  ready: z.boolean(),
  parts: z.array(z.object({ name: z.string(), ok: z.boolean(), detail: z.string() })),
});
export type Health = z.infer<typeof healthSchema>;
