import { primaryMetric } from '@paretoboard/contract/task.js';
import type { Answer, Item } from '@paretoboard/harness/task/task-module.js';
import type { Random } from '@paretoboard/sdk/random.js';
import type { AnswerKind, Recomputation } from './recomputation.js';

const recall = /^recall-\d+$/;

/** As many items as there are places: the relevant ones first, none of them, or any candidates in any order. */
function itemsFor({ inputs, targets }: Item, places: number, kind: AnswerKind, random: Random): number[] {
  const relevant = [...targets.relevant!.data];
  const candidates = [...inputs.candidates!.data].filter((item) => item >= 0);
  const others = candidates.filter((item) => !relevant.includes(item));
  if (kind === 'wrong') return others.slice(0, places);
  const first = [...relevant, ...others].slice(0, places);
  if (kind === 'right' || random.uniform() < 0.2) return first;
  return Array.from(random.permutation(candidates.length).subarray(0, places), (at) => candidates[at]!);
}

/** Ranked items of users: the share of each user's held-out items that are named at all. */
export const topOfRanking: Recomputation = {
  fits: (definition) => definition.interaction === 'recommend' && recall.test(primaryMetric(definition).id),
  answers: ({ task, surrogate }, kind, random) => {
    const places = task.definition.outputs.find(({ name }) => name === 'items')?.shape[0] ?? 0;
    return Array.from({ length: surrogate.test.items }, (_, index) => {
      const item = surrogate.test.read(index);
      const data = Int32Array.from(itemsFor(item, places, kind, random));
      return { index, item, outputs: { items: { dtype: 'int32', shape: [places], data } } };
    });
  },
  expected: (answers: readonly Answer[]) => {
    const shares = answers.map(({ item, outputs }) => {
      const named = [...outputs.items!.data];
      const relevant = [...item.targets.relevant!.data];
      return relevant.filter((one) => named.includes(one)).length / relevant.length;
    });
    return (100 * shares.reduce((sum, share) => sum + share, 0)) / shares.length;
  },
};
