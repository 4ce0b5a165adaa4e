import { readFileSync } from 'node:fs';
import { DataSetError } from '@paretoboard/harness/task/data-set-error.js';
import { read } from 'mat-for-js';

/** Float32 values of a matrix of rows [steps, channels]. */
export interface Series {
  readonly steps: number;
  readonly channels: number;
  readonly data: Float32Array;
}

const obtainAgain = 'Copy the file again from the official archive.';

function variable(dataset: string, path: string, name: string): unknown {
  try {
    const bytes = readFileSync(path);
    const { data } = read(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer);
    if (data[name] !== undefined) return data[name];
    throw new Error(`variables ${Object.keys(data).join(', ') || 'none'}`);
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    throw new DataSetError(dataset, `${path} to be a MATLAB v5 file with a variable ${name}`, found, obtainAgain);
  }
}

function isMatrix(value: unknown, columns: number | null): value is number[][] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every(
      (row) =>
        Array.isArray(row) &&
        row.length === (columns ?? value[0].length) &&
        row.every((entry) => typeof entry === 'number' && Number.isFinite(entry)),
    )
  );
}

/** `d_iner` [N, 6]: acceleration x y z in g, angular rate x y z in °/s. @throws DataSetError */
export function readInertial(dataset: string, path: string): Series {
  const rows = variable(dataset, path, 'd_iner');
  if (!isMatrix(rows, 6))
    throw new DataSetError(dataset, `${path}: d_iner of N × 6 finite numbers`, 'something else', obtainAgain);
  return { steps: rows.length, channels: 6, data: Float32Array.from(rows.flat()) };
}

/** `d_skel` [20, 3, N] in metres, turned into [N, 20 · 3]. @throws DataSetError */
export function readSkeleton(dataset: string, path: string): Series {
  const joints = variable(dataset, path, 'd_skel');
  const fits =
    Array.isArray(joints) &&
    joints.length === 20 &&
    joints.every((joint) => isMatrix(joint, null) && joint.length === 3 && joint[0]?.length === joints[0][0].length);
  if (!fits)
    throw new DataSetError(dataset, `${path}: d_skel of 20 × 3 × N finite numbers`, 'something else', obtainAgain);
  const rows = (joints as number[][][]).flat();
  const steps = rows[0]!.length;
  const data = new Float32Array(steps * 60);
  for (let step = 0; step < steps; step++) for (let row = 0; row < 60; row++) data[step * 60 + row] = rows[row]![step]!;
  return { steps, channels: 60, data };
}
