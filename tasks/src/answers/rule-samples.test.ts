import { sampleSchema } from '@paretoboard/contract/samples.js';
import type { Tensor } from '@paretoboard/contract/tensor.js';
import type { Answer } from '@paretoboard/harness/task/task-module.js';
import { expect, it } from 'vitest';
import { ruleSamples } from './rule-samples.js';

const codes = (...data: number[]): Tensor => ({ dtype: 'uint8', shape: [data.length], data: Uint8Array.from(data) });
const numbers = (...data: number[]): Tensor => ({
  dtype: 'float32',
  shape: [data.length],
  data: Float32Array.from(data),
});

it('says which features a rule holds, by name where the variant has names', () => {
  const answer: Answer = {
    index: 0,
    item: {
      inputs: { instance: codes(1, 3), threshold: numbers(0.9) },
      targets: { levels: codes(2, 4) },
      attributes: {},
      group: '0',
    },
    outputs: { rule: codes(0, 1), weights: numbers(0.5, -2), bias: numbers(1), estimate: numbers(0.95) },
  };
  const fields = {
    kind: 'rule',
    instance: 'instance',
    threshold: 'threshold',
    levels: 'levels',
    rule: 'rule',
    weights: 'weights',
    bias: 'bias',
    estimate: 'estimate',
    featureNames: { known: ['Age', 'Priors'] },
  } as const;
  const score = { metrics: {}, counts: {}, outcomes: [{ fidelity: 0.8 }] };
  const [known] = ruleSamples([answer], score, fields, 'known');
  expect(sampleSchema.parse(known)).toMatchObject({
    threshold: 0.9,
    estimate: 0.95,
    features: [
      { name: 'Age', code: 1, levels: 2, held: false, weight: 0.5 },
      { name: 'Priors', code: 3, levels: 4, held: true, weight: -2 },
    ],
  });
  expect(ruleSamples([answer], score, fields, 'other')[0]!.features[0]!.name).toBeNull();
});
