import { describe, expect, it } from 'vitest';
import { checkPredictions } from './check-predictions.js';

const data = Float32Array.of(1, 2, 3, 4);

describe('checkPredictions', () => {
  it('lets well-formed outputs pass', () => {
    expect(() => checkPredictions({ logits: { dtype: 'float32', shape: [2, 2], data } })).not.toThrow();
  });

  it.each([
    ['nothing', undefined, 'predict returned no object'],
    ['an array', [1], 'predict returned no object'],
    ['a tensor', { logits: { dtype: 'float32', shape: [4], dataSync: () => data } }, 'is a tf.Tensor'],
    [
      'a plain array',
      { logits: { dtype: 'float32', shape: [4], data: [1, 2, 3, 4] } },
      'expected a Float32Array, found Array',
    ],
    ['no shape', { logits: { dtype: 'float32', data } }, 'shape'],
    ['another dtype', { logits: { dtype: 'float16', shape: [4], data } }, 'dtype'],
    ['another shape', { logits: { dtype: 'float32', shape: [5], data } }, 'shape [5] has 5 values, data has 4'],
  ])('says what is wrong: %s', (_, outputs, words) => {
    expect(() => checkPredictions(outputs)).toThrow(words);
  });
});
