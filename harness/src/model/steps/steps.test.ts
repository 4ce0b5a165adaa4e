import { type PipelineStep, pipelineOps, pipelineStepSchema } from '@paretoboard/contract/model-pipeline.js';
import { allocate, type Dtype, elementCount } from '@paretoboard/contract/tensor.js';
import { describe, expect, it } from 'vitest';
import type { Batch } from '../tensor-type.js';
import { stepOf } from './registry.js';
import type { StepContext } from './step.js';

const context: StepContext = {
  shapeOf: () => [4, 6, 3],
  mapOf: () => ({ scale: [0.5, 2], offset: [10, 20] }),
};

/** Runs one step on items of a shape. */
function apply(step: unknown, shape: number[], values: readonly number[], dtype: Dtype = 'float32'): Batch {
  const parsed: PipelineStep = pipelineStepSchema.parse(step);
  const items = values.length / elementCount(shape);
  const data = allocate(dtype, values.length);
  data.set(values);
  const from = { items, dtype, shape, data };
  const { infer, run } = stepOf(parsed);
  const type = infer(from, parsed, context);
  const sizes = type.shape as number[];
  if (!run) return { ...from, dtype: type.dtype, shape: sizes };
  const into = { items, dtype: type.dtype, shape: sizes, data: allocate(type.dtype, items * elementCount(sizes)) };
  run(from, into, parsed, context);
  return into;
}

function rounded({ data }: Batch, digits = 4): number[] {
  return Array.from(data, (value) => Number(value.toFixed(digits)));
}

type Row = [name: string, step: object, shape: number[], values: number[], expectedShape: number[], expected: number[]];

/** Each by hand. Two items where the batch could be mistaken for an axis. */
const rows: Row[] = [
  ['cast to uint8 holds and cuts', { op: 'cast', dtype: 'uint8' }, [4], [-3, 0.9, 254.9, 999], [4], [0, 0, 254, 255]],
  ['cast to int32 cuts towards zero', { op: 'cast', dtype: 'int32' }, [3], [-1.9, 1.9, Number.NaN], [3], [-1, 1, 0]],
  ['cast to bool', { op: 'cast', dtype: 'bool' }, [3], [0, -2, 0.1], [3], [0, 1, 1]],
  ['scale', { op: 'scale', factor: 2, offset: 1 }, [2], [1, 2], [2], [3, 5]],
  [
    'normalise along the last axis',
    { op: 'normalise', mean: [1, 2], std: [2, 4] },
    [2, 2],
    [3, 6, 5, 10],
    [2, 2],
    [1, 1, 2, 2],
  ],
  [
    'normalise along the first',
    { op: 'normalise', mean: [1, 2], std: [2, 4], axis: 0 },
    [2, 1],
    [3, 6, 5, 10],
    [2, 1],
    [1, 1, 2, 2],
  ],
  ['clip', { op: 'clip', low: 0, high: 1 }, [3], [-1, 0.5, 7], [3], [0, 0.5, 1]],
  ['round halves to even', { op: 'round' }, [5], [0.5, 1.5, 2.5, -0.5, 2.4], [5], [0, 2, 2, -0, 2]],
  ['sigmoid', { op: 'sigmoid' }, [2], [0, Math.log(3)], [2], [0.5, 0.75]],
  ['log with a floor', { op: 'log', floor: 1 }, [2], [Math.E, 0], [2], [1, 0]],
  ['threshold', { op: 'threshold', above: 0.5 }, [3], [0.5, 0.51, 0], [3], [0, 1, 0]],
  ['softmax', { op: 'softmax' }, [2], [0, Math.log(3), 5, 5], [2], [0.25, 0.75, 0.5, 0.5]],
  [
    'softmax along the first axis',
    { op: 'softmax', axis: 0 },
    [2, 2],
    [0, 5, Math.log(3), 5],
    [2, 2],
    [0.25, 0.5, 0.75, 0.5],
  ],
  ['argmax takes the first of equals', { op: 'argmax' }, [3], [1, 4, 4, 9, 0, 0], [], [1, 0]],
  ['top-k values', { op: 'top-k', k: 2, give: 'values' }, [3], [1, 9, 4], [2], [9, 4]],
  ['top-k indices', { op: 'top-k', k: 2, give: 'indices' }, [3], [1, 9, 9], [2], [1, 2]],
  [
    'transpose of two items',
    { op: 'transpose', axes: [1, 0] },
    [2, 3],
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
    [3, 2],
    [1, 4, 2, 5, 3, 6, 7, 10, 8, 11, 9, 12],
  ],
  [
    'transpose to channels first',
    { op: 'transpose', axes: [2, 0, 1] },
    [1, 2, 3],
    [1, 2, 3, 4, 5, 6],
    [3, 1, 2],
    [1, 4, 2, 5, 3, 6],
  ],
  ['reshape', { op: 'reshape', shape: [-1, 2] }, [4], [1, 2, 3, 4], [2, 2], [1, 2, 3, 4]],
  ['squeeze', { op: 'squeeze', axis: -1 }, [2, 1], [1, 2], [2], [1, 2]],
  ['expand', { op: 'expand', axis: 0 }, [2], [1, 2], [1, 2], [1, 2]],
  ['expand at the end', { op: 'expand', axis: -1 }, [2], [1, 2], [2, 1], [1, 2]],
  ['repeat', { op: 'repeat', axis: -1, times: 3 }, [2, 1], [1, 2], [2, 3], [1, 1, 1, 2, 2, 2]],
  ['slice', { op: 'slice', axis: -1, begin: 1, size: 2 }, [2, 3], [1, 2, 3, 4, 5, 6], [2, 2], [2, 3, 5, 6]],
  ['swap red and blue', { op: 'swap-red-blue' }, [2, 3], [1, 2, 3, 4, 5, 6], [2, 3], [3, 2, 1, 6, 5, 4]],
  [
    'swap red and blue, channels first',
    { op: 'swap-red-blue', axis: 0 },
    [3, 2],
    [1, 2, 3, 4, 5, 6],
    [3, 2],
    [5, 6, 3, 4, 1, 2],
  ],
  ['grey', { op: 'grey', weights: [1, 10, 100] }, [1, 3], [1, 2, 3], [1, 1], [321]],
  ['center-crop', { op: 'center-crop', size: [1, 2] }, [3, 4], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], [1, 2], [6, 7]],
  [
    'pad in the middle',
    { op: 'pad', size: [2, 4], value: 9 },
    [1, 2],
    [1, 2, 3, 4],
    [2, 4],
    [9, 1, 2, 9, 9, 9, 9, 9, 9, 3, 4, 9, 9, 9, 9, 9],
  ],
  ['pad at the end', { op: 'pad', size: [2, 3], place: 'end' }, [1, 2], [1, 2], [2, 3], [1, 2, 0, 0, 0, 0]],
  [
    'resize nearest',
    { op: 'resize', size: [2, 4], method: 'nearest' },
    [1, 2],
    [1, 2],
    [2, 4],
    [1, 1, 2, 2, 1, 1, 2, 2],
  ],
  ['resize bilinear up: half pixels', { op: 'resize', size: [1, 4] }, [1, 2], [0, 4], [1, 4], [0, 1, 3, 4]],
  ['resize bilinear down', { op: 'resize', size: [1, 2] }, [1, 4], [0, 1, 2, 3], [1, 2], [0.5, 2.5]],
  [
    'resize keeps channels apart',
    { op: 'resize', size: [1, 2], axes: [0, 1] },
    [1, 4, 2],
    [0, 10, 1, 11, 2, 12, 3, 13],
    [1, 2, 2],
    [0.5, 10.5, 2.5, 12.5],
  ],
  ['resize keeps the ratio', { op: 'resize', size: [2, 2], keepRatio: true }, [1, 4], [0, 1, 2, 3], [1, 2], [0.5, 2.5]],
  [
    'resize like a field',
    { op: 'resize', like: 'image', method: 'nearest' },
    [1, 1],
    [7],
    [4, 6],
    new Array(24).fill(7),
  ],
  ['resize to the same size', { op: 'resize', size: [1, 2] }, [1, 2], [1, 2], [1, 2], [1, 2]],
  [
    'boxes to the picture',
    { op: 'boxes-to-input', input: 'x' },
    [1, 5],
    [22, 11, 4, 3, 0.5],
    [1, 5],
    [1, 2, 2, 6, 0.5],
  ],
  [
    'nms: the worse of two that overlap goes',
    { op: 'nms', boxes: 'corners', most: 2, overlap: 0.5 },
    [3, 5],
    [0, 0, 10, 10, 0.8, 0, 0, 10, 9, 0.9, 20, 20, 30, 30, 0.7],
    [2, 6],
    [0, 0, 10, 9, 0.9, 0, 20, 20, 10, 10, 0.7, 0],
  ],
  [
    'nms: classes do not suppress each other',
    { op: 'nms', boxes: 'left-top-size', most: 2 },
    [2, 6],
    [0, 0, 4, 4, 0.9, 0.1, 0, 0, 4, 4, 0.2, 0.8],
    [2, 6],
    [0, 0, 4, 4, 0.9, 0, 0, 0, 4, 4, 0.8, 1],
  ],
  [
    'nms: objectness, centre and a threshold',
    { op: 'nms', boxes: 'center-size', most: 2, objectness: true, scoreAbove: 0.3 },
    [2, 6],
    [5, 5, 2, 4, 0.5, 0.8, 5, 5, 2, 4, 0.5, 0.5],
    [2, 6],
    [4, 3, 2, 4, 0.4, 0, 0, 0, 0, 0, 0, 0],
  ],
];

describe('pipeline steps', () => {
  it.each(rows)('%s', (_name, step, shape, values, expectedShape, expected) => {
    const made = apply(step, shape, values);
    expect([...made.shape]).toEqual(expectedShape);
    expect(rounded(made).map((value) => value + 0)).toEqual(expected.map((value) => value + 0));
  });

  it('has a worked value for every op of the schema', () => {
    const worked = new Set(rows.map(([, step]) => (step as { op: string }).op));
    expect(pipelineOps.filter((op) => !worked.has(op))).toEqual([]);
  });

  it('keeps uint8 where values do not change, and computes on it in float32', () => {
    expect(apply({ op: 'transpose', axes: [1, 0] }, [1, 2], [1, 2], 'uint8').dtype).toBe('uint8');
    expect(apply({ op: 'scale', factor: 0.5 }, [1], [3], 'uint8')).toMatchObject({ dtype: 'float32' });
    expect(apply({ op: 'resize', size: [2], axes: [0], method: 'nearest' }, [1], [3], 'uint8').dtype).toBe('uint8');
  });
});
