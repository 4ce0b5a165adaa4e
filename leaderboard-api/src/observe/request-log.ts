import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { routeOf } from './metrics.js';

const idPattern = /^[\w-]{8,64}$/;

/** The id that a proxy gave a request, else a new one: it stands in every line about the request, and in its answer. */
export function requestId({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && idPattern.test(given) ? given : randomUUID();
}

/** One line per answered request, and its id in the answer. No query and no header is in it: both may hold what is private. */
export function logRequests(server: FastifyInstance): void {
  server.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    done();
  });
  server.addHook('onResponse', (request, reply, done) => {
    const path = request.url.split('?')[0];
    const { method, ip } = request;
    const figures = { status: reply.statusCode, durationMs: reply.elapsedTime };
    request.log.info({ method, route: routeOf(request), path, ip, ...figures }, 'answered');
    done();
  });
}
