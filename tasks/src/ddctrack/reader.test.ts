import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSetError } from '@paretoboard/harness/task/data-set-error.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeJpeg } from '../formats/jpeg-encoder.js';
import { readVideos } from './reader.js';
import { frameHeight, frameWidth } from './video.js';

const sets = ['surrogate-train', 'surrogate-validation', 'UAV123'];
const lines = ['1,1,10,10', '2,1,10,10', 'NaN,NaN,NaN,NaN', '4,1,10,10'];
let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'videos '));
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** Grey level of a frame: ten times its number. */
function frame(number: number, width = frameWidth): Uint8Array {
  return encodeJpeg(new Uint8Array(width * frameHeight * 3).fill(10 * number), width, frameHeight, 90);
}

/** One sequence of four frames in each set, the object away in the third. */
async function write(name: string): Promise<string> {
  const folder = join(root, name);
  for (const set of sets) {
    const frames = join(folder, 'data_seq', set, 'car1');
    await mkdir(frames, { recursive: true });
    await mkdir(join(folder, 'anno', set), { recursive: true });
    for (const at of lines.keys()) await writeFile(join(frames, `00000${at + 1}.jpg`), frame(at + 1));
    await writeFile(join(folder, 'anno', set, 'car1.txt'), `${lines.join('\n')}\n`);
  }
  return folder;
}

describe('a folder in UAV123’s layout', () => {
  it('gives whole sequences to test, the first frame apart and absent boxes marked', async () => {
    const { test } = await readVideos(await write('sound'));
    const { inputs, targets, group } = test.read(0);
    expect([test.items, group]).toEqual([1, 'car1']);
    expect([...inputs.firstBox!.data]).toEqual([1, 1, 10, 10]);
    expect(inputs.firstFrame!.data[0]).toBeCloseTo(10, -1);
    expect(inputs.frames!.shape).toEqual([3, frameHeight, frameWidth, 3]);
    expect(inputs.frames!.data.at(-1)).toBeCloseTo(40, -1);
    expect([...targets.visible!.data]).toEqual([1, 0, 1]);
    expect([...targets.boxes!.data]).toEqual([2, 1, 10, 10, 0, 0, 0, 0, 4, 1, 10, 10]);
  });

  it('gives each frame with the object to train on, beside another frame and the boxes before', async () => {
    const { train } = await readVideos(await write('pairs'));
    const rows = Array.from({ length: train.items }, (_, index) => train.read(index));
    expect(rows.map(({ attributes }) => attributes.frame)).toEqual([1, 3]);
    for (const { inputs, attributes } of rows)
      expect(inputs.firstFrame!.data[0]).not.toBe((10 * (1 + Number(attributes.frame))) as number);
    const histories = rows.map(({ inputs }) => [...inputs.history!.data].filter((_, at) => at % 4 === 0));
    expect(histories).toEqual([
      [1, 1, 1, 1, 1],
      [1, 1, 1, 1, 2],
    ]);
    expect([...rows[1]!.targets.box!.data]).toEqual([4, 1, 10, 10]);
  });

  it.each([
    ['a set', (folder: string) => rm(join(folder, 'data_seq/UAV123'), { recursive: true }), 'UAV123'],
    [
      'the sequences of a set',
      (folder: string) => rm(join(folder, 'data_seq/UAV123/car1'), { recursive: true }),
      'none',
    ],
    ['an annotation', (folder: string) => rm(join(folder, 'anno/UAV123/car1.txt')), 'car1.txt'],
    ['a frame', (folder: string) => rm(join(folder, 'data_seq/UAV123/car1/000002.jpg')), '000002.jpg'],
    ['the last frame', (folder: string) => rm(join(folder, 'data_seq/UAV123/car1/000004.jpg')), '4 lines'],
  ])('is refused without %s', async (name, remove, named) => {
    const folder = await write(name);
    await remove(folder);
    await expect(readVideos(folder)).rejects.toThrow(DataSetError);
    await expect(readVideos(folder)).rejects.toThrow(named);
  });

  it.each([
    ['a frame of another size', 'data_seq/UAV123/car1/000003.jpg', frame(3, 80), '80 × 120'],
    ['a file that is no JPEG', 'data_seq/UAV123/car1/000003.jpg', 'text', 'a JPEG file'],
    ['a box that is none', 'anno/UAV123/car1.txt', '1,2,3\n', 'line 1'],
    ['no box in the first frame', 'anno/UAV123/car1.txt', 'NaN,NaN,NaN,NaN\n1,1,2,2\n1,1,2,2\n1,1,2,2\n', 'the first'],
  ])('is refused with %s', async (name, file, content, named) => {
    const folder = await write(name);
    await writeFile(join(folder, file), content);
    await expect(readVideos(folder)).rejects.toThrow(named);
  });
});
