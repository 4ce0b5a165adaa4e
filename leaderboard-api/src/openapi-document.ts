import { sha256Schema, slugSchema } from '@paretoboard/contract/primitives.js';
import { z } from 'zod';
import { idempotencyKeySchema } from './http/idempotency.js';
import { type Operation, operations, type WriteOperation, writeOperations } from './openapi.js';
import { answerSchema, namedSchemas, type Openness } from './openapi-components.js';

const uploadIdSchema = z.string().regex(/^[0-9a-f]{32}$/);

/** What a parameter of an address is, by its name and where it stands. */
function pathParameter(path: string, name: string): z.ZodType {
  if (name === 'digest') return sha256Schema;
  if (['slug', 'task', 'submission', 'person'].includes(name)) return slugSchema;
  if (name === 'name') return z.string().min(1);
  if (path.startsWith('/api/v1/uploads/')) return uploadIdSchema;
  return /^\/api\/v1\/(tasks|papers)\//.test(path) ? slugSchema : z.uuid();
}

function schemaOf(schema: z.ZodType): object {
  const { $schema: _, ...plain } = z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' });
  return plain;
}

function parametersOf(path: string, { query }: Operation): object[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: schemaOf(pathParameter(path, name)),
  }));
  const inQuery = Object.entries((query?.shape ?? {}) as Record<string, z.ZodType>).map(([name, schema]) => ({
    name,
    in: 'query',
    required: !schema.safeParse(undefined).success,
    schema: schemaOf(schema),
  }));
  return [...inPath, ...inQuery];
}

function content({ schema, type }: Operation, openness: Openness): object {
  if (schema) return { 'application/json': { schema: answerSchema(schema, openness) } };
  // A stream is no string: each of its events is a document of its own.
  if (type === 'text/event-stream') return { [type]: {} };
  const types = [type ?? 'application/octet-stream'].flat();
  return Object.fromEntries(types.map((one) => [one, one.endsWith('json') ? {} : { schema: { type: 'string' } }]));
}

const problem = { $ref: '#/components/responses/Problem' };

/** The first sentence part of a path in camel case names the operation: `getTasksIdBoard`. */
function operationId(method: string, path: string): string {
  const words = path.replace(/^\/api\/(v1\/)?/, '').match(/\w+/g) ?? [];
  return method + words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join('');
}

const heldHeader = {
  name: 'If-None-Match',
  in: 'header',
  required: false,
  description: 'the ETag of an earlier answer: then 304 without a body where it still holds',
  schema: { type: 'string' },
};

const readHeaders = {
  ETag: { description: 'strong validator of these bytes', schema: { type: 'string' } },
};

/** Streams are not made in one piece, so they have no tag. */
function isWhole({ schema, type }: Operation): boolean {
  return schema !== undefined || /^text\/csv|xml/.test(String(type ?? ''));
}

function describe(method: string, path: string, operation: Operation): object {
  const { summary, scope } = operation;
  return {
    operationId: operationId(method, path),
    summary,
    parameters: parametersOf(path, operation),
    ...(scope ? { security: [{ token: [scope] }] } : {}),
  };
}

function describeRead(path: string, operation: Operation, openness: Openness): object {
  const described = describe('get', path, operation) as { parameters: object[] };
  const isTagged = isWhole(operation);
  const also = operation.also ?? {};
  return {
    ...described,
    parameters: [...described.parameters, ...(isTagged ? [heldHeader] : []), ...headersOf(operation.headers)],
    responses: {
      '200': {
        description: operation.summary,
        ...(isTagged ? { headers: readHeaders } : {}),
        content: content(operation, openness),
      },
      ...(isTagged ? { '304': { description: 'what the caller holds still holds' } } : {}),
      ...Object.fromEntries(
        Object.entries(also).map(([status, { description, schema }]) => [
          status,
          {
            description,
            ...(schema ? { content: { 'application/json': { schema: answerSchema(schema, openness) } } } : {}),
          },
        ]),
      ),
      default: problem,
    },
  };
}

function headersOf(headers: Operation['headers']): object[] {
  return Object.entries(headers ?? {}).map(([name, header]) => ({
    name,
    in: 'header',
    required: header.required ?? false,
    description: header.description,
    schema: schemaOf(header.schema),
  }));
}

const idempotencyHeader = {
  'Idempotency-Key': {
    description: 'the same key with the same request does nothing a second time and gets the same answer',
    schema: idempotencyKeySchema.unwrap(),
  },
};

function describeWrite(operation: WriteOperation, openness: Openness): object {
  const { method, path, body, status, isIdempotent = false } = operation;
  const described = describe(method, path, operation) as { parameters: object[] };
  const headers = { ...(isIdempotent ? idempotencyHeader : {}), ...operation.headers };
  const answer = {
    description: operation.summary,
    ...(operation.schema ? { content: content(operation, openness) } : {}),
  };
  const requestBody = body && z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' });
  return {
    ...described,
    parameters: [...described.parameters, ...headersOf(headers)],
    ...(requestBody
      ? { requestBody: { required: true, content: { 'application/json': { schema: requestBody } } } }
      : {}),
    ...(operation.bytes
      ? { requestBody: { required: true, content: { [operation.bytes]: { schema: { type: 'string' } } } } }
      : {}),
    responses: { [status]: answer, default: operation.isForeign ? foreignProblem : problem },
  };
}

/** Of the tus protocol's own server: words, not a problem document. */
const foreignProblem = {
  description: 'Refused, in words; by the guards before it, as a problem document',
  content: {
    'text/plain': { schema: { type: 'string' } },
    'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
  },
};

function paths(openness: Openness): Record<string, Record<string, object>> {
  const all: Record<string, Record<string, object>> = {};
  for (const [path, operation] of Object.entries(operations))
    all[path] = { get: describeRead(path, operation, openness) };
  for (const operation of writeOperations)
    all[operation.path] = { ...all[operation.path], [operation.method]: describeWrite(operation, openness) };
  return all;
}

/** OpenAPI 3.1, made from the schemas that requests are parsed and answers are tested with. */
export function openApiDocument(openness: Openness = 'open'): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Paretoboard',
      version: '1.0.0',
      description: 'Accuracy and latency of paper methods, measured. Reading needs no account.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    paths: paths(openness),
    components: {
      schemas: namedSchemas(openness),
      responses: {
        Problem: {
          description: 'What was expected, what was found, what to do',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
      securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'pb_…' } },
    },
  };
}
