import { Random } from '@paretoboard/sdk/random.js';
import { describe, expect, it } from 'vitest';
import { agreementOf, judgeAgreement } from './agreement.js';

/** Each item has its own chance to be right, as it is with a method that samples. */
function asked(chances: readonly number[], random: Random): number[] {
  return chances.map((chance) => (random.uniform() < chance ? 1 : 0));
}

function refused(rounds: number, items: number, worse: number): number {
  const random = new Random(5);
  let count = 0;
  for (let round = 0; round < rounds; round++) {
    const chances = Array.from({ length: items }, () => random.uniform() ** 0.25);
    const cheated = chances.map((chance) => chance * (1 - worse));
    const agreement = agreementOf(asked(chances, random), asked(cheated, random), round);
    if (!judgeAgreement(agreement, 'x').ok) count += 1;
  }
  return count / rounds;
}

describe('agreement of stochastic answers', () => {
  it('lets honest ones be: 100 simulated runs', () => {
    expect(refused(100, 50, 0)).toBeLessThanOrEqual(0.01);
  });

  it('finds timed answers that are worth a quarter less', () => {
    expect(refused(5, 256, 0.25)).toBe(1);
  });

  it('takes equal answers for equal', () => {
    expect(agreementOf([1, 0, 1], [1, 0, 1], 1)).toEqual({ items: 3, scored: 2 / 3, again: 2 / 3, p: 1 });
  });
});
