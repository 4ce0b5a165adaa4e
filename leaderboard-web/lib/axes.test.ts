import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latencyAxis, latencyTicks } from './latency-axis';
import { isSpacedByError, valueAxis } from './value-axis';

const range = [400, 0] as const;

describe('value axis', () => {
  it('is linear for values that lie together, and holds them all', () => {
    const axis = valueAxis({ values: [71, 84], unit: '%', direction: 'higher', range, tickCount: 6 });
    expect(axis.kind).toBe('linear');
    expect(axis.position(71)).toBeGreaterThan(axis.position(84));
    expect(axis.position(84)).toBeGreaterThan(0);
    expect(axis.position(71)).toBeLessThan(400);
  });

  it('has marks that can be read where every value is 0', () => {
    for (const unit of ['%', '1', 'dB']) {
      const { ticks, position } = valueAxis({ values: [0, 0], unit, direction: 'higher', range, tickCount: 6 });
      expect(ticks.length).toBeGreaterThan(2);
      expect(Math.max(...ticks)).toBeGreaterThan(0.004);
      expect(position(0)).toBeGreaterThanOrEqual(Math.min(...range));
      expect(position(0)).toBeLessThanOrEqual(Math.max(...range));
    }
  });

  it('spaces by error when a floor stands far below values near 100', () => {
    const axis = valueAxis({ values: [3.7, 97, 99], unit: '%', direction: 'higher', range, tickCount: 6 });
    expect(axis.kind).toBe('error-log');
    const top = axis.position(97) - axis.position(99);
    const bottom = axis.position(3.7) - axis.position(5.7);
    expect(top).toBeGreaterThan(10 * bottom);
  });

  it('never spaces by error what is not a percentage to be maximised', () => {
    expect(isSpacedByError({ values: [3, 97], unit: 'points', direction: 'higher' })).toBe(false);
    expect(isSpacedByError({ values: [3, 97], unit: '%', direction: 'lower' })).toBe(false);
  });

  it('puts the best value at the best end, whichever way is better', () => {
    const lower = valueAxis({ values: [0.1, 0.9], unit: '1', direction: 'lower', range, tickCount: 4 });
    expect(lower.position(0.1)).toBeLessThan(lower.position(0.9));
  });

  it('keeps every percentage inside the frame and finite, 100 included', () => {
    const percent = fc.double({ min: 0, max: 100, noNaN: true });
    fc.assert(
      fc.property(fc.array(percent, { minLength: 1, maxLength: 12 }), (values) => {
        const axis = valueAxis({ values, unit: '%', direction: 'higher', range, tickCount: 6 });
        for (const value of values) {
          expect(axis.position(value)).toBeGreaterThanOrEqual(-1e-6);
          expect(axis.position(value)).toBeLessThanOrEqual(400 + 1e-6);
        }
      }),
    );
  });
});

describe('latency axis', () => {
  it('marks 1, 2 and 5 where they fit, else whole decades', () => {
    expect(latencyTicks(0.04, 6, 9)).toEqual([0.05, 0.1, 0.2, 0.5, 1, 2, 5]);
    expect(latencyTicks(0.04, 60, 4)).toEqual([0.1, 1, 10]);
    expect(latencyTicks(0.021, 0.054, 9).length).toBeGreaterThanOrEqual(3);
    expect(latencyTicks(0.001, 100_000, 4)).toEqual([0.001, 1, 1000]);
  });

  it('holds every value, slower further along', () => {
    const latency = fc.double({ min: 1e-3, max: 1e5, noNaN: true });
    fc.assert(
      fc.property(fc.array(latency, { minLength: 1, maxLength: 8 }), (values) => {
        const axis = latencyAxis(values, [0, 800], 8);
        const positions = [...values].sort((a, b) => a - b).map(axis.position);
        expect(positions[0]).toBeGreaterThan(0);
        expect(positions.at(-1)).toBeLessThan(800);
        expect(positions).toEqual([...positions].sort((a, b) => a - b));
      }),
    );
  });
});
