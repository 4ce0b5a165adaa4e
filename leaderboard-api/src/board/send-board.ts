import type { FastifyReply, FastifyRequest } from 'fastify';
import { holdsTag } from '../http/conditional-get.js';
import type { BoardAnswer } from './board.service.js';

/** Bytes of another coding are another representation, with a tag of its own (RFC 9110, 8.8.3.3). */
function tagOf({ tag }: BoardAnswer, isGzipped: boolean): string {
  return isGzipped ? `${tag.slice(0, -1)}-gzip"` : tag;
}

/** Sends a board as it was written out, packed where the reader can unpack it. */
export function sendBoard(request: FastifyRequest, reply: FastifyReply, answer: BoardAnswer, type: string): void {
  const isGzipped = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  const held = request.headers['if-none-match'];
  const tags = [tagOf(answer, isGzipped), tagOf(answer, !isGzipped)] as const;
  // Whoever holds it in the other coding holds it too.
  const tag = tags.find((one) => holdsTag(held, one)) ?? tags[0];
  void reply.header('etag', tag).header('vary', 'accept-encoding').header('content-type', type);
  if (isGzipped) void reply.header('content-encoding', 'gzip');
  void reply.send(isGzipped ? answer.gzipped : answer.plain);
}
