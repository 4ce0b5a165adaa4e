import type { FastifyInstance, FastifyRequest } from 'fastify';
import { badRequest } from './problem.js';
import { requireUnambiguous } from './strict-json.js';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** @throws ProblemError 400 for bytes that are no UTF-8, no JSON, or JSON that can be read in two ways */
function readJson(request: FastifyRequest, body: Buffer): unknown {
  const charset = /;\s*charset="?([\w-]+)/i.exec(request.headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  if (charset.toLowerCase() !== 'utf-8') throw badRequest(`body: expected UTF-8 (RFC 8259, 8.1), found ${charset}`);
  try {
    const text = utf8.decode(body);
    const parsed: unknown = JSON.parse(text, refusePrototypes);
    requireUnambiguous(text);
    return parsed;
  } catch (error) {
    throw badRequest(`body: expected JSON in UTF-8; ${error instanceof Error ? error.message : String(error)}`);
  }
}

function refusePrototypes(key: string, value: unknown): unknown {
  if (key === '__proto__') throw new SyntaxError('found the key "__proto__"');
  return value;
}

/** Bodies are read as what they say, or refused: the framework's own reader takes doubled keys and mends broken UTF-8. */
export function readJsonStrictly(server: FastifyInstance): void {
  server.removeContentTypeParser('application/json');
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    try {
      done(null, readJson(request, body as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
}
