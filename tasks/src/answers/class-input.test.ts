import type { Tensor, TensorSpec } from '@paretoboard/contract/tensor.js';
import type { Answer } from '@paretoboard/harness/task/task-module.js';
import { expect, it } from 'vitest';
import { Album } from './album.js';
import { classInput } from './class-input.js';

const specs: TensorSpec[] = [
  { name: 'inertial', dtype: 'float32', shape: [2, 1] },
  { name: 'joints', dtype: 'float32', shape: [2, 2, 3], description: 'two joints' },
];
const tensor = (shape: number[], ...data: number[]): Tensor => ({
  dtype: 'float32',
  shape,
  data: Float32Array.from(data),
});
const answer: Answer = {
  index: 0,
  item: {
    // x, y, z of each joint: the second frame lies 2 to the right.
    inputs: { inertial: tensor([2, 1], 1, 2), joints: tensor([2, 2, 3], 0, 0, 9, 0, 1, 9, 2, 0, 9, 2, 1, 9) },
    targets: {},
    attributes: {},
    group: '0',
  },
  outputs: {},
};
const skeleton = { joints: 'joints', bones: [[0, 1]] } as const;

it('draws the skeleton from the front where the track shows it', () => {
  const draw = classInput(specs, { kind: 'class', skeleton })!;
  expect(draw(answer, new Album())).toEqual({
    kind: 'skeleton',
    description: 'two joints',
    aspect: 2,
    bones: [[0, 1]],
    frames: [
      { frame: 0, joints: [[0, 1], [0, 0]] }, // biome-ignore format: places
      { frame: 1, joints: [[1, 1], [1, 0]] }, // biome-ignore format: places
    ],
  });
});

it('else the first signal; nothing where no input can be drawn', () => {
  const draw = classInput(specs.slice(0, 1), { kind: 'class', skeleton })!;
  expect(draw(answer, new Album())).toMatchObject({ kind: 'signal', channels: [[1, 2]] });
  expect(classInput([{ name: 'code', dtype: 'float32', shape: [3] }], { kind: 'class' })).toBeNull();
});
