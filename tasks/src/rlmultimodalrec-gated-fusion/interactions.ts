import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import type { Item, ItemSource, LoadedData, SplitName } from '@paretoboard/harness/task/task-module.js';
import { Random } from '@paretoboard/sdk/random.js';
import { reorder } from './reorder.js';

/** A user took to an item; both are ids from 0. */
export interface Interaction {
  readonly user: number;
  readonly item: number;
}

/** [items, columns], row by row; no columns where the data have no such features. */
export interface Features {
  readonly columns: number;
  readonly values: Float32Array;
}

/** What any of the layouts on disk holds. */
export interface Shop {
  readonly users: number;
  readonly items: number;
  readonly splits: Readonly<Record<SplitName, readonly Interaction[]>>;
  readonly image: Features;
  readonly text: Features;
}

export const noFeatures: Features = { columns: 0, values: new Float32Array(0) };

/** The order of a user's candidates means nothing; the same user gets the same one from each `read`. */
const orderSeed = 20_250_525;

const scalar = (value: number) => ({ dtype: 'int32' as const, shape: [], data: Int32Array.of(value) });
const vector = (data: Int32Array) => ({ dtype: 'int32' as const, shape: [data.length], data });

function rows(interactions: readonly Interaction[]): ItemSource {
  return {
    items: interactions.length,
    read: (index) => {
      const { user, item } = interactions[index]!;
      return {
        inputs: { user: scalar(user) },
        targets: { item: scalar(item) },
        attributes: {},
        group: `user-${user}`,
      };
    },
  };
}

function itemsByUser(interactions: readonly Interaction[]): Map<number, number[]> {
  const byUser = new Map<number, number[]>();
  for (const { user, item } of interactions) {
    const known = byUser.get(user);
    if (known) known.push(item);
    else byUser.set(user, [item]);
  }
  return byUser;
}

/** All items in an order of the user's own, −1 in place of those that are masked. */
function candidatesOf(user: number, shuffled: Int32Array, masked: ReadonlySet<number>): Int32Array {
  const candidates = reorder(shuffled, new Random(orderSeed).fork(`user-${user}`));
  for (let at = 0; at < candidates.length; at++) if (masked.has(candidates[at]!)) candidates[at] = -1;
  return candidates;
}

/** One user of the test. */
class UserItem implements Item {
  readonly attributes = {};
  readonly group: string;
  readonly targets: NamedTensors;

  constructor(
    private readonly user: number,
    relevant: readonly number[],
    private readonly candidates: () => Int32Array,
  ) {
    this.group = `user-${user}`;
    this.targets = { relevant: vector(Int32Array.from(relevant)) };
  }

  /** Made when they are asked for: a run holds on to every item, and the candidates of all users are hundreds of megabytes. */
  get inputs(): NamedTensors {
    return { user: scalar(this.user), candidates: vector(this.candidates()) };
  }
}

function testUsers({ splits, items }: Shop): ItemSource {
  const known = new Map([...itemsByUser(splits.train)].map(([user, own]) => [user, new Set(own)]));
  const shuffled = Int32Array.from(new Random(orderSeed).permutation(items));
  const nothing = new Set<number>();
  const heldOut = [...itemsByUser(splits.test)].sort(([a], [b]) => a - b);
  return {
    items: heldOut.length,
    read: (index) => {
      const [user, relevant] = heldOut[index]!;
      return new UserItem(user, relevant, () => candidatesOf(user, shuffled, known.get(user) ?? nothing));
    },
  };
}

/** Interactions as rows to train on, users as items to be asked about, features as constants. */
export function loadedShop(shop: Shop): LoadedData {
  const { users, items, splits } = shop;
  const features = ({ columns, values }: Features) => ({
    dtype: 'float32' as const,
    shape: [items, columns],
    data: values,
  });
  return {
    train: rows(splits.train),
    validation: rows(splits.validation),
    test: testUsers(shop),
    constants: {
      extent: vector(Int32Array.of(users, items)),
      image: features(shop.image),
      text: features(shop.text),
    },
  };
}
