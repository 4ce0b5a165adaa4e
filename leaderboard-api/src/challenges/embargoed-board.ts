import { ProblemError } from '../http/problem.js';
import type { ChallengeEntity } from './challenge.entity.js';

/** Why a board is not told yet. */
export function embargoedBoard({ slug, revealAt }: Pick<ChallengeEntity, 'slug' | 'revealAt'>): ProblemError {
  return new ProblemError(
    'challenge-embargo',
    `results of challenge "${slug}" are told when it is revealed, on ${revealAt.toISOString()} at the earliest`,
  );
}
