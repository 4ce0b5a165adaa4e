import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { Problem } from '@paretoboard/contract/http.js';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** A request that cannot be answered: what was expected, what was found, what to do. Becomes an RFC 9457 problem document. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';

  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
  ) {
    super(detail);
  }
}

export function notFound(detail: string): ProblemError {
  return new ProblemError(404, 'Not found', detail);
}

export function badRequest(detail: string): ProblemError {
  return new ProblemError(400, 'Bad request', detail);
}

function problemOf(error: unknown): Omit<Problem, 'type' | 'instance'> {
  if (error instanceof ProblemError) return { status: error.status, title: error.title, detail: error.detail };
  if (error instanceof HttpException)
    return { status: error.getStatus(), title: error.name.replace(/Exception$/, ''), detail: error.message };
  return {
    status: 500,
    title: 'Internal error',
    detail: 'The request failed on our side; the log of the API has the cause.',
  };
}

/** Answers every error with `application/problem+json`. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem: Problem = { type: 'about:blank', ...problemOf(error), instance: request.url };
    if (problem.status >= 500) request.log.error(error);
    void reply.status(problem.status).header('content-type', 'application/problem+json').send(problem);
  }
}
