import { Random } from '@paretoboard/sdk/random.js';
import { expect, it } from 'vitest';
import { normalVariates } from './normal-variates.js';

it('are standard normal: moments and shares beyond one, two and three deviations', () => {
  const draw = normalVariates(new Random(5));
  const values = Float64Array.from({ length: 200_000 }, draw);
  const mean = (f: (value: number) => number): number => values.reduce((sum, z) => sum + f(z), 0) / values.length;
  const beyond = (limit: number): number => mean((z) => (Math.abs(z) > limit ? 1 : 0));
  expect(mean((z) => z)).toBeCloseTo(0, 2);
  expect(mean((z) => z * z)).toBeCloseTo(1, 1);
  expect(Math.abs(mean((z) => z ** 4) - 3)).toBeLessThan(0.1);
  expect(Math.abs(beyond(1) - 0.31731)).toBeLessThan(0.005);
  expect(Math.abs(beyond(2) - 0.0455)).toBeLessThan(0.002);
  expect(Math.abs(beyond(3) - 0.0027)).toBeLessThan(0.0005);
});

it('are independent from one to the next', () => {
  const draw = normalVariates(new Random(6));
  const pairs = Array.from({ length: 100_000 }, () => [draw(), draw()] as const);
  expect(Math.abs(pairs.reduce((sum, [a, b]) => sum + a * b, 0) / pairs.length)).toBeLessThan(0.015);
});
