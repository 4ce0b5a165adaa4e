import { mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LoadedData, SplitName } from '@paretoboard/harness/task/task-module.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeGreyTiff, encodeGreyTiff } from '../formats/tiff.js';
import { whileChanged } from '../testing/while-changed.js';
import { parseGroundTruth } from './ground-truth.js';
import task from './task.js';

let folder: string;
let data: LoadedData;
const open = () => task.open({ folder, variant: 'surrogate' });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'walkway '));
  await task.generateSurrogate(folder, 4);
  data = await open();
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the reader', () => {
  it('stacks each frame with the two before it, mirrored at the start', async () => {
    const frame = async (name: string) =>
      decodeGreyTiff(await readFile(join(folder, `UCSDped2/Test/Test001/${name}.tif`))).grey;
    const [first, second, third] = [await frame('001'), await frame('002'), await frame('003')];
    const channel = (index: number, time: number) =>
      data.test.read(index).inputs.frames!.data.filter((_, at) => at % 3 === time);
    expect([0, 1, 2].map((time) => channel(2, time))).toEqual([first, second, third]);
    expect([0, 1, 2].map((time) => channel(0, time))).toEqual([third, second, first]);
    expect([0, 1, 2].map((time) => channel(1, time))).toEqual([second, first, second]);
  });

  it('labels what the list names, and nothing of the training clips', async () => {
    const truth = parseGroundTruth(await readFile(join(folder, 'UCSDped2/Test/UCSDped2.m'), 'utf8'));
    for (const [clip, ranges] of truth.entries()) {
      const labels = Array.from({ length: 120 }, (_, at) => data.test.read(120 * clip + at).targets.abnormal!.data[0]!);
      const abnormal = labels.filter((label) => label === 1).length;
      expect(abnormal).toBe(ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0));
      expect(abnormal / 120).toBeGreaterThan(0.2);
      expect(abnormal / 120).toBeLessThan(0.36);
    }
    const training = Array.from({ length: data.train.items }, (_, at) => data.train.read(at).targets.abnormal!.data[0]);
    expect(new Set(training)).toEqual(new Set([0]));
  });

  it('keeps clips on one side, and holds the last training clip for validation', () => {
    const groups = (split: SplitName) => [
      ...new Set(Array.from({ length: data[split].items }, (_, at) => data[split].read(at).group)),
    ];
    expect(groups('train')).toEqual(['Train001', 'Train002', 'Train003', 'Train004', 'Train005']);
    expect(groups('validation')).toEqual(['Train006']);
    expect(groups('test')).toHaveLength(5);
  });

  it('marks in the masks what it calls abnormal', async () => {
    for (const frame of [0, 30, 60, 90]) {
      const mask = await readFile(join(folder, `UCSDped2/Test/Test003_gt/${String(frame + 1).padStart(3, '0')}.bmp`));
      const isMarked = mask.subarray(mask.readUInt32LE(10)).some((value) => value > 0);
      expect(isMarked).toBe(data.test.read(240 + frame).targets.abnormal!.data[0] === 1);
    }
  });

  it('names a folder that is missing, and a gap in the numbers', async () => {
    const move = async (from: string, to: string, message: string) => {
      await rename(join(folder, from), join(folder, to));
      await expect(open()).rejects.toThrow(message);
      await rename(join(folder, to), join(folder, from));
    };
    await move('UCSDped2/Train/Train003', 'UCSDped2/elsewhere', 'Train003');
    await move('UCSDped2/Test/Test002/050.tif', 'UCSDped2/Test/Test002/gone', 'expected frame 50');
    await move('UCSDped2/Test/UCSDped2.m', 'UCSDped2/Test/list', 'the list of abnormal frames');
  });

  it('names a list that does not fit', async () => {
    const list = 'UCSDped2/Test/UCSDped2.m';
    const line = 'TestVideoFile{end+1}.gt_frame = [1:9];\n';
    await whileChanged(join(folder, list), line.repeat(4), () =>
      expect(open()).rejects.toThrow('abnormal frames of Test005'),
    );
    await whileChanged(join(folder, list), line.repeat(5).replace('1:9', '1:999'), () =>
      expect(open()).rejects.toThrow('1:999'),
    );
  });

  it('names a frame that is no picture, or of another size', async () => {
    const file = 'UCSDped2/Test/Test004/007.tif';
    await whileChanged(join(folder, file), 'no picture', () => expect(open()).rejects.toThrow('007.tif'));
    const small = encodeGreyTiff({ width: 4, height: 4, grey: new Uint8Array(16) });
    await whileChanged(join(folder, file), small, () => expect(open()).rejects.toThrow('found 4 × 4'));
  });

  it('refuses a variant that it does not know', async () => {
    await expect(task.open({ folder, variant: 'avenue' })).rejects.toThrow(
      'expected one of ped2, ucsd-ped2, surrogate',
    );
  });
});

describe('a perturbed query', () => {
  it('is hardly another picture, and keeps the order of frames', () => {
    const { inputs } = data.test.read(5);
    const changed = task.perturb(inputs, 3);
    const differences = changed.frames!.data.map((value, at) => Math.abs(value - inputs.frames!.data[at]!));
    expect(Math.max(...differences)).toBeLessThanOrEqual(4);
    expect(Math.abs(changed.position!.data[0]! - 5)).toBeLessThanOrEqual(0.25);
  });
});
