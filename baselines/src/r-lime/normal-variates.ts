import type { Random } from '@paretoboard/sdk/random.js';

const range = 2 ** 32;

/** Standard normal variates, two of each pair of uniform ones of 32 bits (Box–Muller): an explanation needs a quarter of a million. */
export function normalVariates(random: Random): () => number {
  let [spare, isSpare] = [0, false];
  return () => {
    isSpare = !isSpare;
    if (!isSpare) return spare;
    const radius = Math.sqrt(-2 * Math.log((random.uint32() + 0.5) / range));
    const angle = (2 * Math.PI * random.uint32()) / range;
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
}
