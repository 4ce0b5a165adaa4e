import type { StepOf } from '@paretoboard/contract/model-pipeline.js';
import { bytesPerElement, type TensorData } from '@paretoboard/contract/tensor.js';
import type { Batch, TensorType } from '../tensor-type.js';
import { type Step, StepProblem } from './step.js';

type Nms = StepOf<'nms'>;

/** left, top, width, height, score, class. */
const columns = 6;

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly score: number;
  readonly kind: number;
}

function boxAt(data: TensorData, at: number, form: Nms['boxes']): Omit<Box, 'score' | 'kind'> {
  const [a, b, c, d] = [data[at]!, data[at + 1]!, data[at + 2]!, data[at + 3]!];
  switch (form) {
    case 'corners':
      return { left: a, top: b, width: c - a, height: d - b };
    case 'center-size':
      return { left: a - c / 2, top: b - d / 2, width: c, height: d };
    case 'left-top-size':
      return { left: a, top: b, width: c, height: d };
  }
}

/** Shared area over the area of both; 0 for boxes without area. */
function overlap(a: Box, b: Box): number {
  const width = Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left);
  const height = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top);
  if (!(width > 0 && height > 0)) return 0;
  return (width * height) / (a.width * a.height + b.width * b.height - width * height);
}

/** The best class of each row that is above the threshold. */
function candidates({ shape, data }: Batch, item: number, step: Nms): Box[] {
  const [rows, width] = shape as [number, number];
  const firstClass = step.objectness ? 5 : 4;
  const found: Box[] = [];
  for (let row = 0; row < rows; row++) {
    const at = (item * rows + row) * width;
    let kind = 0;
    for (let c = 1; c < width - firstClass; c++)
      if (data[at + firstClass + c]! > data[at + firstClass + kind]!) kind = c;
    const score = data[at + firstClass + kind]! * (step.objectness ? data[at + 4]! : 1);
    if (score > step.scoreAbove) found.push({ ...boxAt(data, at, step.boxes), score, kind });
  }
  return found.sort((a, b) => b.score - a.score);
}

function suppressed(boxes: readonly Box[], step: Nms): Box[] {
  const kept: Box[] = [];
  for (const box of boxes) {
    if (kept.length === step.most) break;
    const rivals = step.perClass ? kept.filter(({ kind }) => kind === box.kind) : kept;
    if (rivals.every((rival) => overlap(rival, box) <= step.overlap)) kept.push(box);
  }
  return kept;
}

/** Greedy: the best box first, then each that overlaps none of those kept by more than `overlap`. Zeros fill the rows that are left. */
export const nms: Step<Nms> = {
  infer: ({ shape }, { most, objectness }): TensorType => {
    const least = objectness ? 6 : 5;
    const found = `[${shape.map((size) => size ?? '?').join(', ')}]`;
    if (shape.length === 2 && (shape[1] ?? least) >= least) return { dtype: 'float32', shape: [most, columns] };
    throw new StepProblem(
      `expected [boxes, ${least} or more], each row a box of 4 numbers${objectness ? ', its objectness' : ''} and a score for each class; found ${found}`,
      'Transpose, reshape or join first.',
    );
  },
  run: (from, into, step) => {
    into.data.fill(0);
    for (let item = 0; item < from.items; item++)
      suppressed(candidates(from, item, step), step).forEach((box, row) => {
        const values = [box.left, box.top, box.width, box.height, box.score, box.kind];
        into.data.set(values, (item * step.most + row) * columns);
      });
  },
};

/** Boxes (left, top, width, height in the first columns) in pixels of the model's input become boxes in pixels of the task's picture. */
export const boxesToInput: Step<StepOf<'boxes-to-input'>> = {
  infer: ({ dtype, shape }, { input }, context) => {
    context.mapOf(input);
    const found = `[${shape.map((size) => size ?? '?').join(', ')}]`;
    if (shape.length === 2 && (shape[1] ?? 4) >= 4)
      return { dtype: bytesPerElement[dtype] < 4 || dtype === 'int32' ? 'float32' : dtype, shape };
    throw new StepProblem(
      `expected [boxes, 4 or more], found ${found}`,
      'Let each row begin with left, top, width, height.',
    );
  },
  run: (from, into, { input }, context) => {
    const { scale, offset } = context.mapOf(input);
    const [y, x] = scale;
    const width = from.shape[1]!;
    into.data.set(from.data);
    for (let at = 0; at < into.data.length; at += width) {
      into.data[at] = (from.data[at]! - offset[1]) / x;
      into.data[at + 1] = (from.data[at + 1]! - offset[0]) / y;
      into.data[at + 2] = from.data[at + 2]! / x;
      into.data[at + 3] = from.data[at + 3]! / y;
    }
  },
};
