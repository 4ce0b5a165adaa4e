import { expect, test } from 'vitest';
import { closest } from './closest.js';

const names = ['enhanced-lenet5-traffic-sign', 'lighthart-kd-har', 'null'];

test.each([
  ['lighthart', 'lighthart-kd-har'],
  ['nul', 'null'],
  ['enhanced-lenet-traffic-sgn', 'enhanced-lenet5-traffic-sign'],
])('%s means %s', (found, meant) => expect(closest(found, names)).toBe(meant));

test.each(['', 'completely-different', 'xyz'])('"%s" means nothing', (found) => {
  expect(closest(found, names)).toBeUndefined();
});
