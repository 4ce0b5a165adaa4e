import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publishedKeySchema } from '@paretoboard/contract/log-entry.js';
import { timestampSchema } from '@paretoboard/contract/primitives.js';
import { z } from 'zod';
import { writeAtomically } from './write-atomically.js';

/** What makes a home a mirror: it shows the log of another house, whose keys it has only the public part of. */
export const mirrorSchema = z.object({
  importedAt: timestampSchema,
  /** When the other house made the dump. */
  dumpedAt: timestampSchema,
  keys: z.array(publishedKeySchema).min(1),
});
export type Mirror = z.infer<typeof mirrorSchema>;

/** Something was to be signed in a home that holds no key of its own. */
export class MirrorError extends Error {
  override readonly name = 'MirrorError';
}

function mirrorPath(home: string): string {
  return join(home, 'keys', 'mirror.json');
}

/** Null where this home is a house of its own. */
export function readMirror(home: string): Mirror | null {
  const path = mirrorPath(home);
  return existsSync(path) ? mirrorSchema.parse(JSON.parse(readFileSync(path, 'utf8'))) : null;
}

/** @throws MirrorError if the home has a key of its own: what it signed would no longer verify */
export function writeMirror(home: string, mirror: Mirror): void {
  const own = join(home, 'keys', 'signing-key.pem');
  if (existsSync(own)) throw new MirrorError(`${home} signs with a key of its own: it cannot become a mirror`);
  mkdirSync(join(home, 'keys'), { recursive: true, mode: 0o700 });
  writeAtomically(mirrorPath(home), `${JSON.stringify(mirrorSchema.parse(mirror), null, 2)}\n`);
}
