import { Random } from '@paretoboard/sdk/random.js';
import type { Ask } from '@paretoboard/sdk/submission.js';
import type { Distribution } from '../distribution-artefact.js';
import { RuleWorld } from '../rule-world.js';

/** A black box worked out by hand: class of a row of codes. */
export type Labelling = (row: Uint8Array) => number;

/** Six independent features of two codes each but the last two, of five. */
export const distribution: Distribution = {
  seed: 1,
  normal: {
    mean: Float64Array.of(0.5, 0.5, 0.5, 0.5, 2, 2),
    covariance: Float64Array.from({ length: 36 }, (_, at) => (at % 7 !== 0 ? 0 : at < 28 ? 0.25 : 1.5)),
    levels: Uint8Array.of(2, 2, 2, 2, 5, 5),
  },
};

/** `ask` of the wire, answered here. @throws RangeError beyond the budget, as the harness ends the run */
export function askOf(label: Labelling, budget: number): Ask {
  let rowsLeft = budget;
  const ask = ({ instance }: Parameters<Ask>[0], items: number): ReturnType<Ask> => {
    rowsLeft -= items;
    if (rowsLeft < 0) throw new RangeError('more rows than the budget');
    const features = instance!.data.length / items;
    const rows = instance!.data as Uint8Array;
    const data = Uint8Array.from({ length: items }, (_, row) =>
      label(rows.subarray(row * features, (row + 1) * features)),
    );
    return { label: { dtype: 'uint8', shape: [items], data } };
  };
  return Object.defineProperty(ask, 'rowsLeft', { get: () => rowsLeft }) as Ask;
}

export function worldOf(instance: readonly number[], label: Labelling, budget = 100_000, seed = 2): RuleWorld {
  return new RuleWorld(distribution.normal, Uint8Array.from(instance), askOf(label, budget), new Random(seed));
}
