import type { Answer, Item } from '@paretoboard/harness/task/task-module.js';
import type { Random } from '@paretoboard/sdk/random.js';
import type { AnswerKind, Recomputation } from './recomputation.js';

/** A row of values a query. */
function logitsFor({ targets }: Item, ways: number, kind: AnswerKind, random: Random): Float32Array {
  const labels = [...targets.queryLabels!.data];
  const rows = labels.map((label) =>
    Array.from({ length: ways }, (_, at) => {
      if (kind === 'drawn') return random.normal(0, 1);
      return (at === label) === (kind === 'right') ? 3 : 0;
    }),
  );
  return Float32Array.from(rows.flat());
}

/** Share of one episode's queries whose label has the strictly largest value. */
function shareRight({ item, outputs }: Answer): number {
  const { data, shape } = outputs.logits!;
  const ways = shape.at(-1)!;
  const labels = [...item.targets.queryLabels!.data];
  const right = labels.filter((label, query) => {
    const row = [...data.subarray(query * ways, (query + 1) * ways)];
    const others = row.filter((_, at) => at !== label);
    return Math.max(...others) < row[label]!;
  });
  return right.length / labels.length;
}

/** Episodes whose queries each get one value a class: the mean share of right queries over the episodes of unseen classes. */
export const episodeAccuracy: Recomputation = {
  fits: ({ interaction, targets, outputs }) =>
    interaction === 'episode' &&
    outputs.length === 1 &&
    outputs[0]!.name === 'logits' &&
    ['queryLabels', 'isUnseen'].every((name) => targets.some((target) => target.name === name)),
  answers: ({ task, surrogate }, kind, random) => {
    const [queries, ways] = task.definition.outputs[0]!.shape as [number, number];
    return Array.from({ length: surrogate.test.items }, (_, index) => {
      const item = surrogate.test.read(index);
      const data = logitsFor(item, ways, kind, random);
      return { index, item, outputs: { logits: { dtype: 'float32', shape: [queries, ways], data } } };
    });
  },
  expected: (answers) => {
    const shares = answers.filter(({ item }) => item.targets.isUnseen!.data[0] === 1).map(shareRight);
    return (100 * shares.reduce((sum, share) => sum + share, 0)) / shares.length;
  },
};
