import { expect, it } from 'vitest';
import { frontArea, frontPath, frontStrokes } from './pareto-path';

const points = [
  { x: 50, y: 20 },
  { x: 10, y: 90 },
  { x: 30, y: 60 },
];

it('steps from each row on at its level, then up to the next, and on to the edge', () => {
  expect(frontPath(points, 100)).toBe('M10,90H30V60H50V20H100');
});

it('closes the dominated area down to the axis', () => {
  expect(frontArea(points, 100, 120)).toBe('M10,90H30V60H50V20H100V120H10Z');
});

it('gives one level per row and one rise between neighbours', () => {
  expect(frontStrokes(points, 100)).toHaveLength(5);
});

it('draws nothing without rows', () => {
  expect(frontPath([], 100)).toBe('');
  expect(frontArea([], 100, 120)).toBe('');
});
