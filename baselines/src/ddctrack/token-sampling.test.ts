import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pickingMatrix, randomTokens, sampleTokens, samplingPoints, topTokens } from './token-sampling.js';

const scoresOf = fc
  .array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 80 })
  .filter((values) => values.some((value) => value > 1e-6))
  .map((values) => {
    const sum = values.reduce((a, b) => a + b, 0);
    return values.map((value) => value / sum);
  });

describe('dynamic token sampling', () => {
  it('has fixed points that are symmetric about a half', () => {
    expect(samplingPoints(4)).toEqual([0.125, 0.375, 0.625, 0.875]);
    const points = samplingPoints(7);
    for (const [at, point] of points.entries()) expect(point + points[6 - at]!).toBeCloseTo(1, 12);
  });

  it('keeps all N tokens of equal scores where K = N, and one of a single score', () => {
    for (const n of [1, 16, 80]) expect(sampleTokens(new Array(n).fill(1 / n), n)).toHaveLength(n);
    expect(sampleTokens([0, 0, 1, 0], 20)).toEqual([2]);
  });

  it('keeps few tokens where scores are peaked, many where they are flat', () => {
    const peaked = Array.from({ length: 64 }, (_, at) => (at === 9 ? 0.937 : 0.001));
    const flat = new Array<number>(64).fill(1 / 64);
    expect(sampleTokens(peaked, 40).length).toBeLessThan(6);
    expect(sampleTokens(flat, 40)).toHaveLength(40);
  });

  it('keeps at most K tokens, each once, in order, and none without a score', () => {
    fc.assert(
      fc.property(scoresOf, fc.integer({ min: 1, max: 60 }), (scores, most) => {
        const chosen = sampleTokens(scores, most);
        expect(chosen.length).toBeGreaterThan(0);
        expect(chosen.length).toBeLessThanOrEqual(most);
        for (const [at, token] of chosen.slice(1).entries()) expect(token).toBeGreaterThan(chosen[at]!);
        // The last token also takes what rounding leaves of the sum.
        for (const token of chosen) if (token < scores.length - 1) expect(scores[token]).toBeGreaterThan(0);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('always keeps K of the best, where that is asked for', () => {
    expect(topTokens([0.1, 0.5, 0.1, 0.3], 2)).toEqual([1, 3]);
    expect(topTokens([0.25, 0.25, 0.25, 0.25], 2)).toEqual([0, 1]);
    expect(topTokens([1, 0], 5)).toEqual([0, 1]);
  });

  it('writes a choice as rows of the unit matrix, zeros for what is left', () => {
    const scores = Float32Array.of(0, 1, 0, 0.5, 0, 0.5);
    expect([...pickingMatrix(scores, 2, 2, sampleTokens)]).toEqual([0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]);
  });
});

describe('random tokens', () => {
  const scores = Float32Array.from({ length: 60 }, (_, token) => (token % 3 === 0 ? 0 : (1 + token / 100) / 60));

  it('are as many as wanted of those with a score, in order, and the same for the same scores', () => {
    const chosen = randomTokens(scores, 20);
    expect(chosen).toHaveLength(20);
    expect(chosen).toEqual([...new Set(chosen)].sort((a, b) => a - b));
    expect(chosen.every((token) => scores[token]! > 0)).toBe(true);
    expect(randomTokens(scores, 20)).toEqual(chosen);
    expect(randomTokens(scores, 50)).toHaveLength(40);
  });

  it('are others for other scores, high or low alike', () => {
    const counts = new Array<number>(60).fill(0);
    for (let frame = 0; frame < 600; frame++)
      for (const token of randomTokens(
        scores.map((score) => score * (1 + frame / 1000)),
        20,
      ))
        counts[token]! += 1;
    for (const [token, count] of counts.entries())
      expect(Math.abs(count - (scores[token]! > 0 ? 300 : 0))).toBeLessThan(75);
  });
});
