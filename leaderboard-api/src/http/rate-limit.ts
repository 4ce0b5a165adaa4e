import rateLimit, { normalizeIP } from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ProblemError } from './problem.js';

/** Requests a minute from one address. */
export interface RateLimits {
  readonly reads: number;
  readonly writes: number;
}

const reads: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
/** Addresses that are counted at the same time. */
const countedAddresses = 20_000;

function isRead({ method }: FastifyRequest): boolean {
  return reads.has(method);
}

/** This machine's own programs: the site's server, the worker, the command line. Who comes through the site comes with an address of their own. */
function isThisMachine(request: FastifyRequest): boolean {
  return /^(127\.|::1$|::ffff:127\.)/.test(request.ip);
}

/** A worker that reports: several may share an address, and nobody guesses the id of a lease. */
function isOfLease({ url }: FastifyRequest): boolean {
  return url.startsWith('/api/v1/leases/');
}

/**
 * Counts requests by address (IPv6: by /64), reads and writes apart, in this process. Answers carry `RateLimit-Limit`, `-Remaining` and `-Reset`
 * (draft-ietf-httpapi-ratelimit-headers-06), a refusal `Retry-After` too.
 */
export async function limitRates(server: FastifyInstance, limits: RateLimits): Promise<void> {
  await server.register(rateLimit, {
    timeWindow: '1 minute',
    cache: countedAddresses,
    enableDraftSpec: true,
    max: (request) => (isRead(request) ? limits.reads : limits.writes),
    keyGenerator: (request) => `${isRead(request) ? 'read' : 'write'} ${normalizeIP(request.ip, 64)}`,
    allowList: (request) => isThisMachine(request) || isOfLease(request),
    errorResponseBuilder: (request, { max, ttl }) =>
      new ProblemError(
        'too-many-requests',
        `${max} ${isRead(request) ? 'reads' : 'writes'} a minute from one address is the limit: come back in ${Math.ceil(ttl / 1_000)} s, as Retry-After says`,
      ),
  });
}
