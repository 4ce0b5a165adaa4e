import fc from 'fast-check';
import { expect, it } from 'vitest';
import { newBests } from './new-best.js';
import { type FrontAxis, paretoFront } from './pareto-front.js';

/** An axis on which a difference of more than `step` is proven. */
function axis(values: readonly (number | null)[], direction: 'higher' | 'lower', step: number): FrontAxis {
  const sign = direction === 'higher' ? 1 : -1;
  return { values, direction, isBetter: (a, b) => sign * (values[a]! - values[b]!) > step };
}

const points = fc.array(fc.tuple(fc.nat(20), fc.nat(20)), { minLength: 1, maxLength: 12 });

it('holds the plain front, is never empty, and grows with uncertainty', () => {
  fc.assert(
    fc.property(points, fc.nat(5), (rows, step) => {
      const front = (by: number): boolean[] =>
        paretoFront(rows.length, [
          axis(
            rows.map(([quality]) => quality),
            'higher',
            by,
          ),
          axis(
            rows.map(([, latency]) => latency),
            'lower',
            by,
          ),
        ]);
      const [plain, wide] = [front(0), front(step)];
      expect(wide).toContain(true);
      plain.forEach((isOn, index) => {
        if (isOn) expect(wide[index]).toBe(true);
        const [quality, latency] = rows[index]!;
        const beaten = rows.some(([q, l]) => q >= quality && l <= latency && (q > quality || l < latency));
        expect(isOn).toBe(!beaten);
      });
    }),
  );
});

it('a proven lead on one axis does not outweigh a worse figure on the other', () => {
  const front = paretoFront(2, [axis([9, 5], 'higher', 0), axis([2, 1.99], 'lower', 1)]);
  expect(front).toEqual([true, true]);
});

it('what has no figure is never on the front and beats nobody', () => {
  expect(paretoFront(2, [axis([9, 5], 'higher', 0), axis([null, 1], 'lower', 0)])).toEqual([false, true]);
});

it('a new best must be proven, against the best and not against its predecessor', () => {
  const values = [80, 81, 82.5, 82, 85];
  const isBetter = (a: number, b: number): boolean => values[a]! - values[b]! > 2;
  expect([...newBests([0, 1, 2, 3, 4], isBetter)]).toEqual([0, 2, 4]);
  expect([...newBests([], isBetter)]).toEqual([]);
});
