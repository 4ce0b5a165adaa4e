import { type Problem, problemSchema } from '@paretoboard/contract/http.js';
import { expect } from 'vitest';
import type { z } from 'zod';

/** What a request with JSON needs. @param token of who asks; undefined: nobody */
export function jsonRequest(
  method: string,
  token: string | undefined,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): RequestInit {
  return {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
}

/** The body, of that status and shape. */
export async function readAnswer<Schema extends z.ZodType>(
  response: Promise<Response>,
  schema: Schema,
  status = 200,
): Promise<z.infer<Schema>> {
  const answered = await response;
  expect(answered.status, await answered.clone().text()).toBe(status);
  return schema.parse(await answered.json());
}

/** The problem document (RFC 9457), which must state the status that it came with. */
export async function readProblem(response: Promise<Response>): Promise<Problem> {
  const answered = await response;
  expect(answered.headers.get('content-type')).toContain('application/problem+json');
  const document = problemSchema.parse(await answered.json());
  expect(document.status).toBe(answered.status);
  return document;
}
