import type { Random } from '@paretoboard/sdk/random.js';
import type { Pairs } from './shop.js';

/** Draws, uniformly, items that a user did not take in the training rows. A user who took everything gets any item. */
export class NegativeSampler {
  private readonly taken: ReadonlySet<number>[];

  constructor(
    { users, items }: Pairs,
    numberOfUsers: number,
    private readonly numberOfItems: number,
  ) {
    const taken = Array.from({ length: numberOfUsers }, () => new Set<number>());
    for (const [at, user] of users.entries()) taken[user]!.add(items[at]!);
    this.taken = taken;
  }

  /** Items of the user's training rows. */
  takenBy(user: number): ReadonlySet<number> {
    return this.taken[user]!;
  }

  draw(user: number, random: Random): number {
    const own = this.taken[user]!;
    let item = random.integer(this.numberOfItems);
    while (own.has(item) && own.size < this.numberOfItems) item = random.integer(this.numberOfItems);
    return item;
  }
}
