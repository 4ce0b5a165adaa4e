import { z } from 'zod';
import { badRequest } from './problem.js';
import { queryInteger } from './query-number.js';

/** Query of every paged list. */
export const pageQuerySchema = z.object({
  /** `next` of the page before. */
  cursor: z.string().min(1).max(400).optional(),
  limit: queryInteger(1, 200).default(50),
});

/** An opaque position in a list ordered by time and id. */
export function encodeCursor(position: readonly string[]): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** No date of ours is older, and PostgreSQL knows no year 0. */
const timeSchema = z.iso.datetime().refine((at) => at >= '1970', 'expected a time of ours');

/**
 * @param idSchema what the ids of the list are
 * @throws ProblemError 400 for a cursor that is none of this list
 */
export function decodeCursor(cursor: string | undefined, idSchema: z.ZodType<string>): [string, string] | null {
  if (cursor === undefined) return null;
  try {
    return z.tuple([timeSchema, idSchema]).parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw badRequest('cursor: expected the value of "next" of an earlier page');
  }
}
