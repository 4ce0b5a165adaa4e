import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { locateDataSet } from '@paretoboard/harness/data/store.js';
import { DataSetError } from '@paretoboard/harness/task/data-set-error.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readMat5 } from './mat5-reader.js';
import { writeMat5 } from './mat5-writer.js';
import { readInertial, readSkeleton } from './recording.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'recording '));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, shape: number[], value: (...index: number[]) => number): string {
  const data = new Float64Array(shape.reduce((a, b) => a * b, 1));
  for (let flat = 0; flat < data.length; flat++) {
    let below = 1;
    const index = shape.map((length) => {
      const position = Math.floor(flat / below) % length;
      below *= length;
      return position;
    });
    data[flat] = value(...index);
  }
  const path = join(folder, `${name}-${shape.join('x')}.mat`);
  writeFileSync(path, writeMat5({ name, shape, data }));
  return path;
}

describe('recordings', () => {
  it('keep every axis where MATLAB has it', () => {
    const skeleton = readSkeleton(
      'x',
      file('d_skel', [20, 3, 5], (joint, axis, step) => 100 * step + 10 * axis + joint / 100),
    );
    expect(skeleton.steps).toBe(5);
    expect(skeleton.data[(4 * 20 + 7) * 3 + 2]).toBeCloseTo(420.07, 3);
    expect(skeleton.data[60]).toBe(100);
    const inertial = readInertial(
      'x',
      file('d_iner', [4, 6], (step, channel) => 10 * step + channel),
    );
    expect([...inertial.data.slice(6, 12)]).toEqual([10, 11, 12, 13, 14, 15]);
  });

  it('are refused when variable or shape is another', () => {
    expect(() =>
      readSkeleton(
        'x',
        file('d_iner', [20, 3, 5], () => 0),
      ),
    ).toThrow(DataSetError);
    expect(() =>
      readSkeleton(
        'x',
        file('d_skel', [20, 2, 5], () => 0),
      ),
    ).toThrow('20 × 2 × 5');
    expect(() =>
      readInertial(
        'x',
        file('d_iner', [5, 6], () => Number.NaN),
      ),
    ).toThrow('finite');
    writeFileSync(join(folder, 'cut.mat'), new Uint8Array(140));
    expect(() => readInertial('x', join(folder, 'cut.mat'))).toThrow(DataSetError);
  });

  it('refuse what is no MATLAB 5 file', () => {
    expect(() => readMat5(new Uint8Array(300))).toThrow(RangeError);
  });

  const real = locateDataSet('utd-mhad');
  it.runIf(real)('have the values that SciPy reads from the official files', () => {
    const { data, steps } = readSkeleton('utd-mhad', join(real!, 'Skeleton', 'a1_s1_t1_skeleton.mat'));
    expect(steps).toBe(48);
    // scipy.io.loadmat(...)['d_skel'][0, 0, :3] and [0, 1, 0]
    expect([data[0], data[60], data[120]].map((value) => value!.toFixed(5))).toEqual([
      '-0.04576',
      '-0.04531',
      '-0.04479',
    ]);
    expect(data[1]).toBeCloseTo(0.483985, 5);
  });
});
