import {
  acceptanceSchema,
  accountSchema,
  deletionSchema,
  invitationSchema,
  issuedTokenSchema,
  knownTokenSchema,
  newPasswordSchema,
  newPersonSchema,
  newTokenSchema,
  oidcBeginSchema,
  oidcBegunSchema,
  oidcFinishSchema,
  oidcOfferSchema,
  signInSchema,
  type TokenScope,
} from '@paretoboard/contract/account.js';
import { recordAnswersSchema } from '@paretoboard/contract/answers.js';
import { badgeSchema } from '@paretoboard/contract/badge.js';
import { boardSchema } from '@paretoboard/contract/board.js';
import { boardEntrySchema } from '@paretoboard/contract/board-entry.js';
import {
  callOffSchema,
  challengeChangeSchema,
  challengeEntrySchema,
  challengeOverviewSchema,
  challengeRunSchema,
  challengeSchema,
  freezeSchema,
  newChallengeSchema,
} from '@paretoboard/contract/challenge.js';
import { comparisonSchema } from '@paretoboard/contract/comparison.js';
import { healthSchema, pageSchema } from '@paretoboard/contract/http.js';
import { itemComparisonSchema } from '@paretoboard/contract/item-comparison.js';
import { latencyCurvesSchema } from '@paretoboard/contract/latency-curves.js';
import { logEntrySchema, logFileSchema, publishedKeySchema } from '@paretoboard/contract/log-entry.js';
import { paperEntrySchema, paperSchema } from '@paretoboard/contract/paper.js';
import { queueSchema, workerSchema } from '@paretoboard/contract/queue.js';
import { recordSchema } from '@paretoboard/contract/record.js';
import { recordAttemptsSchema } from '@paretoboard/contract/record-attempts.js';
import { runStateSchema } from '@paretoboard/contract/run-state.js';
import { searchResultSchema } from '@paretoboard/contract/search.js';
import {
  submissionSchema,
  submitRequestSchema,
  submittedSchema,
  withdrawalSchema,
} from '@paretoboard/contract/submission.js';
import { taskListingSchema } from '@paretoboard/contract/task.js';
import { statedRulesSchema, taskRulesSchema } from '@paretoboard/contract/task-rules.js';
import { membershipSchema, newTeamSchema, teamSchema } from '@paretoboard/contract/team.js';
import {
  createdWebhookSchema,
  webhookDeliverySchema,
  webhookRequestSchema,
  webhookSchema,
} from '@paretoboard/contract/webhook.js';
import { z } from 'zod';
import { boardQuerySchema } from './board/board.service.js';
import { compareQuerySchema } from './board/compare.controller.js';
import { challengeBoardQuerySchema } from './challenges/challenges.controller.js';
import { logQuerySchema } from './log/log.controller.js';
import { latencyCurvesQuerySchema } from './records/latency-curves.controller.js';
import { recordsQuerySchema } from './records/records.controller.js';
import { runsQuerySchema } from './runs/list-runs.js';
import { searchQuerySchema } from './search/search.controller.js';
import { submissionsQuerySchema } from './submissions/submissions.controller.js';
import { workerOperations } from './workers/worker-operations.js';

export interface Header {
  readonly description: string;
  readonly schema: z.ZodType;
  readonly required?: boolean;
}

export interface Operation {
  readonly summary: string;
  /** Of the answer in JSON; absent: there is none, or it is of another type. */
  readonly schema?: z.ZodType;
  /** Of an answer that is no JSON document; several where they depend on what is asked for. */
  readonly type?: string | readonly string[];
  readonly query?: z.ZodObject;
  readonly headers?: Readonly<Record<string, Header>>;
  /** Other statuses that are no failures. */
  readonly also?: Readonly<Record<number, { readonly description: string; readonly schema?: z.ZodType }>>;
  /** What the token must allow; absent: no token is needed. */
  readonly scope?: TokenScope;
}

/** A request that changes something. */
export interface WriteOperation extends Operation {
  readonly method: 'post' | 'put' | 'patch' | 'head' | 'delete' | 'options';
  readonly path: string;
  readonly status: number;
  readonly body?: z.ZodType;
  /** Media type of a body that is no JSON. */
  readonly bytes?: string;
  /** Takes an `Idempotency-Key`. */
  readonly isIdempotent?: boolean;
  /** Answered by the tus protocol's server, which refuses in words. */
  readonly isForeign?: boolean;
}

const recordFileTypes = [
  'application/octet-stream',
  'application/json',
  'application/x-ndjson',
  'application/x-pem-file',
];

/** Every path that the API answers to reading; a test holds it against the running server. */
export const operations: Readonly<Record<string, Operation>> = {
  '/api/v1/boards': { summary: 'Every board that has rows, in short', schema: pageSchema(boardEntrySchema) },
  '/api/v1/tasks': { summary: 'Every task of the registry', schema: pageSchema(taskListingSchema) },
  '/api/v1/tasks/{id}': { summary: 'One task', schema: taskListingSchema },
  '/api/v1/tasks/{id}/board': {
    summary: 'The board of a task',
    schema: boardSchema,
    query: boardQuerySchema,
  },
  '/api/v1/tasks/{id}/board.csv': {
    summary: 'The board as CSV',
    type: 'text/csv',
    query: boardQuerySchema,
  },
  '/api/v1/tasks/{id}/feed.atom': { summary: 'New bests of a task, as an Atom feed', type: 'application/atom+xml' },
  '/api/v1/feed.atom': { summary: 'New bests of every task, as an Atom feed', type: 'application/atom+xml' },
  '/api/v1/badge/{task}/{submission}.svg': {
    summary: 'Rank, primary metric and latency of a submission as a badge',
    type: 'image/svg+xml',
    query: boardQuerySchema,
  },
  '/api/v1/badge/{task}/{submission}.json': {
    summary: 'The same for shields.io, as its endpoint badge reads it',
    schema: badgeSchema,
    query: boardQuerySchema,
  },
  '/api/v1/records': {
    summary: 'Records, newest first',
    schema: pageSchema(recordSchema),
    query: recordsQuerySchema,
  },
  '/api/v1/records/{digest}': { summary: 'One record', schema: recordSchema },
  '/api/v1/records/{digest}/files/{name}': { summary: 'A file beside a record', type: recordFileTypes },
  '/api/v1/compare': {
    summary: 'Two records by test: each metric on the same items, each scenario by its starts',
    schema: comparisonSchema,
    query: compareQuerySchema,
  },
  '/api/v1/compare/items': {
    summary: 'Test items on which two records disagree, in the primary metric',
    schema: itemComparisonSchema,
    query: compareQuerySchema,
  },
  '/api/v1/records/{digest}/latency': {
    summary: 'Timed queries of a record as curves, a curve for each start',
    schema: latencyCurvesSchema,
    query: latencyCurvesQuerySchema,
  },
  '/api/v1/records/{digest}/attempts': {
    summary: 'Every run behind a record, by how it ended: those that left no record too',
    schema: recordAttemptsSchema,
  },
  '/api/v1/records/{digest}/answers': {
    summary:
      'What the stored answers of a record show: results by class and samples, where labels and licence allow it',
    schema: recordAnswersSchema,
  },
  '/api/v1/records/{digest}/answers/{name}': { summary: 'A picture of a sample', type: 'image/png' },
  '/api/v1/search': {
    summary: 'Tasks, papers, methods and submitters by their words, misspelt ones too; the best first',
    schema: searchResultSchema,
    query: searchQuerySchema,
  },
  '/api/v1/papers': {
    summary: 'Papers whose printed claims are transcribed',
    schema: pageSchema(paperEntrySchema),
  },
  '/api/v1/papers/{id}': { summary: 'One paper with the audit of its claims', schema: paperSchema },
  '/api/v1/log': { summary: 'The append-only log', schema: pageSchema(logEntrySchema), query: logQuerySchema },
  '/api/v1/log.json': { summary: 'The whole log with all keys, for verify --log', schema: logFileSchema },
  '/api/v1/records/{digest}/log': {
    summary: 'What the log says of one record',
    schema: pageSchema(logEntrySchema),
  },
  '/api/v1/keys': {
    summary: 'Public keys that records and log are or were signed with',
    schema: pageSchema(publishedKeySchema),
  },
  '/api/v1/runs': {
    summary: 'Runs, newest first; of a state (working, waiting, ended) in the order of their turns or ends',
    schema: pageSchema(runStateSchema),
    query: runsQuerySchema,
  },
  '/api/v1/runs/{id}': { summary: 'State of a run', schema: runStateSchema },
  '/api/v1/runs/{id}/events': {
    summary: 'Events of a run so far, or since the one that Last-Event-ID names, then as they happen until it ends',
    type: 'text/event-stream',
    headers: {
      'Last-Event-ID': { description: 'id of the event that was seen last', schema: z.string().regex(/^\d{0,18}$/) },
    },
    also: { 204: { description: 'the run has ended, and its end was seen' } },
  },
  '/api/v1/runs/{id}/log': { summary: 'What the submission wrote, of the last attempt that ended', type: 'text/plain' },
  '/api/v1/submissions': {
    summary: 'What was sent to be measured, newest first',
    schema: pageSchema(submissionSchema),
    query: submissionsQuerySchema,
  },
  '/api/v1/submissions/{id}': { summary: 'One submission', schema: submissionSchema },
  '/api/v1/submissions/{id}/bundle': {
    summary: 'Its files as .tar.gz; of a private one, for its owner',
    type: 'application/gzip',
  },
  '/api/v1/teams/{name}': { summary: 'Who belongs to a team, and as what', schema: teamSchema, scope: 'read' },
  '/api/v1/tasks/{id}/rules': {
    summary: 'Deadline, anonymity and limits that organisers set for a task',
    schema: statedRulesSchema,
  },
  '/api/v1/challenges': {
    summary: 'Challenges: tasks that are open for a period, on hidden data; those that close last first',
    schema: pageSchema(challengeSchema),
  },
  '/api/v1/challenges/{slug}': { summary: 'One challenge', schema: challengeSchema },
  '/api/v1/challenges/{slug}/board': {
    summary: 'Its board, of the main phase or of the final: for everybody from the reveal on, for organisers before',
    schema: boardSchema,
    query: challengeBoardQuerySchema,
  },
  '/api/v1/challenges/{slug}/mine': {
    summary: 'One’s runs within a challenge and those of one’s teams, with figures where it shows them',
    schema: pageSchema(challengeRunSchema),
    scope: 'read',
  },
  '/api/v1/challenges/{slug}/log': {
    summary:
      'What was done with a challenge, signed: commitments, the freeze, the finals, the reveal, or why it was called off',
    schema: pageSchema(challengeEntrySchema),
  },
  '/api/v1/challenges/{slug}/overview': {
    summary: 'Who takes part, how their runs ended, what would be measured again',
    schema: challengeOverviewSchema,
    scope: 'organise',
  },
  '/api/v1/webhooks': {
    summary: 'Who is told of one’s runs that ended, and of those of teams that one owns',
    schema: pageSchema(webhookSchema),
    scope: 'read',
  },
  '/api/v1/webhooks/{id}/deliveries': {
    summary: 'The last hundred messages of a webhook, newest first: what was tried, and what was answered',
    schema: pageSchema(webhookDeliverySchema),
    scope: 'read',
  },
  '/api/v1/oidc': { summary: 'Whether people may sign in by an OpenID provider, and which', schema: oidcOfferSchema },
  '/api/v1/account': { summary: 'Whose token this is', schema: accountSchema, scope: 'read' },
  '/api/v1/account/tokens': {
    summary: 'One’s tokens and sessions, without themselves',
    schema: pageSchema(knownTokenSchema),
    scope: 'read',
  },
  '/api/v1/account/export': {
    summary: 'Everything that is kept of oneself',
    schema: z.record(z.string(), z.unknown()),
    scope: 'read',
  },
  '/api/v1/queue': { summary: 'The queue in figures', schema: queueSchema },
  '/api/v1/workers': { summary: 'Workers that have registered and have not left', schema: pageSchema(workerSchema) },
  '/api/v1/leases/{id}/bundle': {
    summary: 'For the worker that holds the lease: the files that are to be measured, as .tar.gz',
    type: 'application/gzip',
    scope: 'work',
  },
  '/api/openapi.json': { summary: 'This document', schema: z.record(z.string(), z.unknown()) },
  '/api/health': {
    summary: 'Health of the service and its parts',
    schema: healthSchema,
    also: { 503: { description: 'not ready', schema: healthSchema } },
  },
};

const tus = {
  'Tus-Resumable': { description: 'version of the protocol', schema: z.literal('1.0.0'), required: true },
} satisfies Record<string, Header>;
const bytesSchema = z.number().int().min(0);

/** Every request that changes something; a test holds it against the running server. */
export const writeOperations: readonly WriteOperation[] = [
  ...workerOperations,
  {
    method: 'post',
    path: '/api/v1/submissions',
    summary: 'Makes a submission and a run of a finished upload; the same files are the same submission',
    scope: 'submit',
    status: 201,
    body: submitRequestSchema,
    schema: submittedSchema,
    isIdempotent: true,
  },
  {
    method: 'post',
    path: '/api/v1/submissions/{id}/withdraw',
    summary: 'Takes a submission back: its files go, its rows are retracted; that it was there stays',
    scope: 'submit',
    status: 200,
    body: withdrawalSchema,
    schema: submissionSchema,
  },
  {
    method: 'post',
    path: '/api/v1/sessions',
    summary: 'Signs in by password: the answer is a token that lasts 30 days',
    status: 201,
    body: signInSchema,
    schema: issuedTokenSchema,
  },
  {
    method: 'post',
    path: '/api/v1/oidc/begin',
    summary: 'Begins a sign-in by the OpenID provider: where the browser is to go',
    status: 201,
    body: oidcBeginSchema,
    schema: oidcBegunSchema,
  },
  {
    method: 'post',
    path: '/api/v1/oidc/finish',
    summary: 'Ends it with the address to which the provider sent the browser back',
    status: 201,
    body: oidcFinishSchema,
    schema: issuedTokenSchema,
  },
  {
    method: 'delete',
    path: '/api/v1/session',
    summary: 'Ends the session that asks; a token for programs stays',
    scope: 'read',
    status: 204,
  },
  {
    method: 'post',
    path: '/api/v1/people',
    summary: 'Makes an account, and a link that sets its password once; of an account that is there, a new link',
    scope: 'operate',
    status: 201,
    body: newPersonSchema,
    schema: invitationSchema,
  },
  {
    method: 'post',
    path: '/api/v1/invitations/accept',
    summary: 'Sets the password of an invited account, and signs in',
    status: 201,
    body: acceptanceSchema,
    schema: issuedTokenSchema,
  },
  {
    method: 'post',
    path: '/api/v1/account/tokens',
    summary: 'Makes a token for a program, which may do no more than the one that asks',
    scope: 'submit',
    status: 201,
    body: newTokenSchema,
    schema: issuedTokenSchema,
  },
  {
    method: 'delete',
    path: '/api/v1/account/tokens/{id}',
    summary: 'Revokes one of one’s tokens',
    scope: 'submit',
    status: 204,
  },
  {
    method: 'put',
    path: '/api/v1/account/password',
    summary: 'Sets another password; other sessions end',
    scope: 'submit',
    status: 204,
    body: newPasswordSchema,
  },
  {
    method: 'delete',
    path: '/api/v1/account',
    summary: 'Deletes one’s account: withdraws what is one’s alone, and takes the name from everything that is shown',
    scope: 'submit',
    status: 204,
    body: deletionSchema,
  },
  {
    method: 'post',
    path: '/api/v1/teams',
    summary: 'Makes a team, of which the caller is the first owner',
    scope: 'submit',
    status: 201,
    body: newTeamSchema,
    schema: teamSchema,
  },
  {
    method: 'put',
    path: '/api/v1/teams/{name}/members/{person}',
    summary: 'Takes somebody into a team, or gives them another role',
    scope: 'submit',
    status: 200,
    body: membershipSchema,
    schema: teamSchema,
  },
  {
    method: 'delete',
    path: '/api/v1/teams/{name}/members/{person}',
    summary: 'Sends somebody away from a team; everybody may leave',
    scope: 'submit',
    status: 200,
    schema: teamSchema,
  },
  {
    method: 'put',
    path: '/api/v1/tasks/{id}/rules',
    summary: 'Sets deadline, anonymity and limits of a task',
    scope: 'organise',
    status: 200,
    body: taskRulesSchema,
    schema: statedRulesSchema,
  },
  {
    method: 'post',
    path: '/api/v1/challenges',
    summary: 'Announces a challenge; the secret of its data is drawn, and the commitment to it published',
    scope: 'organise',
    status: 201,
    body: newChallengeSchema,
    schema: challengeSchema,
  },
  {
    method: 'patch',
    path: '/api/v1/challenges/{slug}',
    summary: 'Other words, and later times, as long as it is not frozen',
    scope: 'organise',
    status: 200,
    body: challengeChangeSchema,
    schema: challengeSchema,
  },
  {
    method: 'post',
    path: '/api/v1/challenges/{slug}/freeze',
    summary: 'Chooses the finals of a challenge that has closed, and has them measured again on data of a fresh secret',
    scope: 'organise',
    status: 200,
    body: freezeSchema,
    schema: challengeSchema,
  },
  {
    method: 'post',
    path: '/api/v1/challenges/{slug}/finals',
    summary: 'Measures finals again that ended by our doing',
    scope: 'organise',
    status: 200,
    schema: challengeSchema,
  },
  {
    method: 'post',
    path: '/api/v1/challenges/{slug}/reveal',
    summary: 'Publishes every result and both secrets',
    scope: 'organise',
    status: 200,
    schema: challengeSchema,
  },
  {
    method: 'post',
    path: '/api/v1/challenges/{slug}/call-off',
    summary: 'Ends a challenge before its reveal, with a reason: runs are stopped, and what was measured is published',
    scope: 'organise',
    status: 200,
    body: callOffSchema,
    schema: challengeSchema,
  },
  {
    method: 'post',
    path: '/api/v1/webhooks',
    summary:
      'An address that is told of every run of one’s own that ended, or of a team’s; the answer has the secret, once',
    scope: 'submit',
    status: 201,
    body: webhookRequestSchema,
    schema: createdWebhookSchema,
  },
  {
    method: 'delete',
    path: '/api/v1/webhooks/{id}',
    summary: 'Ends a webhook',
    scope: 'submit',
    status: 204,
  },
  {
    method: 'post',
    path: '/api/v1/runs/{id}/cancel',
    summary: 'Stops a run, whatever its state',
    scope: 'submit',
    status: 202,
    schema: runStateSchema,
    isIdempotent: true,
  },
  {
    method: 'post',
    path: '/api/v1/runs/{id}/rerun',
    summary: 'A new run by the request of one that has ended',
    scope: 'submit',
    status: 201,
    schema: runStateSchema,
    isIdempotent: true,
  },
  {
    method: 'post',
    path: '/api/v1/uploads',
    summary: 'Begins an upload (tus 1.0.0, tus.io: creation, termination, expiration)',
    scope: 'submit',
    status: 201,
    headers: { ...tus, 'Upload-Length': { description: 'bytes of the archive', schema: bytesSchema, required: true } },
    isForeign: true,
  },
  {
    method: 'head',
    path: '/api/v1/uploads/{id}',
    summary: 'How many bytes have arrived: Upload-Offset',
    scope: 'submit',
    status: 200,
    headers: tus,
    isForeign: true,
  },
  {
    method: 'patch',
    path: '/api/v1/uploads/{id}',
    summary: 'More bytes, as application/offset+octet-stream',
    scope: 'submit',
    status: 204,
    headers: { ...tus, 'Upload-Offset': { description: 'where they belong', schema: bytesSchema, required: true } },
    bytes: 'application/offset+octet-stream',
    isForeign: true,
  },
  {
    method: 'delete',
    path: '/api/v1/uploads/{id}',
    summary: 'Takes an upload away',
    scope: 'submit',
    status: 204,
    headers: tus,
    isForeign: true,
  },
  {
    method: 'options',
    path: '/api/v1/uploads',
    summary: 'What of the protocol is spoken here',
    status: 204,
    isForeign: true,
  },
];
