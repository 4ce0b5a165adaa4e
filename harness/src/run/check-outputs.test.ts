import { describe, expect, it } from 'vitest';
import { checkOutputs, largestDifference } from './check-outputs.js';

const specs = [{ name: 'logits', dtype: 'float32' as const, shape: [3] }];
const good = { logits: { dtype: 'float32' as const, shape: [2, 3], data: new Float32Array(6) } };

describe('checkOutputs', () => {
  it('accepts what the task asks for', () => {
    expect(() => checkOutputs(good, specs, 2)).not.toThrow();
  });

  it('wants an output that follows an input to have its size, times the factor', () => {
    const image = [
      { name: 'image', dtype: 'uint8' as const, shape: [null, null, 3], follows: { input: 'image', times: 2 } },
    ];
    const picture = (height: number, width: number) => ({
      image: { dtype: 'uint8' as const, shape: [1, height, width, 3], data: new Uint8Array(height * width * 3) },
    });
    expect(() => checkOutputs(picture(8, 6), image, 1, picture(4, 3))).not.toThrow();
    expect(() => checkOutputs(picture(8, 6), image, 1, picture(3, 4))).toThrow(
      expect.objectContaining({ code: 'wrong-output', remedy: 'Answer with uint8 [1, 6, 8, 3].' }),
    );
    expect(() => checkOutputs(picture(8, 6), image, 1, {})).toThrow(RangeError);
  });

  it.each([
    ['a missing output', {}, 'wrong-output'],
    ['another batch size', { logits: { ...good.logits, shape: [1, 3], data: new Float32Array(3) } }, 'wrong-output'],
    ['another rank', { logits: { ...good.logits, shape: [6] } }, 'wrong-output'],
    [
      'another dtype',
      { logits: { dtype: 'float64' as const, shape: [2, 3], data: new Float64Array(6) } },
      'wrong-output',
    ],
    ['NaN', { logits: { ...good.logits, data: Float32Array.of(0, 0, Number.NaN, 0, 0, 0) } }, 'non-finite-output'],
    [
      'infinity',
      { logits: { ...good.logits, data: Float32Array.of(0, 0, 0, 0, 0, Number.NEGATIVE_INFINITY) } },
      'non-finite-output',
    ],
  ])('refuses %s', (_name, outputs, code) => {
    expect(() => checkOutputs(outputs, specs, 2)).toThrow(expect.objectContaining({ code }));
  });
});

describe('largestDifference', () => {
  it('is the largest absolute difference, infinite for other sizes', () => {
    const a = { logits: { dtype: 'float32' as const, shape: [3], data: Float32Array.of(1, 2, 3) } };
    const b = { logits: { dtype: 'float32' as const, shape: [3], data: Float32Array.of(1, 2.5, 2.75) } };
    expect(largestDifference(a, b, specs)).toBe(0.5);
    expect(largestDifference(a, {}, specs)).toBe(Number.POSITIVE_INFINITY);
  });
});
