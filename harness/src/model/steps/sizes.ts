import type { ItemShape } from '../tensor-type.js';
import { axisOf, StepProblem } from './step.js';

/** Axes of a step that changes sizes, counted from the front. @throws StepProblem unless each axis has one size */
export function sizedAxes(shape: ItemShape, axes: readonly number[], size: readonly number[]): number[] {
  const found = axes.map((axis) => axisOf(shape, axis));
  if (found.length === size.length && new Set(found).size === found.length) return found;
  throw new StepProblem(
    `${size.length} sizes for axes [${axes.join(', ')}]`,
    'Give one size for each axis, and each axis once.',
  );
}

/** The shape with the sizes of these axes replaced. */
export function resized(shape: ItemShape, axes: readonly number[], size: ItemShape): ItemShape {
  return shape.map((old, axis) => (axes.includes(axis) ? (size[axes.indexOf(axis)] ?? null) : old));
}

/** First entry of the smaller of two lengths within the larger, in the middle; an odd one stays at the end. */
export function centred(small: number, large: number): number {
  return Math.floor((large - small) / 2);
}
