import { rankEach } from '@paretoboard/sdk/rank-candidates.js';
import { defineSubmission } from '@paretoboard/sdk/submission.js';
import { packTensors, unpackTensors } from '@paretoboard/sdk/tensor-bytes.js';

// What those bought who bought what this user bought; how popular an item is decides where nobody did.

const artefactFile = 'interactions.bin';
const batchSize = 4_096;
const popularityWeight = 0.001;

/** Users of each item, and items of each user, from pairs of both. */
function grouped(keys: ArrayLike<number>, values: ArrayLike<number>): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  for (let at = 0; at < keys.length; at++) {
    const group = groups.get(keys[at]!);
    if (group) group.push(values[at]!);
    else groups.set(keys[at]!, [values[at]!]);
  }
  return groups;
}

export default defineSubmission({
  interaction: 'recommend',

  train(context) {
    const users: number[] = [];
    const items: number[] = [];
    for (;;) {
      const rows = context.next('train', batchSize);
      if (rows.items === 0) break;
      users.push(...rows.inputs['user']!.data);
      items.push(...rows.targets['item']!.data);
      context.progress({ step: users.length });
    }
    const vector = (values: number[]) => ({
      dtype: 'int32' as const,
      shape: [values.length],
      data: Int32Array.from(values),
    });
    context.save(artefactFile, packTensors({ users: vector(users), items: vector(items) }));
    return { steps: 1, epochs: 1, parameters: null };
  },

  load({ read, constants }) {
    const saved = unpackTensors(read(artefactFile));
    const [users, items] = [saved['users']!.data, saved['items']!.data];
    const itemsOf = grouped(users, items);
    const usersOf = grouped(items, users);
    const itemCount = constants['extent']!.data[1]!;
    /** One score for each item of the shop. */
    function scoresFor(user: number): Float64Array {
      const scores = Float64Array.from(
        { length: itemCount },
        (_, item) => popularityWeight * (usersOf.get(item)?.length ?? 0),
      );
      for (const own of itemsOf.get(user) ?? [])
        for (const other of usersOf.get(own) ?? []) {
          const theirs = itemsOf.get(other) ?? [];
          for (const item of theirs) scores[item] = scores[item]! + 1 / theirs.length;
        }
      return scores;
    }
    return {
      parameters: null,
      rank({ users: asked, candidates, places }) {
        const scores = Array.from(asked, scoresFor);
        return rankEach(candidates, asked.length, places, (user, item) => scores[user]![item]!);
      },
    };
  },
});
