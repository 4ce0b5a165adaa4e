import type { Board } from '@paretoboard/contract/board.js';
import type { EntityManager } from 'typeorm';
import { ProblemError } from '../http/problem.js';
import { seesSecrets } from './admit.js';
import type { SealedRecord } from './sealed-records.js';

/** A row of the board with the sealed record that stands for it, the best first. */
function standing(board: Board, sealed: readonly SealedRecord[]): SealedRecord[] {
  const byDigest = new Map(sealed.map((one) => [one.digest, one]));
  return board.rows.flatMap(({ record }) => byDigest.get(record) ?? []);
}

/**
 * What is measured again: of each team or person the best valid row of the board, one for each input track and division. Whoever sees what is hidden is left
 * out: an organiser may have come to a team after it had sent something.
 */
export async function finalsByRule(
  manager: EntityManager,
  board: Board,
  sealed: readonly SealedRecord[],
): Promise<SealedRecord[]> {
  const best = new Map<string, SealedRecord>();
  for (const one of standing(board, sealed)) {
    const key = [one.team ?? one.owner, one.body.track, one.body.division].join(' ');
    if (best.has(key) || (await seesSecrets(manager, one))) continue;
    best.set(key, one);
  }
  return [...best.values()];
}

/**
 * The best valid row of each submission that an organiser names.
 * @throws ProblemError 400 for one that has none
 */
export function finalsByName(board: Board, sealed: readonly SealedRecord[], wanted: readonly string[]): SealedRecord[] {
  const rows = standing(board, sealed);
  const found = [...new Set(wanted)].map((id) => ({ id, row: rows.find(({ submission }) => submission === id) }));
  const missing = found.filter(({ row }) => row === undefined).map(({ id }) => id);
  if (missing.length > 0)
    throw new ProblemError('bad-request', `finals: no valid row of this challenge is of ${missing.join(', ')}`);
  return found.flatMap(({ row }) => row ?? []);
}
