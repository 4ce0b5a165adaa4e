import type { Answer } from '@paretoboard/harness/task/task-module.js';
import type { Random } from '@paretoboard/sdk/random.js';
import type { AnswerKind, Recomputation } from './recomputation.js';

function logits(kind: AnswerKind, label: number, classes: number, random: Random): number[] {
  const ofLabel = kind === 'right' ? 5 : -5;
  return Array.from({ length: classes }, (_, at) => {
    if (kind === 'drawn') return random.normal(0, 1);
    return at === label ? ofLabel : 0;
  });
}

/** Share of items whose label has the strictly largest value. */
function topOne(answers: readonly Answer[]): number {
  const correct = answers.filter(({ item, outputs }) => {
    const values = [...Object.values(outputs)[0]!.data];
    const label = Number(Object.values(item.targets)[0]!.data[0]);
    return values.every((value, at) => at === label || value < values[label]!);
  });
  return (100 * correct.length) / answers.length;
}

/** A single output of one value a class, a single label. */
export const classification: Recomputation = {
  fits: ({ targets, outputs }) =>
    targets.length === 1 &&
    outputs.length === 1 &&
    targets[0]!.shape.length === 0 &&
    outputs[0]!.shape.length === 1 &&
    outputs[0]!.shape[0] !== null,
  answers: ({ task, surrogate }, kind, random) => {
    const [target, output] = [task.definition.targets[0]!, task.definition.outputs[0]!];
    const classes = output.shape[0]!;
    return Array.from({ length: surrogate.test.items }, (_, index) => {
      const item = surrogate.test.read(index);
      const label = Number(item.targets[target.name]!.data[0]);
      const data = Float32Array.from(logits(kind, label, classes, random));
      return { index, item, outputs: { [output.name]: { dtype: 'float32', shape: [classes], data } } };
    });
  },
  expected: topOne,
};
