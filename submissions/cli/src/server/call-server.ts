import { problemSchema } from '@paretoboard/contract/http.js';
import type { z } from 'zod';
import { UsageError } from '../usage-error.js';
import type { Connection } from './connection.js';
import { NoServerError, ServerError } from './server-error.js';

export interface Call {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error ? (error.cause as NodeJS.ErrnoException | undefined)?.code : undefined;
}

async function problemOf(response: Response, { api }: Connection): Promise<Error> {
  const problem = problemSchema.safeParse(await response.json().catch(() => null));
  const each = (problem.data?.problems ?? []).map(
    ({ path, message, remedy }) => `\n${path || '(root)'}: ${message}\n    ${remedy}`,
  );
  const detail = `${problem.success ? problem.data.detail : `status ${response.status}`}${each.join('')}`;
  if (response.status === 401) return new UsageError(`${detail}. Log in: npx paretoboard login --api ${api.origin}`);
  if (problem.success && response.status < 500) return new UsageError(detail);
  return new ServerError(`${response.url}: ${detail}`);
}

/**
 * One request, with the token where there is one.
 * @param path below the server's address, such as `/api/v1/runs/…`
 * @returns an answer of status 2xx, its body unread
 * @throws UsageError when the server calls the request wrong (4xx); NoServerError if nobody answers; ServerError otherwise
 */
export async function requestServer(connection: Connection, path: string, call: Call): Promise<Response> {
  const { method = 'GET', body, headers, signal } = call;
  const { api, token } = connection;
  let response: Response;
  try {
    response = await fetch(new URL(path, api), {
      method,
      signal,
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch (error) {
    signal.throwIfAborted();
    throw new NoServerError(api.origin, codeOf(error));
  }
  if (!response.ok) throw await problemOf(response, connection);
  return response;
}

/** {@link requestServer}, and its JSON document as the schema reads it. */
export async function callServer<Schema extends z.ZodType>(
  connection: Connection,
  path: string,
  schema: Schema,
  call: Call,
): Promise<z.infer<Schema>> {
  const response = await requestServer(connection, path, call);
  const answer = schema.safeParse(await response.json().catch(() => null));
  if (answer.success) return answer.data;
  throw new ServerError(
    `${response.url} sent an answer of no version that is known here. Bring server and CLI to one version.`,
  );
}
