import { describe, expect, it } from 'vitest';
import { DataSetError } from '../task/data-set-error.js';
import { constantsOf } from './constants.js';

const task = { id: 'shop', constants: [{ name: 'features', dtype: 'float32' as const, shape: [null, 2] }] };
const features = { dtype: 'float32' as const, shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) };

describe('constantsOf', () => {
  it('gives what the task declares and nothing else', () => {
    expect(constantsOf(task, { constants: { features, secret: features } })).toEqual({ features });
    expect(constantsOf({ id: 'shop', constants: [] }, {})).toEqual({});
  });

  it.each([
    ['missing', {}],
    ['of another shape', { constants: { features: { ...features, shape: [4, 1] } } }],
    ['not finite', { constants: { features: { ...features, data: Float32Array.of(1, 2, 3, Number.NaN) } } }],
  ])('refuses data in which they are %s', (_, data) => {
    expect(() => constantsOf(task, data)).toThrow(DataSetError);
  });
});
