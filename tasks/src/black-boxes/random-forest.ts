import { Random } from '@paretoboard/sdk/random.js';

/** Rows of small whole numbers (codes of features), row-major [items, features]. */
export interface CodedRows {
  readonly codes: Uint8Array;
  readonly items: number;
  readonly features: number;
}

/** A random forest of two classes as plain arrays: it travels as tensors. */
export interface Forest {
  /**
   * [nodes, 2]. An inner node: 256 · feature + threshold, and its left child, which the right one follows; a row goes left if its code is at most the
   * threshold. A leaf: −1 − class, and 0. Two numbers a node: the smaller the trees, the more of them the processor's cache holds.
   */
  readonly nodes: Int32Array;
  /** Node at which each tree begins. */
  readonly roots: Int32Array;
}

export interface ForestOptions {
  readonly trees: number;
  readonly seed: number;
}

const fields = 2;
const largestCodes = 256;

interface Split {
  readonly feature: number;
  readonly threshold: number;
  readonly impurity: number;
}

/** Grows trees to purity: each on a bootstrap sample, each split the best by Gini impurity among √features random features (Breiman 2001). */
class Grower {
  private readonly nodes: number[] = [];
  private readonly counts = new Int32Array(2 * largestCodes);

  constructor(
    private readonly rows: CodedRows,
    private readonly labels: Uint8Array,
    private readonly random: Random,
  ) {}

  get grown(): Int32Array {
    return Int32Array.from(this.nodes);
  }

  /** @returns the tree's first node */
  tree(): number {
    const { items } = this.rows;
    const sample = Int32Array.from({ length: items }, () => this.random.integer(items));
    const root = this.addNode();
    const waiting = [{ node: root, from: 0, to: items }];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const { node, from, to } = next;
      const split = this.bestSplit(sample, from, to);
      if (!split) {
        this.setNode(node, -1 - this.majority(sample, from, to), 0);
        continue;
      }
      const middle = this.partition(sample, from, to, split);
      const [left, right] = [this.addNode(), this.addNode()];
      this.setNode(node, largestCodes * split.feature + split.threshold, left);
      waiting.push({ node: left, from, to: middle }, { node: right, from: middle, to });
    }
    return root;
  }

  private addNode(): number {
    this.nodes.push(-1, 0);
    return this.nodes.length / fields - 1;
  }

  private setNode(node: number, test: number, left: number): void {
    this.nodes[node * fields] = test;
    this.nodes[node * fields + 1] = left;
  }

  private ones(sample: Int32Array, from: number, to: number): number {
    let ones = 0;
    for (let at = from; at < to; at++) ones += this.labels[sample[at]!]!;
    return ones;
  }

  private majority(sample: Int32Array, from: number, to: number): number {
    return 2 * this.ones(sample, from, to) > to - from ? 1 : 0;
  }

  /** null: the rows are of one class, or no feature tells them apart. */
  private bestSplit(sample: Int32Array, from: number, to: number): Split | null {
    const ones = this.ones(sample, from, to);
    if (ones === 0 || ones === to - from) return null;
    const { features } = this.rows;
    const tried = Math.max(1, Math.floor(Math.sqrt(features)));
    const order = this.random.permutation(features);
    let best: Split | null = null;
    // Beyond √features only until one of them can split at all.
    for (let at = 0; at < features && (at < tried || !best); at++) {
      const split = this.splitOn(order[at]!, sample, from, to, ones);
      if (split && (!best || split.impurity < best.impurity)) best = split;
    }
    return best;
  }

  private splitOn(feature: number, sample: Int32Array, from: number, to: number, ones: number): Split | null {
    const { counts, labels } = this;
    const { codes, features } = this.rows;
    counts.fill(0);
    let largest = 0;
    for (let at = from; at < to; at++) {
      const row = sample[at]!;
      const code = codes[row * features + feature]!;
      if (code > largest) largest = code;
      counts[2 * code + labels[row]!]! += 1;
    }
    let [leftZeros, leftOnes] = [0, 0];
    let best: Split | null = null;
    for (let threshold = 0; threshold < largest; threshold++) {
      leftZeros += counts[2 * threshold]!;
      leftOnes += counts[2 * threshold + 1]!;
      const left = leftZeros + leftOnes;
      const right = to - from - left;
      if (left === 0 || right === 0) continue;
      const rightOnes = ones - leftOnes;
      const impurity = (leftZeros * leftOnes) / left + ((right - rightOnes) * rightOnes) / right;
      if (!best || impurity < best.impurity) best = { feature, threshold, impurity };
    }
    return best;
  }

  private partition(sample: Int32Array, from: number, to: number, { feature, threshold }: Split): number {
    const { codes, features } = this.rows;
    let middle = from;
    for (let at = from; at < to; at++) {
      const row = sample[at]!;
      if (codes[row * features + feature]! > threshold) continue;
      sample[at] = sample[middle]!;
      sample[middle++] = row;
    }
    return middle;
  }
}

/** The same rows, labels (0 or 1) and seed give the same forest on every machine. */
export function growForest(rows: CodedRows, labels: Uint8Array, { trees, seed }: ForestOptions): Forest {
  const grower = new Grower(rows, labels, new Random(seed));
  const roots = Int32Array.from({ length: trees }, () => grower.tree());
  return { nodes: grower.grown, roots };
}

function classOf(nodes: Int32Array, root: number, codes: Uint8Array, row: number): number {
  let node = root;
  for (let test = nodes[fields * node]!; test >= 0; test = nodes[fields * node]!) {
    const isRight = codes[row + (test >> 8)]! > (test & 255);
    node = nodes[fields * node + 1]! + (isRight ? 1 : 0);
  }
  return -1 - nodes[fields * node]!;
}

/** Class of each row: the vote of the trees, 0 on a tie. */
export function forestLabels({ nodes, roots }: Forest, { codes, items, features }: CodedRows): Uint8Array {
  const votes = new Int32Array(items);
  // Tree by tree: one tree's nodes fit the processor's cache, those of all do not.
  for (const root of roots)
    for (let item = 0; item < items; item++) votes[item]! += classOf(nodes, root, codes, item * features);
  return Uint8Array.from(votes, (ones) => (2 * ones > roots.length ? 1 : 0));
}
