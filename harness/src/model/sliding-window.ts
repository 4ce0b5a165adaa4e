import { pipelineLimits, type SlidingWindow } from '@paretoboard/contract/model-pipeline.js';
import { allocate, elementCount } from '@paretoboard/contract/tensor.js';
import { ModelError } from './model-error.js';
import type { Batch } from './tensor-type.js';

/** Along one axis: every `stride`, and one at the very end. */
function starts(length: number, size: number, stride: number): number[] {
  const found = [0];
  while (found.at(-1)! + size < length) found.push(Math.min(found.at(-1)! + stride, length - size));
  return found;
}

function product(lists: readonly (readonly number[])[]): number[][] {
  return lists.reduce<number[][]>((all, list) => all.flatMap((head) => list.map((next) => [...head, next])), [[]]);
}

const fromFront = (axes: readonly number[], rank: number): number[] =>
  axes.map((axis) => (axis < 0 ? rank + axis : axis));

/** Index of each entry of a block in a larger tensor; −1 where it lies outside. */
function eachIndex(
  block: readonly number[],
  whole: readonly number[],
  origin: readonly number[],
  visit: (inBlock: number, inWhole: number) => void,
): void {
  let at = 0;
  const walk = (axis: number, inWhole: number, isInside: boolean): void => {
    if (axis === block.length) {
      visit(at++, isInside ? inWhole : -1);
      return;
    }
    for (let a = 0; a < block[axis]!; a++) {
      const place = origin[axis]! + a;
      walk(axis + 1, inWhole * whole[axis]! + place, isInside && place < whole[axis]!);
    }
  };
  walk(0, 0, true);
}

/** One item cut into windows, and answers to windows put together. */
export class Windows {
  /** Where each window begins, along the window's axes. */
  readonly places: readonly (readonly number[])[];

  constructor(
    private readonly window: SlidingWindow,
    private readonly shape: readonly number[],
    private readonly path: string,
  ) {
    const { size, stride } = window;
    const lists = this.axes.map((axis, index) => starts(shape[axis]!, size[index]!, stride[index]!));
    const count = lists.reduce((all, list) => all * list.length, 1);
    if (count > pipelineLimits.windows)
      throw new ModelError(
        path,
        `an item of [${shape.join(', ')}] has ${count} windows; the limit is ${pipelineLimits.windows}`,
        'Use larger windows, or a larger stride.',
      );
    this.places = product(lists);
  }

  private get axes(): number[] {
    return fromFront(this.window.axes, this.shape.length);
  }

  private origin(place: readonly number[], axes: readonly number[], rank: number, times: readonly number[]): number[] {
    const origin = new Array<number>(rank).fill(0);
    axes.forEach((axis, index) => {
      origin[axis] = place[index]! * times[index]!;
    });
    return origin;
  }

  /** The windows of an item from `first` on, at most `count`; zeros beyond the item's end. */
  cut({ dtype, data }: Batch, first: number, count: number): Batch {
    const axes = this.axes;
    const block = this.shape.map((size, axis) => (axes.includes(axis) ? this.window.size[axes.indexOf(axis)]! : size));
    const places = this.places.slice(first, first + count);
    const each = elementCount(block);
    const into = allocate(dtype, places.length * each);
    const once = axes.map(() => 1);
    places.forEach((place, index) => {
      const origin = this.origin(place, axes, block.length, once);
      eachIndex(block, this.shape, origin, (at, inWhole) => {
        if (inWhole >= 0) into[index * each + at] = data[inWhole]!;
      });
    });
    return { items: places.length, dtype, shape: block, data: into };
  }

  /** Answers to all windows, in order, as one: the mean where they overlap. @throws ModelError where an answer's size is no multiple of its window's */
  join(answers: Batch): Batch {
    const axes = fromFront(this.window.outputAxes, answers.shape.length);
    const times = axes.map((axis, index) => (answers.shape[axis] ?? 0) / this.window.size[index]!);
    if (times.some((factor) => !Number.isInteger(factor) || factor < 1))
      throw new ModelError(
        this.path,
        `the answer to a window of [${this.window.size.join(', ')}] is [${answers.shape.join(', ')}]`,
        'Each of outputAxes must be as long as its axis of the window, or a multiple of it.',
      );
    const shape = answers.shape.map((size, axis) => {
      const index = axes.indexOf(axis);
      return index < 0 ? size : this.shape[this.axes[index]!]! * times[index]!;
    });
    const sums = new Float32Array(elementCount(shape));
    const counts = new Uint16Array(sums.length);
    const each = elementCount(answers.shape);
    this.places.forEach((place, index) => {
      const origin = this.origin(place, axes, shape.length, times);
      eachIndex(answers.shape, shape, origin, (at, inWhole) => {
        if (inWhole < 0) return;
        sums[inWhole]! += answers.data[index * each + at]!;
        counts[inWhole]!++;
      });
    });
    for (let i = 0; i < sums.length; i++) sums[i] = sums[i]! / counts[i]!;
    return { items: 1, dtype: 'float32', shape, data: sums };
  }
}
