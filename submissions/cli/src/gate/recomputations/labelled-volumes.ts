import { primaryMetric } from '@paretoboard/contract/task.js';
import type { TensorSpec } from '@paretoboard/contract/tensor.js';
import type { Answer } from '@paretoboard/harness/task/task-module.js';
import type { Random } from '@paretoboard/sdk/random.js';
import type { AnswerKind, Recomputation } from './recomputation.js';

const isVolume = (spec: TensorSpec | undefined, dtype: string): boolean =>
  spec !== undefined && spec.dtype === dtype && spec.shape.length === 3;

function probability(kind: AnswerKind, isForeground: boolean, random: Random): number {
  if (kind === 'drawn') return random.uniform();
  return Number(isForeground === (kind === 'right'));
}

/** Dice from the harmonic mean of precision and recall, which it is; 0 where nothing is found or nothing of it is right. */
function overlap({ item, outputs }: Answer): number {
  const truth = Object.values(item.targets)[0]!.data;
  const found = [...Object.values(outputs)[0]!.data].flatMap((value, voxel) => (value > 0.5 ? [voxel] : []));
  const right = found.filter((voxel) => truth[voxel] !== 0).length;
  if (right === 0) return 0;
  const [precision, recall] = [right / found.length, right / [...truth].filter((value) => value !== 0).length];
  return 2 / (1 / precision + 1 / recall);
}

/** A volume of probabilities for a volume of labels, foreground above one half, and the mean Dice of volumes as primary metric. */
export const labelledVolumes: Recomputation = {
  fits: (definition) => {
    const { targets, outputs } = definition;
    const isPair = targets.length === 1 && outputs.length === 1;
    return (
      isPair &&
      isVolume(targets[0], 'uint8') &&
      isVolume(outputs[0], 'float32') &&
      primaryMetric(definition).id === 'dsc'
    );
  },
  answers: ({ task, surrogate }, kind, random) => {
    const [target, output] = [task.definition.targets[0]!, task.definition.outputs[0]!];
    return Array.from({ length: surrogate.test.items }, (_, index) => {
      const item = surrogate.test.read(index);
      const { shape, data } = item.targets[target.name]!;
      const values = Float32Array.from(data as Uint8Array, (value) => probability(kind, value !== 0, random));
      return { index, item, outputs: { [output.name]: { dtype: 'float32', shape, data: values } } };
    });
  },
  expected: (answers) => answers.reduce((sum, answer) => sum + overlap(answer), 0) / answers.length,
};
