import { primaryMetric } from '@paretoboard/contract/task.js';
import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import type { Answer, BlackBox } from '@paretoboard/harness/task/task-module.js';
import type { Random } from '@paretoboard/sdk/random.js';
import type { Recomputation } from './recomputation.js';

/** Which answers agree with the black box wherever their rule holds; the others nowhere do. */
const faithful = new WeakMap<NamedTensors, boolean>();

/** Labels of the instance with the feature at 0 and at 1. */
function bothLabels(box: BlackBox, instance: ArrayLike<number>, feature: number): [number, number] {
  const [low, high] = [Uint8Array.from(instance), Uint8Array.from(instance)];
  low[feature] = 0;
  high[feature] = 1;
  const data = Uint8Array.from([...low, ...high]);
  const { label } = box.answer({ instance: { dtype: 'uint8', shape: [2, instance.length], data } }, 2);
  return [label!.data[0]!, label!.data[1]!];
}

/** Holds all features but one of two codes: there a linear classifier can say anything, so that its agreement is known without samples. */
function outputsOf(
  instance: ArrayLike<number>,
  free: number,
  labels: [number, number],
  isFaithful: boolean,
): NamedTensors {
  const features = instance.length;
  const side = (label: number): number => ((label === 1) === isFaithful ? 1 : -1);
  const weights = new Float32Array(features);
  weights[free] = side(labels[1]) - side(labels[0]);
  const scalar = (value: number) => ({ dtype: 'float32' as const, shape: [], data: Float32Array.of(value) });
  return {
    rule: { dtype: 'uint8', shape: [features], data: new Uint8Array(features).fill(1).fill(0, free, free + 1) },
    weights: { dtype: 'float32', shape: [features], data: weights },
    bias: scalar(side(labels[0])),
    estimate: scalar(0),
  };
}

function freeFeature(levels: ArrayLike<number>, random: Random): number {
  const binary = Array.from(levels, (_, feature) => feature).filter((feature) => levels[feature] === 2);
  return binary[random.integer(binary.length)]!;
}

/** Share of the target's samples, taken one by one, that have the instance's codes wherever the rule holds one. */
function coverageOf({ item, outputs }: Answer): number {
  const instance = [...item.inputs.instance!.data];
  const { data } = item.targets.coverage!;
  const rows = Array.from({ length: data.length / instance.length }, (_, row) =>
    data.subarray(row * instance.length, (row + 1) * instance.length),
  );
  const covered = rows.filter((row) => instance.every((code, at) => outputs.rule!.data[at] === 0 || row[at] === code));
  return covered.length / rows.length;
}

/** A rule with a linear classifier inside, worth its coverage where the classifier agrees with the black box. */
export const ruleCoverage: Recomputation = {
  fits: (definition) => definition.interaction === 'explain' && primaryMetric(definition).id === 'qualified-coverage',
  answers: ({ task, surrogate }, kind, random) => {
    const box = task.blackBox!(surrogate);
    return Array.from({ length: surrogate.test.items }, (_, index) => {
      const item = surrogate.test.read(index);
      const { data } = item.inputs.instance!;
      const free = freeFeature(item.targets.levels!.data, random);
      const isFaithful = kind === 'drawn' ? random.uniform() < 0.5 : kind === 'right';
      const outputs = outputsOf(data, free, bothLabels(box, data, free), isFaithful);
      faithful.set(outputs, isFaithful);
      return { index, item, outputs };
    });
  },
  expected: (answers) => {
    const worth = answers.map((answer) => (faithful.get(answer.outputs) ? coverageOf(answer) : 0));
    return (100 * worth.reduce((sum, value) => sum + value, 0)) / answers.length;
  },
};
