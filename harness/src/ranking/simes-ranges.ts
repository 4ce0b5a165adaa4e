/** Two-sided p-values of rows i < j, best row first. */
export type PairValues = readonly (readonly number[])[];

/** Between thresholds that p-values are counted by: finer ones leave fewer ranges to be looked at one by one. */
const step = 2 ** (1 / 4);
const leastThreshold = 2 ** -60;

const undecided = 0;
const falls = 1;
/** It might fall by a p-value between two thresholds. */
const open = 2;

/** Every hypothesis that the rows of a range of neighbours are all alike, and whether Simes' test rejects it. */
export interface SimesRanges {
  /** @param from first row of the range, before `to`, the last one */
  rejects(from: number, to: number): boolean;
}

function thresholds(): number[] {
  const list: number[] = [];
  for (let threshold = leastThreshold; threshold < 1; threshold *= step) list.push(threshold);
  return [...list, 1];
}

const pairsAmong = (rows: number): number => (rows * (rows - 1)) / 2;

/**
 * Simes' test of all ranges at once. It rejects if some p, times the number of pairs, is at most its place among them, times the level. Sorting the pairs of each
 * range takes time by the fifth power of the rows. Here pairs are counted that lie below each of some thresholds, which takes one addition for a range: with so many
 * below a threshold a range falls surely, or surely not by a p below it and above the one before. What that leaves open is sorted after all, once it is asked for.
 * @param levelOf a range of so many rows
 */
export function simesRanges(ps: PairValues, levelOf: (rows: number) => number): SimesRanges {
  const count = ps.length;
  const levels = Array.from({ length: count + 1 }, (_, rows) => levelOf(rows));
  const verdicts = Array.from({ length: count }, () => new Uint8Array(count));
  const sorted = pairsOf(ps, 0, count - 1).sort();
  let lower = 0;
  let place = 0;
  for (const threshold of thresholds()) {
    const before = place;
    while (sorted[place]! <= threshold) place += 1;
    // Exact tests give few values: between most thresholds there is none, and nothing to be said anew.
    if (place > before) judge({ ps, levels, verdicts, lower, threshold });
    lower = threshold;
  }
  return {
    rejects: (from, to) => {
      const row = verdicts[from]!;
      if (row[to] === open) row[to] = isRejected(ps, from, to, levels[to - from + 1]!) ? falls : undecided;
      return row[to] === falls;
    },
  };
}

interface Judging {
  readonly ps: PairValues;
  readonly levels: readonly number[];
  readonly verdicts: readonly Uint8Array[];
  /** The threshold before. */
  readonly lower: number;
  readonly threshold: number;
}

/** What the pairs up to `threshold` say of each range. Products grow with their factors, rounded too: the verdicts are those of the sorted pairs. */
function judge({ ps, levels, verdicts, lower, threshold }: Judging): void {
  const count = ps.length;
  /** Of each row: rows between `from` and it that it has such a pair with. */
  const below = new Uint32Array(count);
  for (let from = count - 2; from >= 0; from -= 1) {
    const own = ps[from]!;
    const verdict = verdicts[from]!;
    let found = 0;
    for (let to = from + 1; to < count; to += 1) {
      if (own[to]! <= threshold) below[to]! += 1;
      found += below[to]!;
      if (found === 0 || verdict[to] === falls) continue;
      const rows = to - from + 1;
      const enough = levels[rows]! * found;
      const pairs = pairsAmong(rows);
      if (threshold * pairs <= enough) verdict[to] = falls;
      else if (lower * pairs <= enough) verdict[to] = open;
    }
  }
}

function pairsOf(ps: PairValues, from: number, to: number): Float64Array {
  const pairs = new Float64Array(pairsAmong(to - from + 1));
  let length = 0;
  for (let a = from; a < to; a += 1) for (let b = a + 1; b <= to; b += 1) pairs[length++] = ps[a]![b]!;
  return pairs;
}

/** Simes' test of one range, by its pairs in order. */
function isRejected(ps: PairValues, from: number, to: number, level: number): boolean {
  const pairs = pairsOf(ps, from, to);
  // None beyond twice the level can fall, whatever its place.
  const small = pairs.filter((p) => p <= 2 * level).sort();
  return small.some((p, index) => p * pairs.length <= level * (index + 1));
}
