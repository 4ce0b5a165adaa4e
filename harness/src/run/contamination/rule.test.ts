import { describe, expect, it } from 'vitest';
import { SampleError } from '../../statistics/sample.js';
import { judgeContamination } from './rule.js';

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
