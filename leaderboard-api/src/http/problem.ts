import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FieldProblem, Problem, ProblemCode } from '@paretoboard/contract/http.js';
import type { Quota } from '@paretoboard/contract/quota.js';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Status and title of each code. */
export const problemKinds: Readonly<Record<ProblemCode, { readonly status: number; readonly title: string }>> = {
  'bad-request': { status: 400, title: 'Bad request' },
  unauthorised: { status: 401, title: 'Token required' },
  forbidden: { status: 403, title: 'Not allowed' },
  'read-only': { status: 403, title: 'Read-only mirror' },
  withheld: { status: 403, title: 'Withheld' },
  'not-found': { status: 404, title: 'Not found' },
  'method-not-allowed': { status: 405, title: 'Method not allowed' },
  conflict: { status: 409, title: 'Conflict' },
  withdrawn: { status: 410, title: 'Withdrawn' },
  'challenge-variant': { status: 422, title: 'Challenge needs a surrogate' },
  'challenge-not-open': { status: 409, title: 'Challenge not open yet' },
  'challenge-closed': { status: 409, title: 'Challenge closed' },
  'challenge-state': { status: 409, title: 'Challenge in another state' },
  'challenge-entrant': { status: 403, title: 'May not take part' },
  'challenge-embargo': { status: 403, title: 'Under embargo' },
  'run-ended': { status: 409, title: 'Run has ended' },
  'run-open': { status: 409, title: 'Run has not ended' },
  'upload-unfinished': { status: 409, title: 'Upload not finished' },
  'too-slow': { status: 408, title: 'Too slow' },
  'too-large': { status: 413, title: 'Too large' },
  'unsupported-media-type': { status: 415, title: 'Unsupported media type' },
  'bundle-refused': { status: 422, title: 'Bundle refused' },
  'manifest-invalid': { status: 422, title: 'Manifest invalid' },
  'variant-unavailable': { status: 422, title: 'Variant unavailable' },
  'idempotency-key-reused': { status: 422, title: 'Idempotency key reused' },
  'registration-refused': { status: 422, title: 'Registration refused' },
  'lease-lost': { status: 409, title: 'Lease lost' },
  'record-refused': { status: 422, title: 'Record refused' },
  'request-at-work': { status: 409, title: 'Request at work' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  'quota-exceeded': { status: 429, title: 'Quota used up' },
  'api-unreachable': { status: 502, title: 'API unreachable' },
  'api-late': { status: 504, title: 'API late' },
  internal: { status: 500, title: 'Internal error' },
};

/** A request that cannot be answered: what was expected, what was found, what to do. Becomes an RFC 9457 problem document. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';

  constructor(
    readonly code: ProblemCode,
    readonly detail: string,
    readonly problems?: readonly FieldProblem[],
    readonly quotas?: readonly Quota[],
  ) {
    super(detail);
  }
}

export function notFound(detail: string): ProblemError {
  return new ProblemError('not-found', detail);
}

export function badRequest(detail: string): ProblemError {
  return new ProblemError('bad-request', detail);
}

/** Where a code is explained: a page of the documentation (RFC 9457, 3.1.1). */
export function problemType(code: ProblemCode): string {
  return `/docs/api-problems#${code}`;
}

/** Of errors that the frameworks make: by status, since they have no codes of ours. */
function codeOfStatus(status: number): ProblemCode {
  const codes = Object.keys(problemKinds) as ProblemCode[];
  return codes.find((code) => problemKinds[code].status === status) ?? (status < 500 ? 'bad-request' : 'internal');
}

function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  const { statusCode } = error as { statusCode?: unknown };
  // Fastify's own, for a body that is too large or is no JSON.
  return error instanceof Error && typeof statusCode === 'number' && statusCode < 500 ? statusCode : 500;
}

function problemOf(error: unknown): Omit<Problem, 'type' | 'instance'> {
  if (error instanceof ProblemError) {
    const { code, detail, problems, quotas } = error;
    const more = { ...(problems ? { problems: [...problems] } : {}), ...(quotas ? { quotas: [...quotas] } : {}) };
    return { ...problemKinds[code], detail, code, ...more };
  }
  const status = statusOf(error);
  const code = codeOfStatus(status);
  const detail =
    status < 500 ? (error as Error).message : 'The request failed on our side; the log of the API has the cause.';
  return { status, title: problemKinds[code].title, detail, code };
}

/** Seconds until every quota that is used up has room again; null: time alone does not help. */
function retryAfterSeconds({ quotas }: Problem): number | null {
  if (!quotas?.length || quotas.some(({ freesAt }) => freesAt === null)) return null;
  const last = Math.max(...quotas.map(({ freesAt }) => Date.parse(freesAt!)));
  return Math.max(1, Math.ceil((last - Date.now()) / 1000));
}

function documentOf(error: unknown, instance: string): Problem {
  const described = problemOf(error);
  return { type: problemType(described.code), ...described, instance };
}

/** For what the framework refuses before any handler: an address that is none. */
export function answerFrameworkError(error: Error, request: FastifyRequest, reply: FastifyReply): void {
  const problem = documentOf(error, request.url);
  void reply.status(problem.status).header('content-type', 'application/problem+json').send(problem);
}

/** By the parser's codes: what is no HTTP, or too much of it, or too slow. */
const parserProblems: Readonly<Record<string, readonly [status: number, code: ProblemCode]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'too-slow'],
  HPE_HEADER_OVERFLOW: [431, 'too-large'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: [413, 'too-large'],
};

/** For what the HTTP parser refuses: there is a socket, and no request yet. */
export function answerParserError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const [status, code] = parserProblems[error.code ?? ''] ?? [400, 'bad-request'];
  const { title } = problemKinds[code];
  const body = JSON.stringify({
    type: problemType(code),
    title,
    status,
    detail: error.message,
    code,
  } satisfies Problem);
  if (!socket.writable) return void socket.destroy();
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\ncontent-type: application/problem+json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}

/** Answers every error with `application/problem+json`. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = documentOf(error, request.url);
    if (problem.status >= 500) request.log.error(error);
    // A stream that was hijacked, or an answer that has begun, cannot be taken back.
    if (reply.sent) return;
    const retryAfter = retryAfterSeconds(problem);
    if (retryAfter !== null) void reply.header('retry-after', retryAfter);
    void reply.status(problem.status).header('content-type', 'application/problem+json').send(problem);
  }
}
