import { badgeSchema } from '@paretoboard/contract/badge.js';
import { boardSchema } from '@paretoboard/contract/board.js';
import { comparisonSchema } from '@paretoboard/contract/comparison.js';
import { healthSchema, pageSchema, problemSchema } from '@paretoboard/contract/http.js';
import { logEntrySchema, logFileSchema, publishedKeySchema } from '@paretoboard/contract/log-entry.js';
import { queueSchema, workerSchema } from '@paretoboard/contract/queue.js';
import { recordSchema } from '@paretoboard/contract/record.js';
import { runStateSchema } from '@paretoboard/contract/run-state.js';
import {
  accountSchema,
  submissionSchema,
  submitRequestSchema,
  submittedSchema,
  type TokenScope,
} from '@paretoboard/contract/submission.js';
import { taskListingSchema } from '@paretoboard/contract/task.js';
import { z } from 'zod';

interface Operation {
  readonly summary: string;
  readonly schema?: z.ZodType;
  readonly type?: string;
  readonly query?: readonly string[];
  /** What the token must allow; absent: no token is needed. */
  readonly scope?: TokenScope;
}

/** A request that changes something. */
export interface WriteOperation extends Operation {
  readonly method: 'post' | 'patch' | 'head' | 'delete' | 'options';
  readonly path: string;
  readonly status: number;
  readonly body?: z.ZodType;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Every path that the API answers to reading; a test holds it against the running server. */
export const operations: Readonly<Record<string, Operation>> = {
  '/api/v1/tasks': { summary: 'Every task of the registry', schema: pageSchema(taskListingSchema) },
  '/api/v1/tasks/{id}': { summary: 'One task', schema: taskListingSchema },
  '/api/v1/tasks/{id}/board': {
    summary: 'The board of a task',
    schema: boardSchema,
    query: ['variant', 'division', 'device', 'track', 'scenario'],
  },
  '/api/v1/tasks/{id}/board.csv': {
    summary: 'The board as CSV',
    type: 'text/csv',
    query: ['variant', 'division', 'device', 'track', 'scenario'],
  },
  '/api/v1/tasks/{id}/feed.atom': { summary: 'New bests of a task, as an Atom feed', type: 'application/atom+xml' },
  '/api/v1/feed.atom': { summary: 'New bests of every task, as an Atom feed', type: 'application/atom+xml' },
  '/api/v1/badge/{task}/{submission}.svg': {
    summary: 'Rank, primary metric and latency of a submission as a badge',
    type: 'image/svg+xml',
    query: ['variant', 'division', 'device', 'track', 'scenario'],
  },
  '/api/v1/badge/{task}/{submission}.json': {
    summary: 'The same for shields.io, as its endpoint badge reads it',
    schema: badgeSchema,
    query: ['variant', 'division', 'device', 'track', 'scenario'],
  },
  '/api/v1/records': {
    summary: 'Records, newest first',
    schema: pageSchema(recordSchema),
    query: ['task', 'variant', 'submission', 'verdict', 'cursor', 'limit'],
  },
  '/api/v1/records/{digest}': { summary: 'One record', schema: recordSchema },
  '/api/v1/records/{digest}/files/{name}': { summary: 'A file beside a record', type: 'application/octet-stream' },
  '/api/v1/compare': {
    summary: 'Two records by test: each metric on the same items, each scenario by its starts',
    schema: comparisonSchema,
    query: ['a', 'b'],
  },
  '/api/v1/log': { summary: 'The append-only log', schema: pageSchema(logEntrySchema), query: ['cursor', 'limit'] },
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
    query: ['state', 'cursor', 'limit'],
  },
  '/api/v1/runs/{id}': { summary: 'State of a run', schema: runStateSchema },
  '/api/v1/runs/{id}/events': { summary: 'Events of a run, as they happen', type: 'text/event-stream' },
  '/api/v1/runs/{id}/log': { summary: 'What the submission wrote, of the last attempt that ended', type: 'text/plain' },
  '/api/v1/submissions': {
    summary: 'What was sent to be measured, newest first',
    schema: pageSchema(submissionSchema),
    query: ['task', 'name', 'owner', 'digest', 'cursor', 'limit'],
  },
  '/api/v1/submissions/{id}': { summary: 'One submission', schema: submissionSchema },
  '/api/v1/submissions/{id}/bundle': {
    summary: 'Its files as .tar.gz; of a private one, for its owner',
    type: 'application/gzip',
  },
  '/api/v1/account': { summary: 'Whose token this is', schema: accountSchema, scope: 'read' },
  '/api/v1/queue': { summary: 'The queue in figures', schema: queueSchema },
  '/api/v1/workers': { summary: 'Workers that are connected', schema: pageSchema(workerSchema) },
  '/api/health': { summary: 'Health of the service and its parts', schema: healthSchema },
};

const tus = { 'Tus-Resumable': '1.0.0' };

/** Every request that changes something; a test holds it against the running server. */
export const writeOperations: readonly WriteOperation[] = [
  {
    method: 'post',
    path: '/api/v1/submissions',
    summary: 'Makes a submission and a run of a finished upload; the same files are the same submission',
    scope: 'submit',
    status: 201,
    body: submitRequestSchema,
    schema: submittedSchema,
    headers: { 'Idempotency-Key': 'any string of at most 200 characters: the same one makes no second run' },
  },
  {
    method: 'post',
    path: '/api/v1/runs/{id}/cancel',
    summary: 'Stops a run, whatever its state',
    scope: 'submit',
    status: 202,
    schema: runStateSchema,
  },
  {
    method: 'post',
    path: '/api/v1/runs/{id}/rerun',
    summary: 'A new run by the request of one that has ended',
    scope: 'submit',
    status: 201,
    schema: runStateSchema,
  },
  {
    method: 'post',
    path: '/api/v1/uploads',
    summary: 'Begins an upload (tus 1.0.0, tus.io: creation, termination, expiration)',
    scope: 'submit',
    status: 201,
    headers: { ...tus, 'Upload-Length': 'bytes of the archive' },
  },
  {
    method: 'head',
    path: '/api/v1/uploads/{id}',
    summary: 'How many bytes have arrived: Upload-Offset',
    scope: 'submit',
    status: 200,
    headers: tus,
  },
  {
    method: 'patch',
    path: '/api/v1/uploads/{id}',
    summary: 'More bytes, as application/offset+octet-stream',
    scope: 'submit',
    status: 204,
    headers: { ...tus, 'Upload-Offset': 'where they belong' },
  },
  {
    method: 'delete',
    path: '/api/v1/uploads/{id}',
    summary: 'Takes an upload away',
    scope: 'submit',
    status: 204,
    headers: tus,
  },
  { method: 'options', path: '/api/v1/uploads', summary: 'What of the protocol is spoken here', status: 204 },
];

function content({ schema, type }: Operation): object {
  if (schema)
    return { 'application/json': { schema: z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' }) } };
  return { [type ?? 'application/octet-stream']: { schema: { type: 'string' } } };
}

const problem = {
  description: 'Problem',
  content: { 'application/problem+json': { schema: z.toJSONSchema(problemSchema) } },
};

function describe(path: string, operation: Operation): object {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const inQuery = (operation.query ?? []).map((name) => ({
    name,
    in: 'query',
    required: false,
    schema: { type: 'string' },
  }));
  return {
    summary: operation.summary,
    parameters: [...inPath, ...inQuery],
    ...(operation.scope ? { security: [{ token: [operation.scope] }] } : {}),
    responses: { '200': { description: operation.summary, content: content(operation) }, default: problem },
  };
}

function describeWrite(operation: WriteOperation): object {
  const { parameters, ...described } = describe(operation.path, operation) as { parameters: object[] };
  const inHeaders = Object.entries(operation.headers ?? {}).map(([name, description]) => ({
    name,
    in: 'header',
    required: name !== 'Idempotency-Key',
    description,
    schema: { type: 'string' },
  }));
  const body = operation.body && z.toJSONSchema(operation.body, { io: 'input', unrepresentable: 'any' });
  const answer = { description: operation.summary, ...(operation.schema ? { content: content(operation) } : {}) };
  return {
    ...described,
    parameters: [...parameters, ...inHeaders],
    ...(body ? { requestBody: { required: true, content: { 'application/json': { schema: body } } } } : {}),
    responses: { [operation.status]: answer, default: problem },
  };
}

function paths(): Record<string, Record<string, object>> {
  const all: Record<string, Record<string, object>> = {};
  for (const [path, operation] of Object.entries(operations)) all[path] = { get: describe(path, operation) };
  for (const operation of writeOperations)
    all[operation.path] = { ...all[operation.path], [operation.method]: describeWrite(operation) };
  return all;
}

/** OpenAPI 3.1, made from the schemas that the answers are tested with. */
export function openApiDocument(): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Paretoboard',
      version: '1.0.0',
      description: 'Accuracy and latency of paper methods, measured. Reading needs no account.',
    },
    paths: paths(),
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'pb_…' } } },
  };
}
