import type { PipelineStep } from '@paretoboard/contract/model-pipeline.js';
import type { TensorData } from '@paretoboard/contract/tensor.js';
import type { Batch, ItemShape, TensorType } from '../tensor-type.js';

/** A tensor that a step cannot work on; the pipeline adds where. */
export class StepProblem extends Error {
  override readonly name = 'StepProblem';

  constructor(
    message: string,
    readonly remedy: string,
  ) {
    super(message);
  }
}

/** `model = task * scale + offset`, along height and width, in pixels. */
export interface PictureMap {
  readonly scale: readonly [number, number];
  readonly offset: readonly [number, number];
}

/** What steps may know beside their tensor. */
export interface StepContext {
  /** Shape of a field of the task. @throws StepProblem if the task has none of this name */
  shapeOf(field: string): ItemShape;
  /** How the picture behind an input of the model was resized, cropped and padded; when inferring: whether that is known. */
  mapOf(modelInput: string): PictureMap;
}

export interface Step<S extends PipelineStep = PipelineStep> {
  /** Type of the result. Called with whole shapes too, before each new shape is computed. @throws StepProblem */
  infer(type: TensorType, step: S, context: StepContext): TensorType;
  /** Writes the result into `into`; missing: the bytes stay as they are, only dtype or shape changes. */
  run?(from: Batch, into: Batch, step: S, context: StepContext): void;
  /** Of a step that moves the pixels of a picture (axes 0 and 1): where they go. */
  map?(from: readonly number[], into: readonly number[], step: S): PictureMap;
}

/** @returns the axis counted from the front @throws StepProblem */
export function axisOf(shape: ItemShape, axis: number): number {
  const found = axis < 0 ? shape.length + axis : axis;
  if (found >= 0 && found < shape.length) return found;
  throw new StepProblem(
    `axis ${axis} of a tensor with ${shape.length} axes`,
    'Count the axes of one item, without the batch.',
  );
}

/** A shape around one axis: element `(o, a, i)` lies at `(o * size + a) * inner + i`. `outer` has the batch in it. */
export function around({ items, shape }: Pick<Batch, 'items' | 'shape'>, axis: number) {
  const product = (sizes: readonly number[]): number => sizes.reduce((a, b) => a * b, 1);
  return { outer: items * product(shape.slice(0, axis)), size: shape[axis]!, inner: product(shape.slice(axis + 1)) };
}

/** Writes `change(x)` for each x. */
export function mapValues(from: TensorData, into: TensorData, change: (value: number) => number): void {
  for (let i = 0; i < into.length; i++) into[i] = change(from[i]!);
}

export function withSize(shape: ItemShape, axis: number, size: number | null): ItemShape {
  return shape.map((old, index) => (index === axis ? size : old));
}
