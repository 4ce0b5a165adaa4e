import { Random } from '@paretoboard/sdk/random.js';
import { SampleError } from './sample.js';

export interface PairedPermutation {
  /** metric(first) − metric(second). */
  readonly difference: number;
  /** Two-sided. */
  readonly p: number;
  readonly method: 'exact' | 'sampled';
}

export interface PermutationOptions {
  readonly seed: number;
  readonly permutations?: number;
}

function finite(value: number): number {
  if (!Number.isFinite(value)) throw new SampleError(`the metric is ${value}: expected a finite number`);
  return value;
}

/**
 * Paired permutation test of a metric that need not be a mean (mAP, AUC, Dice, Spearman): if two methods are alike, swapping their answers to any item
 * changes nothing. Exact over all swaps where these are fewer than `permutations`, else sampled, with the observed one counted in (Phipson & Smyth 2010).
 * @param first one answer per item, `second` in the same order
 * @param metric of the answers to all items, in item order; must not keep the array
 * @throws SampleError on unequal or empty samples, or where the metric is not finite
 */
export function pairedPermutation<Answer>(
  first: readonly Answer[],
  second: readonly Answer[],
  metric: (answers: readonly Answer[]) => number,
  { seed, permutations = 9_999 }: PermutationOptions,
): PairedPermutation {
  const items = first.length;
  if (items === 0 || items !== second.length) {
    throw new SampleError(`expected as many items in both, at least 1; found ${items} and ${second.length}`);
  }
  const difference = finite(metric(first)) - finite(metric(second));
  // Sums in another order differ in their last digits: these still count as equal.
  const bar = Math.abs(difference) * (1 - 1e-9);
  const [a, b] = [[...first], [...second]];
  const isExtreme = (swaps: (item: number) => boolean): boolean => {
    for (let item = 0; item < items; item += 1) {
      const isSwapped = swaps(item);
      a[item] = (isSwapped ? second : first)[item]!;
      b[item] = (isSwapped ? first : second)[item]!;
    }
    return Math.abs(finite(metric(a)) - finite(metric(b))) >= bar;
  };
  // Swapping every item only turns the sign: half of the swaps stand for all.
  if (items <= 31 && 2 ** (items - 1) <= permutations) {
    const all = 2 ** (items - 1);
    let extreme = 0;
    for (let code = 0; code < all; code += 1) if (isExtreme((item) => ((code >>> item) & 1) === 1)) extreme += 1;
    return { difference, p: extreme / all, method: 'exact' };
  }
  const random = new Random(seed);
  let extreme = 1;
  for (let round = 0; round < permutations; round += 1) {
    let bits = 0;
    const coin = (item: number): boolean => {
      if (item % 32 === 0) bits = random.uint32();
      return ((bits >>> (item % 32)) & 1) === 1;
    };
    if (isExtreme(coin)) extreme += 1;
  }
  return { difference, p: extreme / (permutations + 1), method: 'sampled' };
}

const wordBits = 32;
/** Up to so many values are summed eight at a time, beyond it four: the table of sums should stay in the processor's cache. */
const mostByEight = 8_192;

/**
 * Sums of a few neighbours for every choice of signs: what a word of 32 bits says of 32 values is then a few sums that are looked up. A set bit takes the
 * value away.
 */
class SignedSums {
  /** Neighbours that are summed. */
  private readonly width: 4 | 8;
  private readonly choices: number;
  /** [group of neighbours][choice of signs]. */
  private readonly sums: Float64Array;
  /** Words that say of each value whether it is taken away. */
  readonly words: number;

  constructor(values: Float64Array) {
    this.width = values.length <= mostByEight ? 8 : 4;
    this.choices = 1 << this.width;
    this.words = Math.ceil(values.length / wordBits);
    const { width, choices } = this;
    const groups = (this.words * wordBits) / width;
    this.sums = new Float64Array(groups * choices);
    for (let group = 0; group < groups; group += 1) {
      const own = values.subarray(group * width, (group + 1) * width);
      const at = group * choices;
      this.sums[at] = own.reduce((sum, value) => sum + value, 0);
      for (let choice = 1; choice < choices; choice += 1) {
        const last = 31 - Math.clz32(choice);
        this.sums[at + choice] = this.sums[at + (choice ^ (1 << last))]! - 2 * (own[last] ?? 0);
      }
    }
  }

  /** @param next the bits of 32 values, from the first on */
  of(next: () => number): number {
    const { width, choices, sums, words } = this;
    let sum = 0;
    let at = 0;
    for (let word = 0; word < words; word += 1) {
      const bits = next();
      for (let shift = 0; shift < wordBits; shift += width) {
        sum += sums[at + ((bits >>> shift) & (choices - 1))]!;
        at += choices;
      }
    }
    return sum;
  }
}

/**
 * The same test for a mean of per-item values, on the differences alone: flipping their signs. A million items take seconds, not hours.
 * @throws SampleError
 */
export function signFlipP(differences: ArrayLike<number>, { seed, permutations = 9_999 }: PermutationOptions): number {
  const nonzero = Float64Array.from(differences).filter((value) => finite(value) !== 0);
  if (differences.length === 0) throw new SampleError('expected at least one difference');
  if (nonzero.length === 0) return 1;
  const bar = Math.abs(nonzero.reduce((sum, value) => sum + value, 0)) * (1 - 1e-9);
  const signed = new SignedSums(nonzero);
  const countExtreme = (rounds: number, next: (round: number) => () => number): number => {
    let extreme = 0;
    for (let round = 0; round < rounds; round += 1) if (Math.abs(signed.of(next(round))) >= bar) extreme += 1;
    return extreme;
  };
  // Flipping every sign only turns the sign: half of the choices stand for all.
  if (nonzero.length <= 31 && 2 ** (nonzero.length - 1) <= permutations) {
    const all = 2 ** (nonzero.length - 1);
    return countExtreme(all, (code) => () => code) / all;
  }
  const random = new Random(seed);
  const drawn = (): number => random.uint32();
  return (1 + countExtreme(permutations, () => drawn)) / (permutations + 1);
}
