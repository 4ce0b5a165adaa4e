import { primaryMetric } from '@paretoboard/contract/task.js';
import type { Answer } from '@paretoboard/harness/task/task-module.js';
import type { Random } from '@paretoboard/sdk/random.js';
import type { AnswerKind, Recomputation } from './recomputation.js';

/** Shift to the right in widths of the box: by more than one, nothing overlaps. */
function shift(kind: AnswerKind, random: Random): number {
  return kind === 'drawn' ? random.uniform(0, 1.3) : kind === 'right' ? 0 : 2;
}

/** Of a box that is only shifted along its width, so that its height plays no part. */
function overlapOfShifted(left: number, trueLeft: number, width: number): number {
  const away = Math.abs(left - trueLeft);
  return Math.max(0, (width - away) / (width + away));
}

/** Share of the 21 thresholds 0, 0.05 … 1 that one sequence's frames exceed, mean over the frames with the object. */
function successOf({ item, outputs }: Answer): number {
  const { boxes, visible } = item.targets;
  const frames = [...visible!.data.keys()].filter((frame) => visible!.data[frame] === 1);
  const exceeded = frames.map((frame) => {
    const [trueLeft, , width] = boxes!.data.subarray(4 * frame, 4 * frame + 3) as Float32Array;
    return Math.ceil(20 * overlapOfShifted(outputs.boxes!.data[4 * frame]!, trueLeft!, width!));
  });
  return exceeded.reduce((sum, count) => sum + count, 0) / (21 * frames.length);
}

/** One box a frame, and the area under the success curve, mean over sequences, as primary metric. Answers are shifted to the right, or not. */
export const followedBoxes: Recomputation = {
  fits: (definition) =>
    primaryMetric(definition).id === 'success' &&
    definition.outputs.map(({ name }) => name).join() === 'boxes' &&
    definition.targets.map(({ name }) => name).join() === 'boxes,visible',
  answers: ({ surrogate }, kind, random) =>
    Array.from({ length: surrogate.test.items }, (_, index) => {
      const item = surrogate.test.read(index);
      const { shape } = item.targets.boxes!;
      const data = Float32Array.from(item.targets.boxes!.data);
      for (let at = 0; at < data.length; at += 4) data[at]! += shift(kind, random) * data[at + 2]!;
      return { index, item, outputs: { boxes: { dtype: 'float32', shape, data } } };
    }),
  expected: (answers) => (100 * answers.reduce((sum, answer) => sum + successOf(answer), 0)) / answers.length,
};
