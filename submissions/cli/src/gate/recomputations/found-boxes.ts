import { primaryMetric } from '@paretoboard/contract/task.js';
import type { Item } from '@paretoboard/harness/task/task-module.js';
import type { Random } from '@paretoboard/sdk/random.js';
import type { AnswerKind, Recomputation } from './recomputation.js';

/** Pixels by which a box is shifted that is to hit nothing: beyond any picture. */
const beyond = 100_000;

function truthsOf(item: Item): number[][] {
  const { boxes, count } = item.targets;
  return Array.from({ length: Number(count!.data[0]) }, (_, row) => [...boxes!.data.subarray(4 * row, 4 * row + 4)]);
}

function isRight(kind: AnswerKind, random: Random): boolean {
  return kind === 'drawn' ? random.uniform() < 0.7 : kind === 'right';
}

/** Boxes with scores in rows, a single class, and average precision at an overlap of 0.5 as primary metric. Detections are exact or far off. */
export const foundBoxes: Recomputation = {
  fits: (definition) =>
    primaryMetric(definition).id === 'ap50' &&
    definition.outputs.map(({ name }) => name).join() === 'boxes,scores' &&
    definition.targets.map(({ name }) => name).join() === 'boxes,count',
  answers: ({ task, surrogate }, kind, random) => {
    const room = task.definition.outputs[1]!.shape[0]!;
    return Array.from({ length: surrogate.test.items }, (_, index) => {
      const item = surrogate.test.read(index);
      const [boxes, scores] = [new Float32Array(4 * room), new Float32Array(room)];
      for (const [row, [left, ...rest]] of truthsOf(item).entries()) {
        boxes.set([left! + (isRight(kind, random) ? 0 : beyond), ...rest], 4 * row);
        scores[row] = random.uniform(0.01, 1);
      }
      return {
        index,
        item,
        outputs: {
          boxes: { dtype: 'float32', shape: [room, 4], data: boxes },
          scores: { dtype: 'float32', shape: [room], data: scores },
        },
      };
    });
  },
  expected: (answers) => {
    const apples = answers.reduce((sum, { item }) => sum + truthsOf(item).length, 0);
    const ranked = answers
      .flatMap(({ outputs }) =>
        Array.from(outputs.scores!.data, (score, row) => ({
          score,
          isHit: outputs.boxes!.data[4 * row]! < beyond / 2,
        })),
      )
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score);
    const hitsUpTo = (end: number): number => ranked.slice(0, end).filter(({ isHit }) => isHit).length;
    const points = ranked.map((_, index) => ({
      recall: hitsUpTo(index + 1) / apples,
      precision: hitsUpTo(index + 1) / (index + 1),
    }));
    const best = Array.from({ length: 101 }, (_, at) =>
      points.filter(({ recall }) => recall >= at * 0.01).reduce((most, { precision }) => Math.max(most, precision), 0),
    );
    return (100 * best.reduce((sum, precision) => sum + precision, 0)) / best.length;
  },
};
