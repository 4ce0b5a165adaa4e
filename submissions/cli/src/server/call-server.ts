import type { paths } from '@paretoboard/contract/api-paths.js';
import { problemSchema } from '@paretoboard/contract/http.js';
import createClient, { type Client } from 'openapi-fetch';
import type { z } from 'zod';
import { UsageError } from '../usage-error.js';
import type { Connection } from './connection.js';
import { NoServerError, ServerError } from './server-error.js';

function codeOf(error: unknown): string | undefined {
  return error instanceof Error ? (error.cause as NodeJS.ErrnoException | undefined)?.code : undefined;
}

/** What the generated client answers with, as far as it is looked at: bodies are parsed by their own schemas. */
interface Answer {
  readonly data?: unknown;
  readonly error?: unknown;
  readonly response: Response;
}

export type Api = Client<paths>;

/** One request, such as `(api) => api.GET('/api/v1/runs/{id}', { params: { path: { id } }, signal })`. */
export type Send = (api: Api) => Promise<Answer>;

function problemOf({ error, response }: Answer, { api }: Connection): Error {
  const problem = problemSchema.safeParse(error);
  const each = (problem.data?.problems ?? []).map(
    ({ path, message, remedy }) => `\n${path || '(root)'}: ${message}\n    ${remedy}`,
  );
  const detail = `${problem.success ? problem.data.detail : `status ${response.status}`}${each.join('')}`;
  if (response.status === 401) return new UsageError(`${detail}. Log in: npx paretoboard login --api ${api.origin}`);
  if (problem.success && response.status < 500) return new UsageError(detail);
  return new ServerError(`${response.url}: ${detail}`);
}

/** Not what a server of ours sends: a page of something else at that address, or a body that was cut off. */
function unknownAnswer(address: string): ServerError {
  return new ServerError(
    `${address} sent an answer of no version that is known here. Bring server and CLI to one version.`,
  );
}

/**
 * One request by the generated client, with the token where there is one.
 * @returns an answer of status 2xx
 * @throws UsageError when the server calls the request wrong (4xx); NoServerError if nobody answers; ServerError otherwise
 */
export async function requestServer(connection: Connection, send: Send, signal: AbortSignal): Promise<Answer> {
  const { api, token } = connection;
  const headers = token === null ? {} : { authorization: `Bearer ${token}` };
  let answer: Answer;
  try {
    answer = await send(createClient<paths>({ baseUrl: api.href.replace(/\/$/, ''), headers }));
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof SyntaxError) throw unknownAnswer(api.origin);
    throw new NoServerError(api.origin, codeOf(error));
  }
  if (!answer.response.ok) throw problemOf(answer, connection);
  return answer;
}

/** {@link requestServer}, and its JSON document as the schema reads it. */
export async function callServer<Schema extends z.ZodType>(
  connection: Connection,
  send: Send,
  schema: Schema,
  signal: AbortSignal,
): Promise<z.infer<Schema>> {
  const { data, response } = await requestServer(connection, send, signal);
  const answer = schema.safeParse(data);
  if (answer.success) return answer.data;
  throw unknownAnswer(response.url);
}
