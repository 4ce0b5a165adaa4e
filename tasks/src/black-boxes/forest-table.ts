import type { Forest } from './random-forest.js';

const largestCodes = 256;

/** Counts one tree's votes for class 1 into the cells of its leaves, each a box of codes. */
class TreeVotes {
  private readonly low: Int32Array;
  private readonly high: Int32Array;
  /** Cells that one code of a feature spans: the last feature's lie side by side. */
  private readonly strides: Int32Array;

  constructor(
    private readonly nodes: Int32Array,
    private readonly levels: ArrayLike<number>,
    private readonly votes: Uint8Array,
  ) {
    this.low = new Int32Array(levels.length);
    this.high = Int32Array.from(levels, (count) => count - 1);
    this.strides = new Int32Array(levels.length).fill(1);
    for (let i = levels.length - 2; i >= 0; i--) this.strides[i] = this.strides[i + 1]! * levels[i + 1]!;
  }

  /** Everything below a node, within the bounds that lead to it. */
  add(node: number): void {
    const { nodes, low, high } = this;
    const test = nodes[2 * node]!;
    if (test < 0) {
      if (test === -2) this.addBox(0, 0, this.freeFrom());
      return;
    }
    const [feature, threshold, left] = [Math.floor(test / largestCodes), test % largestCodes, nodes[2 * node + 1]!];
    const [from, to] = [low[feature]!, high[feature]!];
    if (from <= threshold) {
      high[feature] = Math.min(to, threshold);
      this.add(left);
      high[feature] = to;
    }
    if (to > threshold) {
      low[feature] = Math.max(from, threshold + 1);
      this.add(left + 1);
      low[feature] = from;
    }
  }

  /** The first feature from which on nothing is bound: its cells are one run. */
  private freeFrom(): number {
    const { levels, low, high } = this;
    let feature = levels.length;
    while (feature > 0 && low[feature - 1] === 0 && high[feature - 1] === levels[feature - 1]! - 1) feature -= 1;
    return feature;
  }

  private addBox(feature: number, cell: number, free: number): void {
    const { low, high, strides, votes } = this;
    if (free === 0) {
      for (let at = 0; at < votes.length; at++) votes[at]! += 1;
      return;
    }
    const stride = strides[feature]!;
    const [from, to] = [cell + low[feature]! * stride, cell + (high[feature]! + 1) * stride];
    if (feature === free - 1) for (let at = from; at < to; at++) votes[at]! += 1;
    else for (let at = from; at < to; at += stride) this.addBox(feature + 1, at, free);
  }
}

/**
 * Class of every row of codes that there is, by the place of its cell: the first feature's code counts most. Walking each tree once and filling its leaves is
 * thousands of times cheaper than asking it for each row.
 * @param levels codes of each feature; their product is the table's length
 * @throws RangeError for more than 255 trees
 */
export function forestTable({ nodes, roots }: Forest, levels: ArrayLike<number>): Uint8Array {
  if (roots.length > 255) throw new RangeError(`${roots.length} trees: votes are counted in bytes`);
  const votes = new Uint8Array(Array.from(levels).reduce((product, count) => product * count, 1));
  const tree = new TreeVotes(nodes, levels, votes);
  for (const root of roots) tree.add(root);
  return votes.map((ones) => (2 * ones > roots.length ? 1 : 0));
}
