import type { BoardRow } from '@paretoboard/contract/board.js';

export interface Ranked {
  readonly rank: number | null;
  readonly tieGroup: number | null;
  readonly rankBasis: BoardRow['rankBasis'];
}

export interface Candidate {
  /** Null: shown, not ranked. */
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

function overlaps(a: Candidate, b: Candidate): boolean {
  return a.low !== null && a.high !== null && b.low !== null && b.high !== null && a.low <= b.high && b.low <= a.high;
}

/**
 * Ranks of candidates that are sorted best first. A candidate whose interval overlaps that of the first of its group shares the group's rank: overlap is
 * no proof of equality, so it says `tied`, never a better place. Without an interval nothing can be told apart: `underpowered`.
 */
export function rankRows(candidates: readonly Candidate[]): Ranked[] {
  let leader: Candidate | null = null;
  let rank = 0;
  let group = -1;
  let place = 0;
  return candidates.map((candidate) => {
    if (candidate.value === null) return { rank: null, tieGroup: null, rankBasis: 'unranked' as const };
    place += 1;
    const isMeasured = candidate.low !== null && candidate.high !== null;
    if (leader && (overlaps(leader, candidate) || !isMeasured)) {
      return { rank, tieGroup: group, rankBasis: isMeasured ? ('tied' as const) : ('underpowered' as const) };
    }
    leader = candidate;
    rank = place;
    group += 1;
    return { rank, tieGroup: group, rankBasis: isMeasured ? ('separated' as const) : ('underpowered' as const) };
  });
}
