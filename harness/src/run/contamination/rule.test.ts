import { describe, expect, it } from 'vitest';
import { SampleError } from '../../statistics/sample.js';
import { judgeContamination, judgeRetainedSkill } from './rule.js';

const chance = 1 / 43;

describe('judgeContamination', () => {
  it('fails code that knows the official items and has learnt nothing', () => {
    const verdict = judgeContamination({ share: 1, items: 1_720, chance }, { share: 0.08, items: 360, chance });
    expect(verdict.state).toBe('failed');
    expect(verdict.detail).toContain('8.0 % of 360 items');
  });

  it('passes code that does as well, better, or somewhat worse on the surrogate', () => {
    for (const share of [0.5, 0.77, 1])
      expect(judgeContamination({ share: 0.77, items: 1_720, chance }, { share, items: 360, chance }).state).toBe(
        'passed',
      );
  });

  it('asks nothing of a row at chance', () => {
    expect(judgeContamination({ share: chance, items: 1_720, chance }, { share: 0, items: 360, chance }).state).toBe(
      'passed',
    );
  });

  it('does not decide what few items leave open', () => {
    expect(judgeContamination({ share: 0.8, items: 1_000, chance }, { share: 0.3, items: 10, chance }).state).toBe(
      'passed',
    );
    expect(judgeContamination({ share: 0.8, items: 1_000, chance }, { share: 0.3, items: 1_000, chance }).state).toBe(
      'failed',
    );
  });

  it('fails fast', () => {
    expect(() => judgeContamination({ share: 1.1, items: 10, chance }, { share: 1, items: 10, chance })).toThrow(
      SampleError,
    );
    expect(() => judgeContamination({ share: 1, items: 10, chance: 1 }, { share: 1, items: 10, chance })).toThrow(
      SampleError,
    );
  });
});

describe('judgeRetainedSkill', () => {
  const around = (value: number, half = 0.5) => ({ value, low: value - half, high: value + half });
  const decibels = { chance: 8, perfect: 48, unit: 'dB' };

  it('fails what falls to chance, and passes what keeps half of its skill', () => {
    expect(judgeRetainedSkill(around(32), around(9), decibels).state).toBe('failed');
    expect(judgeRetainedSkill(around(32), around(20), decibels).state).toBe('passed');
    expect(judgeRetainedSkill(around(32), around(9, 15), decibels).state).toBe('passed');
  });

  it('knows metrics of which less is better', () => {
    const distance = { chance: 40, perfect: 0, unit: '1' };
    const failed = judgeRetainedSkill(around(4), around(38), distance);
    expect(failed.state).toBe('failed');
    expect(failed.detail).toContain('secret seed: 38, skill above chance at most 6.3 %');
    expect(judgeRetainedSkill(around(4), around(10), distance).state).toBe('passed');
  });

  it('asks nothing of a row at chance, and fails fast', () => {
    expect(judgeRetainedSkill(around(8), around(0), decibels).state).toBe('passed');
    expect(() => judgeRetainedSkill(around(8), around(8), { ...decibels, perfect: 8 })).toThrow(SampleError);
  });
});
