import { boardSchema } from '@paretoboard/contract/board.js';
import { comparisonSchema } from '@paretoboard/contract/comparison.js';
import { healthSchema, pageSchema, problemSchema } from '@paretoboard/contract/http.js';
import { logEntrySchema, logFileSchema, publishedKeySchema } from '@paretoboard/contract/log-entry.js';
import { queueSchema, workerSchema } from '@paretoboard/contract/queue.js';
import { recordSchema } from '@paretoboard/contract/record.js';
import { runStateSchema } from '@paretoboard/contract/run-state.js';
import { taskListingSchema } from '@paretoboard/contract/task.js';
import { z } from 'zod';

interface Operation {
  readonly summary: string;
  readonly schema?: z.ZodType;
  readonly type?: string;
  readonly query?: readonly string[];
}

/** Every path that the API answers; a test holds it against the running server. */
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
  '/api/v1/runs': { summary: 'Runs, newest first', schema: pageSchema(runStateSchema), query: ['cursor', 'limit'] },
  '/api/v1/runs/{id}': { summary: 'State of a run', schema: runStateSchema },
  '/api/v1/runs/{id}/events': { summary: 'Events of a run, as they happen', type: 'text/event-stream' },
  '/api/v1/runs/{id}/log': { summary: 'What the submission wrote, of the last attempt that ended', type: 'text/plain' },
  '/api/v1/queue': { summary: 'The queue in figures', schema: queueSchema },
  '/api/v1/workers': { summary: 'Workers that are connected', schema: pageSchema(workerSchema) },
  '/api/health': { summary: 'Health of the service and its parts', schema: healthSchema },
};

function content({ schema, type }: Operation): object {
  if (schema)
    return { 'application/json': { schema: z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' }) } };
  return { [type ?? 'application/octet-stream']: { schema: { type: 'string' } } };
}

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
  const problem = {
    description: 'Problem',
    content: { 'application/problem+json': { schema: z.toJSONSchema(problemSchema) } },
  };
  return {
    get: {
      summary: operation.summary,
      parameters: [...inPath, ...inQuery],
      responses: { '200': { description: operation.summary, content: content(operation) }, default: problem },
    },
  };
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
    paths: Object.fromEntries(Object.entries(operations).map(([path, operation]) => [path, describe(path, operation)])),
  };
}
