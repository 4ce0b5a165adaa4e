import { Random } from '@paretoboard/sdk/random.js';
import { describe, expect, it } from 'vitest';
import { SampleError } from '../statistics/sample.js';
import { auditMembership } from './membership-audit.js';

const each = 200;
const isMember = Array.from({ length: 2 * each }, (_, index) => index < each);

function audit(score: (member: boolean, random: Random) => number, seed = 1) {
  const random = new Random(seed);
  return auditMembership(
    isMember.map((member) => score(member, random)),
    isMember,
  );
}

describe('auditMembership', () => {
  it('proves as much as so few pictures can where the attack never errs', () => {
    const { auc, epsilon } = audit((member) => (member ? 1 : 0));
    expect(auc).toBe(1);
    // 100 of 100 against 0 of 100: one-sided 97.5 % bounds 0.025^(1/100) and 1 − 0.025^(1/100).
    const low = 0.025 ** (1 / 100);
    expect(epsilon).toBeCloseTo(Math.log(low / (1 - low)), 9);
  });

  it('proves nothing where scores know nothing, in nearly every draw', () => {
    const proven = Array.from({ length: 40 }, (_, seed) => audit((_member, random) => random.uniform(), seed));
    expect(proven.filter(({ epsilon }) => epsilon > 0).length).toBeLessThanOrEqual(4);
    for (const { auc } of proven) expect(auc).toBeLessThan(0.6);
  });

  it('gives the opposite rule its due in the AUC', () => {
    expect(audit((member) => (member ? 0 : 1)).auc).toBe(1);
  });

  it('stays below the ε of a mechanism that is exactly that private', () => {
    // Randomised response with ε 1: the truth with probability e / (1 + e).
    const truth = Math.E / (1 + Math.E);
    const noisy = Array.from({ length: 40 }, (_, seed) =>
      audit((member, random) => Number(random.uniform() < truth === member), seed),
    );
    expect(noisy.filter(({ epsilon }) => epsilon > 1).length).toBeLessThanOrEqual(3);
    expect(noisy.filter(({ epsilon }) => epsilon > 0).length).toBeGreaterThan(30);
  });

  it('refuses too few items and scores that are not finite', () => {
    expect(() => auditMembership([1, 2, 3, 4], [true, true, false, false])).toThrow(SampleError);
    expect(() => audit(() => Number.NaN)).toThrow(SampleError);
  });
});
