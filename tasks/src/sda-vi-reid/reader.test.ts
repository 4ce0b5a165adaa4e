import { mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LoadedData, SplitName } from '@paretoboard/harness/task/task-module.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeColourBmp } from '../formats/colour-bmp.js';
import { encodeNpy } from '../formats/npy.js';
import { whileChanged } from '../testing/while-changed.js';
import { readReId } from './reader.js';
import task from './task.js';

let folder: string;
let data: LoadedData;
const open = () => task.open({ folder, variant: 'surrogate' });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 're-id '));
  await task.generateSurrogate(folder, 4);
  data = await open();
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Pictures of a person and modality stand side by side: one of each, for reading takes time. */
const together = 4;

/** Who is in a split, by domain and modality. */
function everybody(split: SplitName) {
  return Array.from({ length: data[split].items / together }, (_, index) => {
    const { targets, inputs, group } = data[split].read(together * index + (index % together));
    const [person, domain, modality] = [targets.identity!, targets.domain!, inputs.modality!].map(
      (tensor) => tensor.data[0]!,
    );
    return { person: person!, domain: domain!, modality: modality!, group };
  });
}

describe('the reader', () => {
  it('keeps people on one side, numbers them one after the other, and has everybody in both modalities', () => {
    const [train, validation, test] = [everybody('train'), everybody('validation'), everybody('test')];
    const numbers = (rows: typeof train) => [...new Set(rows.map(({ person }) => person))].sort((a, b) => a - b);
    const from = (first: number, count: number) => Array.from({ length: count }, (_, index) => first + index);
    expect(numbers(train.filter(({ domain }) => domain === 0))).toEqual(from(0, 54));
    expect(numbers(validation)).toEqual(from(54, 6));
    expect(numbers(train.filter(({ domain }) => domain === 1))).toEqual(from(60, 10));
    expect(numbers(test)).toEqual(from(70, 40));
    expect(test.every(({ domain, person, group }) => domain === 1 && group === `person-${person}`)).toBe(true);
    for (const rows of [train, validation, test])
      for (const person of numbers(rows))
        for (const modality of [0, 1])
          expect(rows.filter((row) => row.person === person && row.modality === modality)).toHaveLength(1);
  }, 60_000);

  it('gives the pictures of the files, four times as large, infrared in three equal channels', async () => {
    const bmp = decodeColourBmp(await readFile(join(folder, 'RegDB/Visible/10/visible_1.bmp')));
    const { image, modality } = data.test.read(0).inputs;
    expect(modality!.data[0]).toBe(0);
    // Inside each square of 4 × 4 the middle four pixels are nearest to the original.
    const [row, column] = [40, 20];
    const around = [1, 2].flatMap((dy) => [1, 2].map((dx) => ((4 * row + dy) * 144 + 4 * column + dx) * 3));
    const mean = around.reduce((sum, at) => sum + image!.data[at]!, 0) / 4;
    expect(Math.abs(mean - bmp.data[(row * 36 + column) * 3]!)).toBeLessThan(40);
    const infrared = data.test.read(160).inputs;
    expect(infrared.modality!.data[0]).toBe(1);
    for (let at = 0; at < infrared.image!.data.length; at += 3)
      if (infrared.image!.data[at] !== infrared.image!.data[at + 2]) throw new Error(`colour at ${at}`);
  });

  it('takes the share of the target’s people that it is asked for: a fifth of ten are two', async () => {
    const fifth = await readReId(folder, 'surrogate', 0.2);
    expect(fifth.train.items).toBe(54 * 8 + 2 * 8);
    // As many as the paper says of RegDB's 206.
    expect(Math.round(0.2 * 206)).toBe(41);
  });

  it('names what is missing', async () => {
    const move = async (from: string, message: string) => {
      await rename(join(folder, from), join(folder, 'elsewhere'));
      await expect(open()).rejects.toThrow(message);
      await rename(join(folder, 'elsewhere'), join(folder, from));
    };
    await move('SYSU-MM01/train_ir_resized_img.npy', 'train_ir_resized_img.npy');
    await move('SYSU-MM01/train_rgb_resized_label.npy', 'train_rgb_resized_label.npy');
    await move('RegDB/idx/test_thermal_1.txt', 'the list');
    await move('RegDB/Thermal/12/infrared_3.bmp', 'the picture');
  });

  it('names what does not fit', async () => {
    const list = 'RegDB/idx/train_visible_1.txt';
    await whileChanged(join(folder, list), '', () => expect(open()).rejects.toThrow('found none'));
    await whileChanged(join(folder, list), 'Visible/0/visible_1.bmp\n', () =>
      expect(open()).rejects.toThrow('expected lines'),
    );
    await whileChanged(join(folder, list), 'Visible/0/visible_1.bmp 0\n', () =>
      expect(open()).rejects.toThrow('in one alone'),
    );
    const labels = encodeNpy(BigInt64Array.of(0n, 1n), [2]);
    await whileChanged(join(folder, 'SYSU-MM01/train_ir_resized_label.npy'), labels, () =>
      expect(open()).rejects.toThrow('expected 240 labels'),
    );
    const flat = encodeNpy(new Uint8Array(12), [2, 6]);
    await whileChanged(join(folder, 'SYSU-MM01/train_ir_resized_img.npy'), flat, () =>
      expect(open()).rejects.toThrow('uint8 [pictures, height, width, 3]'),
    );
  });

  it('names a picture that is none when it is asked for', () =>
    whileChanged(join(folder, 'RegDB/Visible/10/visible_1.bmp'), 'no picture', async () => {
      const { test } = await open();
      expect(() => test.read(0)).toThrow('a colour BMP');
    }));

  it('refuses a variant that it does not know', async () => {
    await expect(task.open({ folder, variant: 'regdb-to-sysu' })).rejects.toThrow('expected one of sysu-to-regdb');
  });
});

describe('a perturbed query', () => {
  it('is hardly another picture, of the same modality', () => {
    const { inputs } = data.test.read(5);
    const changed = task.perturb(inputs, 3);
    let largest = 0;
    for (let at = 0; at < changed.image!.data.length; at++)
      largest = Math.max(largest, Math.abs(changed.image!.data[at]! - inputs.image!.data[at]!));
    expect(largest).toBeGreaterThan(0);
    expect(largest).toBeLessThanOrEqual(7);
    expect(changed.modality).toBe(inputs.modality);
  });
});
