import { bytesPerElement, type Dtype, elementCount, type TensorData } from '@paretoboard/contract/tensor.js';

/** Sizes of an item's axes, without the batch; null: varies between items, or is not known before the model has run. */
export type ItemShape = readonly (number | null)[];

/** What is known of a tensor before anything is computed. */
export interface TensorType {
  readonly dtype: Dtype;
  readonly shape: ItemShape;
}

/** Items side by side, all of one shape, row-major. */
export interface Batch {
  readonly items: number;
  readonly dtype: Dtype;
  /** Of one item. */
  readonly shape: readonly number[];
  readonly data: TensorData;
}

export function showShape(shape: ItemShape): string {
  return `[${shape.map((size) => size ?? '?').join(', ')}]`;
}

export function showType({ dtype, shape }: TensorType): string {
  return `${dtype} ${showShape(shape)}`;
}

/** Bytes of one item, axes that vary counted as 1. */
export function itemBytes({ dtype, shape }: TensorType): number {
  return elementCount(shape.map((size) => size ?? 1)) * bytesPerElement[dtype];
}

export function isSameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((size, axis) => size === b[axis]);
}

/** Whether a tensor of shape `found` can be one of shape `expected`: sizes that are not known fit each other. */
export function mayFit(found: ItemShape, expected: ItemShape): boolean {
  if (found.length !== expected.length) return false;
  return found.every((size, axis) => size === null || expected[axis] === null || size === expected[axis]);
}
