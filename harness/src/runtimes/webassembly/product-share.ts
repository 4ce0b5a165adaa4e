import type { WasmFunctions } from './wasm-functions.js';

/**
 * Places in the memory that threads share beside the module's, words: which round of work this is, how many of its shares nobody has taken, how many are not done, into how many
 * they are divided, whether calls stay whole (1) or each is divided, and how many calls there are.
 */
export const place = { round: 0, open: 1, left: 2, shares: 3, isWhole: 4, calls: 5, firstCall: 16 } as const;

/** Words of a call: the parameters of `product`. */
export const callLength = 13;
export const mostCalls = 8192;
export const wordsShared = place.firstCall + mostCalls * callLength;

/** Rows and columns that the function takes at a time: what is divided. */
const TILE_ROWS = 4;
const TILE_COLUMNS = 8;

/** How often a thread looks before it sleeps: about as long as it takes to be woken, some tens of microseconds. */
const LOOKS = 20_000;

/** Returns once a word is no longer what it was. */
export function waitWhile(words: Int32Array<SharedArrayBuffer>, index: number, value: number): void {
  for (let look = 0; look < LOOKS; look++) if (Atomics.load(words, index) !== value) return;
  Atomics.wait(words, index, value);
}

/** Whole tiles for each share; the last may be smaller. @returns where one begins and ends */
function part(size: number, tile: number, share: number, shares: number): [number, number] {
  const tiles = Math.ceil(size / tile);
  const end = Math.floor((tiles * (share + 1)) / shares) * tile;
  return [Math.floor((tiles * share) / shares) * tile, Math.min(size, end)];
}

/** The next call from one on that writes elsewhere than the one before it. */
function nextPlace(words: Int32Array, call: number): number {
  const calls = words[place.calls]!;
  const written = (at: number) => words[place.firstCall + at * callLength + 2];
  let at = call;
  while (at > 0 && at < calls && written(at) === written(at - 1)) at++;
  return at;
}

/** Some of the calls as wholes; those that add to the same numbers follow each other and stay together. */
function multiplyCalls(product: WasmFunctions['product'], words: Int32Array, share: number, shares: number): void {
  const [first, end] = part(words[place.calls]!, 1, share, shares).map((call) => nextPlace(words, call));
  for (let call = first!; call < end!; call++) {
    const at = place.firstCall + call * callLength;
    product(...words.subarray(at, at + callLength));
  }
}

/** A part of each call: some of its rows, or of its columns where it has few rows. */
function multiplyParts(product: WasmFunctions['product'], words: Int32Array, share: number, shares: number): void {
  const end = place.firstCall + words[place.calls]! * callLength;
  for (let at = place.firstCall; at < end; at += callLength) {
    // One by one: taking a list of words apart costs as much as a small product.
    let [a, b, c, rows, columns] = [words[at]!, words[at + 1]!, words[at + 2]!, words[at + 3]!, words[at + 4]!];
    const [inner, blocks, aRow, aInner] = [words[at + 5]!, words[at + 6]!, words[at + 7]!, words[at + 8]!];
    const [aBlock, bInner, bBlock, cRow] = [words[at + 9]!, words[at + 10]!, words[at + 11]!, words[at + 12]!];
    if (rows >= columns || rows >= 2 * shares * TILE_ROWS) {
      const [from, to] = part(rows, TILE_ROWS, share, shares);
      a += from * aRow;
      c += from * cRow;
      rows = to - from;
    } else {
      const [from, to] = part(columns, TILE_COLUMNS, share, shares);
      b += 4 * from;
      c += 4 * from;
      columns = to - from;
    }
    if (rows > 0 && columns > 0)
      product(a, b, c, rows, columns, inner, blocks, aRow, aInner, aBlock, bInner, bBlock, cRow);
  }
}

/** A share of the round. Each number is computed in one share, in the same order as in all at once, and so has the same bits. */
export function multiplyShare(
  product: WasmFunctions['product'],
  words: Int32Array,
  share: number,
  shares: number,
): void {
  if (words[place.isWhole]) multiplyCalls(product, words, share, shares);
  else multiplyParts(product, words, share, shares);
}

/** Takes shares of the round until none is open: whoever is late finds none, and nobody waits for it. */
export function multiplyShares(product: WasmFunctions['product'], words: Int32Array<SharedArrayBuffer>): void {
  for (let open = Atomics.sub(words, place.open, 1); open > 0; open = Atomics.sub(words, place.open, 1)) {
    multiplyShare(product, words, open - 1, words[place.shares]!);
    if (Atomics.sub(words, place.left, 1) === 1) Atomics.notify(words, place.left);
  }
}
