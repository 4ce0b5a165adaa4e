import { z } from 'zod';
import { badRequest } from './problem.js';

/** Query of every paged list. */
export const pageQuerySchema = z.object({
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** An opaque position in a list ordered by time and id. */
export function encodeCursor(position: readonly string[]): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

const positionSchema = z.tuple([z.iso.datetime(), z.string()]);

/** @throws ProblemError 400 for a cursor that is none of ours */
export function decodeCursor(cursor: string | undefined): [string, string] | null {
  if (cursor === undefined) return null;
  try {
    return positionSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw badRequest('cursor: expected the value of "next" of an earlier page');
  }
}
