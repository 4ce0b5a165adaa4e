import { Random } from '@paretoboard/sdk/random.js';

/** The fixed points 1/(2K), 3/(2K) … (2K − 1)/(2K): the same in training and at test time. */
export function samplingPoints(count: number): number[] {
  return Array.from({ length: count }, (_, k) => (2 * k + 1) / (2 * count));
}

/**
 * Inverse-transform sampling at fixed points: for each the first token at which the cumulative score reaches it, each token once. Peaked scores give few
 * tokens, flat ones many.
 * @param scores of the tokens, ≥ 0, of sum 1
 * @returns at most `most` indices, increasing
 */
export function sampleTokens(scores: ArrayLike<number>, most: number): number[] {
  const chosen: number[] = [];
  let [token, cumulative] = [0, scores[0]!];
  for (const point of samplingPoints(most)) {
    while (cumulative < point && token < scores.length - 1) cumulative += scores[++token]!;
    if (chosen.at(-1) !== token) chosen.push(token);
  }
  return chosen;
}

/** The `most` highest scores, whatever the others are; indices increasing, of equal scores the earlier. */
export function topTokens(scores: ArrayLike<number>, most: number): number[] {
  const order = Array.from({ length: scores.length }, (_, token) => token);
  order.sort((a, b) => scores[b]! - scores[a]! || a - b);
  return order.slice(0, most).sort((a, b) => a - b);
}

const words = 2 ** 32;

/** A number that follows from the scores: what is drawn is the same for the same frame, and another for the next. */
function seedOf(scores: Float32Array): number {
  return scores.reduce((seed, score) => (Math.imul(seed, 31) + Math.floor(score * words)) >>> 0, 7);
}

/** Any `most` of the tokens that have a score, each set as likely; indices increasing. */
export function randomTokens(scores: Float32Array, most: number): number[] {
  const there = [...scores.keys()].filter((token) => scores[token]! > 0);
  const order = new Random(seedOf(scores)).permutation(there.length);
  return Array.from(order.subarray(0, most), (at) => there[at]!).sort((a, b) => a - b);
}

/**
 * Rows that pick tokens: [items, most, tokens], one 1 in the row of each chosen token and zeros in the rows that are left.
 * @param scores [items, tokens]
 */
export function pickingMatrix(
  scores: Float32Array,
  items: number,
  most: number,
  choose: (scores: Float32Array, most: number) => number[],
): Float32Array {
  const tokens = scores.length / items;
  const picks = new Float32Array(items * most * tokens);
  for (let item = 0; item < items; item++) {
    const chosen = choose(scores.subarray(item * tokens, (item + 1) * tokens), most);
    for (const [row, token] of chosen.entries()) picks[(item * most + row) * tokens + token] = 1;
  }
  return picks;
}
