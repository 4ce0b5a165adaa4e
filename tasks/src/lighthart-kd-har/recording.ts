import { readFileSync } from 'node:fs';
import { DataSetError } from '@paretoboard/harness/task/data-set-error.js';
import { type MatArray, readMat5 } from './mat5-reader.js';

/** Float32 values of a matrix of rows [steps, channels]. */
export interface Series {
  readonly steps: number;
  readonly channels: number;
  readonly data: Float32Array;
}

const obtainAgain = 'Copy the file again from the official archive.';

function readVariable(dataset: string, path: string, name: string): MatArray {
  try {
    const array = readMat5(readFileSync(path));
    if (array.name === name && array.data.every(Number.isFinite)) return array;
    throw new RangeError(array.name === name ? 'values that are not finite' : `a variable ${array.name}`);
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    throw new DataSetError(
      dataset,
      `${path} to be a MATLAB v5 file with finite numbers in ${name}`,
      found,
      obtainAgain,
    );
  }
}

function refuseShape(dataset: string, path: string, expected: string, { shape }: MatArray): never {
  throw new DataSetError(dataset, `${path}: ${expected}`, `an array of ${shape.join(' × ')}`, obtainAgain);
}

/** `d_iner` [N, 6]: acceleration x y z in g, angular rate x y z in °/s. @throws DataSetError */
export function readInertial(dataset: string, path: string): Series {
  const array = readVariable(dataset, path, 'd_iner');
  const [steps = 0, channels] = array.shape;
  if (array.shape.length !== 2 || channels !== 6 || steps < 1) refuseShape(dataset, path, 'd_iner of N × 6', array);
  const data = new Float32Array(steps * 6);
  for (let step = 0; step < steps; step++) {
    for (let channel = 0; channel < 6; channel++) data[step * 6 + channel] = array.data[channel * steps + step]!;
  }
  return { steps, channels: 6, data };
}

/** `d_skel` [20, 3, N] in metres, turned into [N, 20 · 3]. @throws DataSetError */
export function readSkeleton(dataset: string, path: string): Series {
  const array = readVariable(dataset, path, 'd_skel');
  const [joints, axes, steps = 0] = array.shape;
  if (array.shape.length !== 3 || joints !== 20 || axes !== 3 || steps < 1) {
    refuseShape(dataset, path, 'd_skel of 20 × 3 × N', array);
  }
  const data = new Float32Array(steps * 60);
  for (let step = 0; step < steps; step++) {
    for (let joint = 0; joint < 20; joint++) {
      for (let axis = 0; axis < 3; axis++) {
        data[(step * 20 + joint) * 3 + axis] = array.data[(step * 3 + axis) * 20 + joint]!;
      }
    }
  }
  return { steps, channels: 60, data };
}
