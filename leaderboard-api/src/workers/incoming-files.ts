import { randomUUID } from 'node:crypto';
import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ProblemError } from '../http/problem.js';

/** Of one file of a record: stored outputs may be large. */
const largestFileBytes = 4 * 2 ** 30;

/** Where the record of a lease gathers before it is looked at. */
export function incomingFolder(home: string, lease: string): string {
  return join(home, 'incoming', lease);
}

function counted(most: number): Transform {
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _, done) {
      seen += chunk.length;
      if (seen > most) done(new ProblemError('too-large', `a file of a record may have ${most} bytes`));
      else done(null, chunk);
    },
  });
}

/** Keeps one file, whole or not at all; one of the same path is replaced. */
export async function keepIncoming(home: string, lease: string, path: string, bytes: Readable): Promise<void> {
  const target = join(incomingFolder(home, lease), path);
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  const draft = `${target}.${randomUUID()}.part`;
  try {
    await pipeline(bytes, counted(largestFileBytes), createWriteStream(draft));
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

export function dropIncoming(home: string, lease: string): void {
  rmSync(incomingFolder(home, lease), { recursive: true, force: true });
}
