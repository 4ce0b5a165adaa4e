import { Random } from '@paretoboard/sdk/random.js';
import { z } from 'zod';

/** Names of classes by what they are for, as `splits.json` holds them. */
export const classSplitSchema = z.object({
  train: z.array(z.string()).min(1),
  test: z.array(z.string()).min(1),
  val: z.array(z.string()).min(1),
});
export type ClassSplit = z.infer<typeof classSplitSchema>;

/** Of the paper's 47 classes. */
const shares = { train: 24 / 47, val: 11 / 47 } as const;

/** Splits classes by a seeded permutation: of 47 names, 24 are for training, 11 for validation and 12 for the test, each list in order. */
export function classSplit(names: readonly string[], seed: number): ClassSplit {
  const order = Array.from(new Random(seed).permutation(names.length), (index) => names[index]!);
  const train = Math.round(shares.train * names.length);
  const test = train + Math.round(shares.val * names.length);
  return {
    train: order.slice(0, train).sort(),
    val: order.slice(train, test).sort(),
    test: order.slice(test).sort(),
  };
}
