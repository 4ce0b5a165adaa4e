import { sampleSchema } from '@paretoboard/contract/samples.js';
import type { Tensor, TensorSpec } from '@paretoboard/contract/tensor.js';
import type { Answer } from '@paretoboard/harness/task/task-module.js';
import { expect, it } from 'vitest';
import { changedSamples } from './changed-samples.js';

const inputs: TensorSpec[] = [
  { name: 'window', dtype: 'float32', shape: [4, 2], description: 'two axes' },
  { name: 'target', dtype: 'int32', shape: [] },
];
const signal = (data: number[]): Tensor => ({ dtype: 'float32', shape: [4, 2], data: Float32Array.from(data) });

it('shows judged signals before and after, and how far each channel went', () => {
  const answer: Answer = {
    index: 1,
    item: {
      inputs: {
        window: signal([0, 5, 2, 5, 0, 5, 2, 5]),
        target: { dtype: 'int32', shape: [], data: Int32Array.of(7) },
      },
      targets: {},
      attributes: {},
      group: 'a',
    },
    outputs: { window: signal([0, 8, 2, 8, 0, 8, 2, 8]) },
  };
  const answers = [{ ...answer, index: 0 }, answer];
  const score = { metrics: {}, counts: {}, outcomes: [{}, { worth: 1 }] };
  const samples = changedSamples(answers, score, { kind: 'changed', signal: 'window' }, inputs);
  expect(samples.map((sample) => sampleSchema.parse(sample))).toMatchObject([
    {
      item: 1,
      description: 'two axes',
      conditions: [{ name: 'target', value: 7 }],
      channels: [
        { before: [0, 2, 0, 2], after: [0, 2, 0, 2], meanBefore: 1, deviationBefore: 1, difference: 0 },
        { before: [5, 5, 5, 5], after: [8, 8, 8, 8], meanAfter: 8, deviationAfter: 0, difference: 3 },
      ],
    },
  ]);
});
