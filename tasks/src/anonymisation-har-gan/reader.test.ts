import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { locateDataSet } from '@paretoboard/harness/data/store.js';
import { DataSetError } from '@paretoboard/harness/task/data-set-error.js';
import type { Item, ItemSource } from '@paretoboard/harness/task/task-module.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { separateGravity } from './gravity.js';
import { motionHeader, readMotionSense } from './motion-sense.js';
import { blockSteps, Dealer, type Part } from './parts.js';
import { readPhone } from './phone-and-watch.js';
import { windowsOf } from './reader.js';
import { channelCount, type Recording } from './recording.js';
import task from './task.js';
import { windowSteps } from './window-shape.js';

const itemsOf = (source: ItemSource): Item[] => Array.from({ length: source.items }, (_, index) => source.read(index));

async function all(recordings: AsyncIterable<Recording>): Promise<Recording[]> {
  const found: Recording[] = [];
  for await (const recording of recordings) found.push(recording);
  return found;
}

/** Values that say where they come from. */
function recordingOf(subject: number, blocks: number, name = `recording ${subject}`): Recording {
  const steps = blocks * blockSteps + 17;
  const values = Float32Array.from({ length: steps * channelCount }, (_, at) => Math.floor(at / channelCount));
  return { name, subject, steps, values, activities: new Uint8Array(steps).fill(subject) };
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'anonymous windows '));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
}

describe('parts', () => {
  it('get blocks in turn, with no step in two of them', () => {
    const places = new Dealer().places(recordingOf(0, 8));
    const counts = (part: Part) => places.filter((place) => place.part === part).length;
    expect((['train', 'validation', 'referee', 'judged'] as const).map(counts)).toEqual([15, 5, 10, 4]);
    const owner = new Map<number, Part>();
    for (const { from, part } of places)
      for (let step = from; step < from + windowSteps; step++) {
        expect(owner.get(step) ?? part).toBe(part);
        owner.set(step, part);
      }
  });

  it('go on with the next recording of a subject, and begin elsewhere for the next subject', () => {
    const dealer = new Dealer();
    const partsOf = (recording: Recording) => [...new Set(dealer.places(recording).map(({ part }) => part))];
    expect(partsOf(recordingOf(0, 1))).toEqual(['train']);
    expect(partsOf(recordingOf(0, 1))).toEqual(['referee']);
    expect(partsOf(recordingOf(3, 1))).toEqual(['judged']);
  });
});

describe('windows', () => {
  it('are shown without activity in training, and with everything in the test', async () => {
    const recordings = (async function* () {
      yield recordingOf(0, 8);
      yield recordingOf(1, 8);
    })();
    const data = await windowsOf('made up', recordings);
    const [row] = itemsOf(data.train);
    expect(Object.keys({ ...row!.inputs, ...row!.targets })).toEqual(['window', 'subject']);
    expect(row!.attributes).toEqual({ subject: 0 });
    const test = itemsOf(data.test);
    expect(test.map(({ targets }) => targets.role!.data[0])).toEqual([
      ...new Array(20).fill(0),
      ...new Array(8).fill(1),
    ]);
    expect(test.at(-1)!.targets.activity!.data[0]).toBe(1);
    expect(new Set(test.map(({ inputs }) => inputs.target!.data[0]))).toEqual(new Set([0, 1]));
    expect(data.test.read(3)).toEqual(data.test.read(3));
  });

  it('are refused where a part stays empty', async () => {
    const one = (async function* () {
      yield recordingOf(0, 2);
    })();
    await expect(windowsOf('made up', one)).rejects.toThrow('windows of the part validation');
  });
});

describe('MotionSense', () => {
  const read = (recordings: number) => all(readMotionSense({ folder, dataset: 'motion-sense', recordings }));
  const row = (...channels: number[]) => [0, 9, 9, 9, ...channels].join(',');
  const place = (name: string, ...rows: string[]) =>
    write(`A_DeviceMotion_data/${name}`, [motionHeader, ...rows, ''].join('\n'));

  it('takes the nine channels after the attitude, and subject and activity from the names', async () => {
    place('wlk_7/sub_2.csv', row(1, 2, 3, 4, 5, 6, 7, 8, 9), row(0, 0, 0, 0, 0, 0, 0, 0, 0.5));
    place('dws_11/sub_10.csv', row(1, 1, 1, 1, 1, 1, 1, 1, 1));
    const [first, second] = await read(2);
    expect(first).toMatchObject({ subject: 1, steps: 2, activities: Uint8Array.of(2, 2) });
    expect([...first!.values.slice(0, 9)]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(second).toMatchObject({ subject: 9, activities: Uint8Array.of(0) });
  });

  it('refuses what is not of this layout, and says what was expected', async () => {
    await expect(read(1)).rejects.toThrow(DataSetError);
    place('wlk_7/sub_2.csv', row(1, 2, 3, 4, 5, 6, 7, 8, 9));
    await expect(read(2)).rejects.toThrow('expected 2 recordings; found 1');
    place('wlk_7/sub_2.csv', row(1, 2));
    await expect(read(1)).rejects.toThrow('13 cells a row; found 6 in row 1');
    place('wlk_7/sub_2.csv', row(1, 2, 3, 4, 5, 6, 7, 8, 9), row(1, 2, 3, 4, 5, Number.NaN, 7, 8, 9));
    await expect(read(1)).rejects.toThrow('"NaN" in row 2');
    write('A_DeviceMotion_data/wlk_7/sub_2.csv', 'a,b\n1,2\n');
    await expect(read(1)).rejects.toThrow('the columns ,attitude.roll');
    place('run_1/sub_1.csv', row(1, 2, 3, 4, 5, 6, 7, 8, 9));
    await expect(read(2)).rejects.toThrow('run_1/sub_1.csv');
  });
});

describe('phones of 23 people', () => {
  const header = 'x_acc,y_acc,z_acc,x_gyro,y_gyro,z_gyro,timestamp,label';
  const read = (recordings: number) => all(readPhone({ folder, dataset: 'sp-sw-har', recordings }));

  it('takes the phone alone, in g and rad/s', async () => {
    write('DATA/s03/s03_01_sp.csv', `${header}\n0,9.80665,0,1,2,3,5,SEATED\n0,9.80665,0,1,2,3,6,TURNING\n`);
    write('DATA/s03/s03_01_sw.csv', 'of no interest');
    const [recording] = await read(1);
    expect(recording).toMatchObject({ subject: 2, steps: 2, activities: Uint8Array.of(0, 3) });
    expect([...recording!.values.slice(0, 9)]).toEqual([0, 1, 0, 1, 2, 3, 0, 0, 0]);
  });

  it('refuses other labels, names and numbers of files', async () => {
    write('DATA/s03/s03_01_sp.csv', `${header}\n0,1,2,3,4,5,6,JUMPING\n`);
    await expect(read(1)).rejects.toThrow('"JUMPING" in row 1');
    await expect(read(2)).rejects.toThrow('2 recordings of the phone; found 1');
    write('DATA/s03/s04_01_sp.csv', header);
    await expect(read(2)).rejects.toThrow('s03/s04_01_sp.csv');
  });

  const real = locateDataSet('sp-sw-har');
  it.skipIf(!real)('has everybody in every part of the real recordings', async () => {
    const data = await task.open({ folder: real!, variant: 'sp-sw-har' });
    const people = (items: readonly Item[]) => new Set(items.map(({ attributes }) => attributes.subject)).size;
    const test = itemsOf(data.test);
    const judged = test.filter(({ targets }) => targets.role!.data[0] === 1);
    expect([data.train.items, data.validation.items, test.length, judged.length]).toEqual([470, 160, 446, 126]);
    expect([people(itemsOf(data.train)), people(judged)]).toEqual([23, 23]);
  });
});

describe('gravity', () => {
  it('is what stays of the acceleration, and the rest is the wearer’s', () => {
    const sensed = Float64Array.from({ length: 6 * 2000 }, (_, at) =>
      at % 6 === 2 ? 9.80665 * (1 + Math.sin((2 * Math.PI * 3 * Math.floor(at / 6)) / 100)) : 0,
    );
    const values = separateGravity(sensed, 100);
    for (const step of [700, 1000, 1307]) {
      expect(values[step * channelCount + 2]).toBeCloseTo(1, 1);
      const rest = Math.sin((2 * Math.PI * 3 * step) / 100);
      expect(values[step * channelCount + 8]).toBeCloseTo(rest, 1);
    }
  });
});
