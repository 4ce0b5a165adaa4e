import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSetError } from '@paretoboard/harness/task/data-set-error.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodePng } from '../formats/png.js';
import { readPictures } from './reader.js';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'pictures '));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function write(path: string, width: number, height: number, level: number, channels: 1 | 3 = 3): Promise<void> {
  await mkdir(join(root, path, '..'), { recursive: true });
  const data = new Uint8Array(width * height * channels).fill(level);
  await writeFile(join(root, path), encodePng({ width, height, channels, data }));
}

/** Set5 with one picture and Set14 with nine, as they are found side by side. */
async function writeClassics(): Promise<void> {
  await write('Set5/HR/woman.png', 228, 345, 10);
  await write('Set5/LR_bicubic/X2/womanx2.png', 114, 172, 20);
  for (const [index, name] of ['a', 'b', 'c', 'd', 'e', 'face', 'g', 'h', 'i'].entries())
    await write(`Set14/${name}.png`, 200, 100, 30 + index, name === 'b' ? 1 : 3);
}

describe('readPictures', () => {
  it('reads Set5 whole with its published small pictures, and patches of Set14', async () => {
    await writeClassics();
    const { train, validation, test } = await readPictures(root, 'classics');
    const { inputs, targets, group } = test.read(0);
    expect([test.items, inputs.image!.shape, targets.reference!.shape, group]).toEqual([
      1,
      [172, 114, 3],
      [344, 228, 3],
      'Set5/woman',
    ]);
    expect(inputs.image!.data[0]).toBe(20);
    // Eight pictures without `face`; 100 × 50 small pixels hold two patches side by side; the eighth picture is held.
    expect([train.items, validation.items]).toEqual([14, 2]);
    expect(validation.read(1).attributes.name).toBe('i');
    expect(train.read(2).inputs.image!.data.slice(0, 3)).toEqual(Uint8Array.of(31, 31, 31));
  });

  it('never trains on the picture that Set14 shares with Set5', async () => {
    await writeClassics();
    const { train, validation } = await readPictures(root, 'classics');
    for (const source of [train, validation])
      for (let index = 0; index < source.items; index++) expect(source.read(index).attributes.name).not.toBe('face');
  });

  it('names what is missing, of another size or damaged', async () => {
    const refused = (what: string) =>
      expect(readPictures(root, 'classics')).rejects.toThrow(
        expect.objectContaining({ message: expect.stringContaining(what) }),
      );
    await expect(readPictures(root, 'classics')).rejects.toThrow(DataSetError);
    await refused('PNG pictures in DIV2K/DIV2K_train_HR');
    await writeClassics();
    await write('Set5/LR_bicubic/X2/womanx2.png', 114, 171, 20);
    await refused('womanx2.png of 114 × 172');
    await rm(join(root, 'Set5/LR_bicubic/X2/womanx2.png'));
    await refused('expected Set5/LR_bicubic/X2/womanx2.png; found no such file');
    await writeFile(join(root, 'Set5/LR_bicubic/X2/womanx2.png'), 'GIF89a');
    await refused('womanx2.png: a PNG of 8 bits; found no PNG');
  });

  it('takes the layout of DIV2K and its benchmarks, and Set5 alone of them', async () => {
    for (let index = 1; index <= 8; index++) {
      await write(`DIV2K/DIV2K_train_HR/000${index}.png`, 96, 96, index);
      await write(`DIV2K/DIV2K_train_LR_bicubic/X2/000${index}x2.png`, 48, 48, index);
    }
    await write('benchmark/Set5/HR/baby.png', 40, 40, 1);
    await write('benchmark/Set5/LR_bicubic/X2/babyx2.png', 20, 20, 1);
    await cp(join(root, 'benchmark/Set5'), join(root, 'benchmark/Set14'), { recursive: true });
    expect(await readdir(join(root, 'benchmark'))).toHaveLength(2);
    const { train, validation, test } = await readPictures(root, 'div2k-set5');
    expect([train.items, validation.items, test.items]).toEqual([7, 1, 1]);
    expect(train.read(3).targets.reference!.shape).toEqual([96, 96, 3]);
  });
});
