import rateLimit, { normalizeIP } from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ProblemError } from './problem.js';
import { type Count, RequestCounts } from './request-counts.js';

/** Requests a minute from one address. */
export interface RateLimits {
  readonly reads: number;
  readonly writes: number;
}

const reads: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
/** Addresses that are counted at the same time. */
const countedAddresses = 20_000;
const windowMs = 60_000;

function isRead({ method }: FastifyRequest): boolean {
  return reads.has(method);
}

/** This machine's own programs: the site's server, the worker, the command line. Who comes through the site comes with an address of their own. */
function isThisMachine(ip: string): boolean {
  return /^(127\.|::1$|::ffff:127\.)/.test(ip);
}

/** IPv6: by /64. */
function keyOf(isReading: boolean, ip: string): string {
  return `${isReading ? 'read' : 'write'} ${normalizeIP(ip, 64)}`;
}

/** A worker that reports: several may share an address, and nobody guesses the id of a lease. */
function isOfLease({ url }: FastifyRequest): boolean {
  return url.startsWith('/api/v1/leases/');
}

/** Counts reads that are answered before the framework sees them. */
export interface RateLimiter {
  /** @returns header fields for the answer, names and values by turns; null: not counted, for the limit is reached */
  countRead(ip: string): readonly string[] | null;
}

/**
 * Counts requests by address (IPv6: by /64), reads and writes apart, in this process. Answers carry `RateLimit-Limit`, `-Remaining` and `-Reset`
 * (draft-ietf-httpapi-ratelimit-headers-06), a refusal `Retry-After` too.
 */
export async function limitRates(server: FastifyInstance, limits: RateLimits): Promise<RateLimiter> {
  const counts = new RequestCounts(countedAddresses);
  await server.register(rateLimit, {
    timeWindow: windowMs,
    store: class {
      incr(key: string, done: (error: null, count: Count) => void, window: number): void {
        done(null, counts.count(key, window));
      }
      child(): this {
        return this;
      }
    },
    enableDraftSpec: true,
    max: (request) => (isRead(request) ? limits.reads : limits.writes),
    keyGenerator: (request) => keyOf(isRead(request), request.ip),
    allowList: (request) => isThisMachine(request.ip) || isOfLease(request),
    errorResponseBuilder: (request, { max, ttl }) =>
      new ProblemError(
        'too-many-requests',
        `${max} ${isRead(request) ? 'reads' : 'writes'} a minute from one address is the limit: come back in ${Math.ceil(ttl / 1_000)} s, as Retry-After says`,
      ),
  });
  return {
    countRead(ip) {
      if (isThisMachine(ip)) return [];
      const count = counts.countUpTo(keyOf(true, ip), windowMs, limits.reads);
      if (count === null) return null;
      const [left, seconds] = [limits.reads - count.current, Math.ceil(count.ttl / 1_000)];
      return [
        ...['ratelimit-limit', String(limits.reads)],
        ...['ratelimit-remaining', String(left)],
        ...['ratelimit-reset', String(seconds)],
      ];
    },
  };
}
