import type { ModelMetadata } from '@paretoboard/contract/open-inference.js';
import { describe, expect, it } from 'vitest';
import { checkMetadata } from './check-metadata.js';

const task = {
  inputs: [{ name: 'image', dtype: 'uint8' as const, shape: [null, 4, 3] }],
  outputs: [{ name: 'logits', dtype: 'float32' as const, shape: [43] }],
};
const sound: ModelMetadata = {
  name: 'model',
  inputs: [{ name: 'image', datatype: 'UINT8', shape: [-1, -1, 4, 3] }],
  outputs: [{ name: 'logits', datatype: 'FP32', shape: [-1, 43] }],
};

describe('checkMetadata', () => {
  it('lets a model pass that takes and gives the task’s tensors, batch first', () => {
    expect(() => checkMetadata(sound, task)).not.toThrow();
    const vague = { ...sound, outputs: [{ ...sound.outputs[0]!, shape: [-1, -1] }] };
    expect(() => checkMetadata(vague, task)).not.toThrow();
  });

  it.each([
    [
      'no batch axis',
      { outputs: [{ name: 'logits', datatype: 'FP32', shape: [43] }] },
      'FP32 [43]; expected FP32 [-1, 43]',
    ],
    ['a batch of one', { outputs: [{ name: 'logits', datatype: 'FP32', shape: [1, 43] }] }, 'expected FP32 [-1, 43]'],
    ['another dtype', { inputs: [{ name: 'image', datatype: 'FP16', shape: [-1, -1, 4, 3] }] }, 'expected UINT8'],
    ['another name', { outputs: [{ name: 'y', datatype: 'FP32', shape: [-1, 43] }] }, 'output "logits" is missing'],
    [
      'an input that nobody gives',
      { inputs: [...sound.inputs, { name: 'mask', datatype: 'BOOL', shape: [-1] }] },
      'input "mask" is none of the track',
    ],
  ])('says what does not fit: %s', (_, change, words) => {
    expect(() => checkMetadata({ ...sound, ...change }, task)).toThrow(words);
  });
});
