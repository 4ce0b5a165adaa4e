import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** A strong validator of these bytes (RFC 9110, 8.8.3). */
export function entityTag(body: string | Buffer): string {
  return `"${createHash('sha256').update(body).digest('base64url')}"`;
}

/** Whether the reader holds what `tag` names: `If-None-Match` is a list, or `*`, and compares weakly (RFC 9110, 13.1.2). */
export function holdsTag(ifNoneMatch: string | undefined, tag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  // A reader is asked for one tag of each coding, and holds one of them: for the other no list is taken apart.
  if (!ifNoneMatch.includes(tag)) return false;
  return (ifNoneMatch.match(/(?:W\/)?"[^"]*"/g) ?? []).some((held) => held.replace(/^W\//, '') === tag);
}

const reads: ReadonlySet<string> = new Set(['GET', 'HEAD']);

function answerConditionally(request: FastifyRequest, reply: FastifyReply, payload: unknown): unknown {
  if (!reads.has(request.method) || reply.statusCode !== 200) return payload;
  const known = reply.getHeader('etag');
  const isWhole = typeof payload === 'string' || Buffer.isBuffer(payload);
  if (known === undefined && !isWhole) return payload;
  const tag = typeof known === 'string' ? known : entityTag(payload as string | Buffer);
  reply.header('etag', tag);
  // Whoever keeps an answer asks whether it is still so: with what they hold, that costs no body.
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-cache');
  if (!holdsTag(request.headers['if-none-match'], tag)) return payload;
  if (!isWhole && payload && typeof (payload as { destroy?: unknown }).destroy === 'function')
    (payload as { destroy(): void }).destroy();
  reply.status(304).removeHeader('content-length').removeHeader('content-type');
  return null;
}

/** Every answer to a read that is made in one piece has an `ETag`, and is not sent to who holds it. A handler may set its own. */
export function answerReadsConditionally(server: FastifyInstance): void {
  server.addHook('onSend', async (request, reply, payload) => answerConditionally(request, reply, payload));
}
