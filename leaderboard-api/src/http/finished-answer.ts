import type { IncomingHttpHeaders } from 'node:http';
import { gzipSync } from 'node:zlib';
import { entityTag, holdsTag } from './conditional-get.js';

/** One coding of an answer, ready to be sent; header fields as names and values by turns. */
interface Coding {
  readonly tag: string;
  readonly body: Buffer;
  readonly headers: readonly string[];
  /** For who holds it already. */
  readonly heldHeaders: readonly string[];
}

/** An answer to everybody who reads it: written out once, plain and packed, with all that is said of it. */
export interface FinishedAnswer {
  readonly plain: Coding;
  readonly gzipped: Coding;
}

function coding(tag: string, body: Buffer, type: string, encoding: readonly string[]): Coding {
  const heldHeaders = ['etag', tag, 'vary', 'accept-encoding', ...encoding, 'cache-control', 'no-cache'];
  const headers = [...heldHeaders, 'content-type', type, 'content-length', String(body.length)];
  return { tag, body, headers, heldHeaders };
}

/** @param type the media type */
export function finishAnswer(text: string, type: string): FinishedAnswer {
  const plain = Buffer.from(text);
  const tag = entityTag(plain);
  // Bytes of another coding are another representation, with a tag of its own (RFC 9110, 8.8.3.3).
  const packedTag = `${tag.slice(0, -1)}-gzip"`;
  return {
    plain: coding(tag, plain, type, []),
    gzipped: coding(packedTag, gzipSync(plain), type, ['content-encoding', 'gzip']),
  };
}

/** What one reader is sent. */
export interface Sent {
  readonly status: 200 | 304;
  readonly headers: readonly string[];
  readonly body: Buffer | null;
}

/** In the coding that the reader takes; nothing but its tag where they hold it, in either coding. */
export function sentTo(headers: IncomingHttpHeaders, { plain, gzipped }: FinishedAnswer): Sent {
  const isPacked = /\bgzip\b/.test(String(headers['accept-encoding'] ?? ''));
  const [first, other] = isPacked ? [gzipped, plain] : [plain, gzipped];
  const held = headers['if-none-match'];
  const known = held === undefined ? undefined : [first, other].find(({ tag }) => holdsTag(held, tag));
  if (known) return { status: 304, headers: known.heldHeaders, body: null };
  return { status: 200, headers: first.headers, body: first.body };
}
