import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { routeOf } from './metrics.js';

const idPattern = /^[\w-]{8,64}$/;

/** The id that a proxy gave a request, else a new one: it stands in every line about the request, and in its answer. */
export function requestId({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && idPattern.test(given) ? given : randomUUID();
}

/** Of an address: without its query, which may hold what is private. */
export function pathOf(url: string): string {
  return url.split('?', 1)[0]!;
}

/** What is written down about an answered request. */
export interface Answered {
  /** Where the log does not know it already. */
  readonly reqId?: string;
  readonly method: string;
  /** The route's pattern. */
  readonly route: string;
  /** Without its query. */
  readonly path: string;
  readonly ip: string;
  readonly status: number;
  readonly durationMs: number;
}

export function writeAnswered(log: Pick<FastifyBaseLogger, 'info'>, answered: Answered): void {
  log.info(answered, 'answered');
}

/** One line per answered request, and its id in the answer. No query and no header is in it: both may hold what is private. */
export function logRequests(server: FastifyInstance): void {
  server.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    done();
  });
  server.addHook('onResponse', (request, reply, done) => {
    const path = pathOf(request.url);
    const { method, ip } = request;
    const figures = { status: reply.statusCode, durationMs: reply.elapsedTime };
    writeAnswered(request.log, { method, route: routeOf(request), path, ip, ...figures });
    done();
  });
}
