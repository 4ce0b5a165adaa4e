import type { Answer, Item } from '@paretoboard/harness/task/task-module.js';
import type { Random } from '@paretoboard/sdk/random.js';
import type { AnswerKind, Recomputation } from './recomputation.js';

/** Grey levels 0 to 255 as answers are given: −1 to 1. */
function levelsOf({ inputs }: Item): number[] {
  return [...inputs.image!.data].map((level) => Math.fround((2 * level) / 255 - 1));
}

function picture(levels: readonly number[], kind: AnswerKind, random: Random): Float32Array {
  if (kind === 'drawn') return Float32Array.from(levels, () => random.uniform(-1, 1));
  return Float32Array.from(levels, (level) => (kind === 'right' ? level : -level));
}

/** Pictures that were narrowed to a code and made again: the mean squared difference over the test pictures, those with role 0. */
export const reconstructedPictures: Recomputation = {
  fits: ({ interaction, targets, outputs }) =>
    interaction === 'generate' &&
    outputs.some(({ name }) => name === 'reconstruction') &&
    targets.some(({ name }) => name === 'role'),
  answers: ({ task, surrogate }, kind, random) => {
    const shape = task.definition.outputs.find(({ name }) => name === 'reconstruction')!.shape as number[];
    return Array.from({ length: surrogate.test.items }, (_, index) => {
      const item = surrogate.test.read(index);
      const levels = levelsOf(item);
      const tensor = (data: Float32Array) => ({ dtype: 'float32', shape, data }) as const;
      const reconstruction = tensor(picture(levels, kind, random));
      return { index, item, outputs: { reconstruction, sample: tensor(picture(levels, 'drawn', random)) } };
    });
  },
  expected: (answers: readonly Answer[]) => {
    const tested = answers.filter(({ item }) => Number(item.targets.role!.data[0]) === 0);
    const differences = tested.flatMap(({ item, outputs }) => {
      const made = outputs.reconstruction!.data;
      return levelsOf(item).map((level, at) => (level - made[at]!) ** 2);
    });
    return differences.reduce((sum, difference) => sum + difference, 0) / differences.length;
  },
};
