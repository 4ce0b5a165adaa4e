import type { Random } from '@paretoboard/sdk/random.js';

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}

/**
 * The values in another order: from a random one on, in random steps that meet each once. Not every order can come out, but each value is as likely at each place; a shuffle of
 * thousands takes as long as a query.
 */
export function reorder(values: Int32Array, random: Random): Int32Array<ArrayBuffer> {
  const { length } = values;
  const reordered = new Int32Array(length);
  if (length === 0) return reordered;
  let step = 1 + random.integer(length);
  while (commonDivisor(step, length) !== 1) step = 1 + random.integer(length);
  let from = random.integer(length);
  for (let to = 0; to < length; to++) {
    reordered[to] = values[from]!;
    from = (from + step) % length;
  }
  return reordered;
}
