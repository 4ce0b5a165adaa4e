import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DataSetError } from '@paretoboard/harness/task/data-set-error.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeNifti } from '../formats/nifti.js';
import { readVolumes } from './reader.js';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'volumes '));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const spacingMm = [0.8, 0.5, 0.25] as const;

async function write(path: string, values: number[], width = 3): Promise<void> {
  await mkdir(join(root, path, '..'), { recursive: true });
  const shape = [1, values.length / width, width] as const;
  const data = path.startsWith('labels') ? Uint8Array.from(values) : Float32Array.from(values);
  await writeFile(join(root, path), gzipSync(encodeNifti({ shape, spacingMm, data })));
}

const nameOf = (number: number): string => `hippocampus_${String(number).padStart(3, '0')}.nii.gz`;

/** Volumes whose first grey level is their number. */
async function writePairs(numbers: readonly number[], part = 'Tr'): Promise<void> {
  for (const number of numbers) {
    await write(`images${part}/${nameOf(number)}`, [number, 1, 2, 3, 4, 5]);
    await write(`labels${part}/${nameOf(number)}`, [0, 1, 2, 0, 0, number % 3]);
  }
}

const ten = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

async function refusal(): Promise<string> {
  const error = await readVolumes(root, 'msd').catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(DataSetError);
  return (error as DataSetError).message;
}

describe('readVolumes', () => {
  it('splits in blocks 60 : 10 : 30 in the order of names, and takes both parts of the hippocampus together', async () => {
    await writePairs(ten);
    await writeFile(join(root, 'imagesTr', `._${nameOf(1)}`), 'of a Mac');
    const { train, validation, test } = await readVolumes(root, 'msd');
    const numbers = [train, validation, test].map(({ items, read }) =>
      Array.from({ length: items }, (_, index) => read(index).inputs.volume!.data[0]),
    );
    expect(numbers).toEqual([[1, 2, 3, 4, 5, 6], [7], [8, 9, 10]]);
    const { inputs, targets, attributes } = test.read(0);
    expect([inputs.volume!.shape, targets.mask!.shape]).toEqual([
      [1, 2, 3],
      [1, 2, 3],
    ]);
    expect([...targets.mask!.data]).toEqual([0, 1, 1, 0, 0, 1]);
    expect([...inputs.spacing!.data]).toEqual([...Float32Array.from(spacingMm)]);
    expect(attributes).toEqual({ volume: 'hippocampus_008' });
    expect(() => test.read(3)).toThrow('an item below 3');
  });

  it('tests labelled test volumes where they are released', async () => {
    await writePairs([...ten, 11, 12, 13, 14, 15, 16]);
    await writePairs([20, 21], 'Ts');
    const { train, validation, test } = await readVolumes(root, 'cohort');
    expect([train.items, validation.items, test.items]).toEqual([14, 2, 2]);
    expect(test.read(0).inputs.volume!.data[0]).toBe(20);
  });

  it('names what is missing or wrong', async () => {
    expect(await refusal()).toContain('volumes *.nii.gz in imagesTr; found none');
    await writePairs([1]);
    expect(await refusal()).toContain('at least 10 volumes in imagesTr; found 1');
    await writePairs(ten);
    await rename(join(root, 'labelsTr', nameOf(4)), join(root, 'away'));
    expect(await refusal()).toContain('expected labelsTr/hippocampus_004.nii.gz; found no such file');
    await write(`labelsTr/${nameOf(4)}`, [0, 1, 1]);
    expect(await refusal()).toContain('labelsTr/hippocampus_004.nii.gz of 1 × 2 × 3, as its volume; found 1 × 1 × 3');
    await write(`labelsTr/${nameOf(4)}`, [0, 1, 3, 0, 0, 0]);
    expect(await refusal()).toContain('labels 0 to 2 in labelsTr/hippocampus_004.nii.gz; found 3');
    await write(`labelsTr/${nameOf(4)}`, [0, 0, 0, 0, 0, 0]);
    expect(await refusal()).toContain('a hippocampus in labelsTr/hippocampus_004.nii.gz; found background only');
    await writeFile(join(root, 'labelsTr', nameOf(4)), gzipSync('no volume'));
    expect(await refusal()).toContain('labelsTr/hippocampus_004.nii.gz: a volume in NIfTI-1; found NIfTI of 9 bytes');
  });

  it('holds the release to its own list', async () => {
    await writePairs(ten);
    const list = (training: unknown) => writeFile(join(root, 'dataset.json'), JSON.stringify({ training }));
    await list([{ image: `./imagesTr/${nameOf(3)}`, label: `./labelsTr/${nameOf(3)}` }]);
    expect((await readVolumes(root, 'msd')).train.items).toBe(6);
    await list([{ image: `./imagesTr/${nameOf(77)}`, label: `./labelsTr/${nameOf(77)}` }]);
    expect(await refusal()).toContain('imagesTr/hippocampus_077.nii.gz, which dataset.json lists; found no such file');
    await list([]);
    expect(await refusal()).toContain('dataset.json with "training"');
    await writeFile(join(root, 'dataset.json'), '{');
    expect(await refusal()).toContain('dataset.json with "training"');
  });
});
