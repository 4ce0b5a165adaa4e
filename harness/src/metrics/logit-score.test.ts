import { describe, expect, it } from 'vitest';
import { SampleError } from '../statistics/sample.js';
import { logitScore } from './logit-score.js';

describe('logitScore', () => {
  it('scores the largest logit, and the loss of scipy.special.log_softmax', () => {
    expect(logitScore(Float32Array.of(1, 3, 2), 1).correct).toBe(1);
    expect(logitScore(Float32Array.of(1, 3, 2), 1).loss).toBeCloseTo(0.4076059644443803, 12);
    expect(logitScore(Float32Array.of(1, 3, 2), 0)).toMatchObject({ correct: 0 });
    expect(logitScore(Float32Array.of(1, 3, 2), 0).loss).toBeCloseTo(2.4076059644443806, 12);
  });

  it('shares the credit of ties, so that a constant answer is at chance', () => {
    expect(logitScore(new Float32Array(43), 7)).toEqual({ correct: 1 / 43, loss: Math.log(43) });
    expect(logitScore(Float32Array.of(2, 2, 0), 2).correct).toBe(0);
  });

  it('does not overflow', () => {
    expect(logitScore(Float32Array.of(1e30, 0), 0)).toEqual({ correct: 1, loss: 0 });
  });

  it('fails fast', () => {
    expect(() => logitScore(Float32Array.of(Number.NaN, 1), 1)).toThrow(SampleError);
    expect(() => logitScore(Float32Array.of(1, 1), 2)).toThrow(SampleError);
    expect(() => logitScore(new Float32Array(0), 0)).toThrow(SampleError);
  });
});
