import { describe, expect, it } from 'vitest';
import { TrainingClock } from './training-clock.js';

describe('the clock of a training', () => {
  it('charges nothing while the submission is frozen, however long', () => {
    const clock = new TrainingClock(1_000);
    expect(clock.add(60_000, 60_000)).toBe(60_000);
    expect(clock.add(60_000, 60_000)).toBe(60_000);
    expect(clock).toMatchObject({ unchargedMs: 120_000, frozenMs: 120_000 });
  });

  it('forgives work beside a running submission up to 5 % of the budget, and no more', () => {
    const clock = new TrainingClock(1_000);
    const moved = Array.from({ length: 10 }, () => clock.add(15, 0));
    expect(moved.slice(0, 3)).toEqual([15, 15, 15]);
    expect(moved.reduce((sum, one) => sum + one, 0)).toBe(50);
    expect(clock.add(1_000, 990)).toBe(990);
    expect(clock.unchargedMs).toBe(1_040);
  });

  it('never gives more than was worked', () => {
    expect(new TrainingClock(Number.POSITIVE_INFINITY).add(10, 30)).toBe(10);
  });
});
