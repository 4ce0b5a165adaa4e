import { primaryMetric } from '@paretoboard/contract/task.js';
import type { Answer } from '@paretoboard/harness/task/task-module.js';
import type { Random } from '@paretoboard/sdk/random.js';
import type { AnswerKind, Recomputation } from './recomputation.js';

function scoreOf(kind: AnswerKind, label: number, random: Random): number {
  // Few levels, so that there are ties.
  const noise = random.integer(8);
  if (kind === 'drawn') return noise;
  return (kind === 'right') === (label === 1) ? 100 + noise : noise;
}

const labelOf = ({ item }: Answer): number => Number(Object.values(item.targets)[0]!.data[0]);
const answered = ({ outputs }: Answer): number => Object.values(outputs)[0]!.data[0]!;

/** All pairs of a positive and a negative, one by one: the share in which the positive is ahead, half of the ties. */
function areaByPairs(answers: readonly Answer[]): number {
  const positives = answers.filter((answer) => labelOf(answer) === 1).map(answered);
  const negatives = answers.filter((answer) => labelOf(answer) === 0).map(answered);
  let ahead = 0;
  for (const positive of positives)
    for (const negative of negatives) ahead += positive > negative ? 1 : positive === negative ? 0.5 : 0;
  return (100 * ahead) / (positives.length * negatives.length);
}

/** A single score an item, a label of 0 or 1, and an area under the ROC curve of all items as primary metric. */
export const rankedScores: Recomputation = {
  fits: (definition) => {
    const { targets, outputs } = definition;
    return (
      targets.length === 1 &&
      outputs.length === 1 &&
      targets[0]!.shape.length === 0 &&
      outputs[0]!.shape.length === 0 &&
      /\bauc$/.test(primaryMetric(definition).id)
    );
  },
  answers: ({ task, surrogate }, kind, random) => {
    const [target, output] = [task.definition.targets[0]!, task.definition.outputs[0]!];
    return Array.from({ length: surrogate.test.items }, (_, index) => {
      const item = surrogate.test.read(index);
      const data = Float32Array.of(scoreOf(kind, Number(item.targets[target.name]!.data[0]), random));
      return { index, item, outputs: { [output.name]: { dtype: 'float32', shape: [], data } } };
    });
  },
  expected: areaByPairs,
};
