import { rankCandidates } from '@paretoboard/sdk/rank-candidates.js';
import type { NegativeSampler } from './negative-sampler.js';
import type { Pairs } from './shop.js';

/** Vectors as they are stored, [users, width] and [items, width]. */
export interface VectorTables {
  readonly users: Float32Array;
  readonly items: Float32Array;
  readonly width: number;
}

/** Dot product of a user's and an item's vector. */
export function scoreOf({ users, items, width }: VectorTables, user: number, item: number): number {
  const [from, to] = [user * width, item * width];
  let score = 0;
  for (let at = 0; at < width; at++) score += users[from + at]! * items[to + at]!;
  return score;
}

/** Share of pairs whose item is among the user's first `places` of all items outside the training rows. */
export function recallAt(places: number, tables: VectorTables, pairs: Pairs, taken: NegativeSampler): number {
  const items = tables.items.length / tables.width;
  const all = Int32Array.from({ length: items }, (_, item) => item);
  const hits = pairs.users.reduce((sum, user, at) => {
    const own = taken.takenBy(user);
    const ranked = rankCandidates(all, places, (item) =>
      own.has(item) ? Number.NEGATIVE_INFINITY : scoreOf(tables, user, item),
    );
    return sum + (ranked.includes(pairs.items[at]!) ? 1 : 0);
  }, 0);
  return hits / pairs.users.length;
}
