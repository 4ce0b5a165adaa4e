import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Random } from '@paretoboard/sdk/random.js';
import { randomOf, type Seed } from '@paretoboard/sdk/secret-random.js';
import { encodeColourBmp } from '../formats/colour-bmp.js';
import { encodeNpy } from '../formats/npy.js';
import { regdb, sysu, trial } from './layout.js';
import { drawPerson, type Person } from './person.js';
import { type PlaceStyle, styles } from './place.js';
import { infraredPicture, size, visiblePicture } from './render.js';

/** People, and pictures of each in each modality. */
export const surrogateCounts = { source: 60, targetTraining: 10, targetTest: 40, picturesEach: 4 } as const;

/** Camera of the arrays, folder of RegDB, and what makes a picture. */
const kinds = {
  visible: { camera: 'rgb', folder: 'Visible', list: 'visible', picture: visiblePicture },
  infrared: { camera: 'ir', folder: 'Thermal', list: 'thermal', picture: infraredPicture },
} as const;
type Kind = keyof typeof kinds;

function peopleOf(count: number, style: PlaceStyle, random: Random): Person[] {
  return Array.from({ length: count }, (_, index) => drawPerson(random.fork(`person ${index}`), style.frequencies));
}

function write(folder: string, path: string, content: Uint8Array | string): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

function pictureOf(kind: Kind, person: Person, style: PlaceStyle, random: Random, name: string): Uint8Array {
  return kinds[kind].picture(person, style, random.fork(`${kind} ${name}`));
}

/** Pictures and labels of the source, in the arrays that the authors' code makes of SYSU-MM01. */
function writeSource(folder: string, random: Random): void {
  const people = peopleOf(surrogateCounts.source, styles.source, random);
  for (const kind of Object.keys(kinds) as Kind[]) {
    const pictures = people.flatMap((person, label) =>
      Array.from({ length: surrogateCounts.picturesEach }, (_, shot) => ({
        label,
        data: pictureOf(kind, person, styles.source, random, `${label} ${shot}`),
      })),
    );
    const { camera } = kinds[kind];
    const shape = [pictures.length, size.height, size.width, 3];
    write(folder, sysu.images(camera), encodeNpy(Buffer.concat(pictures.map(({ data }) => data)), shape));
    const labels = BigInt64Array.from(pictures, ({ label }) => BigInt(label));
    write(folder, sysu.labels(camera), encodeNpy(labels, [labels.length]));
  }
}

/** Pictures of a half of the target's people and the two lists that name them. */
function writeHalf(folder: string, half: 'train' | 'test', count: number, random: Random): void {
  const people = peopleOf(count, styles.target, random);
  const firstFolder = half === 'train' ? 0 : surrogateCounts.targetTraining;
  for (const kind of Object.keys(kinds) as Kind[]) {
    const lines = people.flatMap((person, label) =>
      Array.from({ length: surrogateCounts.picturesEach }, (_, shot) => {
        const path = `${kinds[kind].folder}/${firstFolder + label}/${kind}_${shot + 1}.bmp`;
        const data = pictureOf(kind, person, styles.target, random, `${label} ${shot}`);
        write(folder, join(regdb.root, path), encodeColourBmp({ ...size, data }));
        return `${path} ${label}\n`;
      }),
    );
    write(folder, regdb.list(`${half}_${kinds[kind].list}`, trial), lines.join(''));
  }
}

/**
 * People in two places, in the files of SYSU-MM01 (as arrays) and RegDB (as BMP with lists of trial 1), 72 × 36 pixels. The same seed gives the same
 * bytes.
 */
export async function generateSurrogate(folder: string, seed: Seed): Promise<void> {
  const random = randomOf(seed);
  writeSource(folder, random.fork('source'));
  writeHalf(folder, 'train', surrogateCounts.targetTraining, random.fork('target training'));
  writeHalf(folder, 'test', surrogateCounts.targetTest, random.fork('target test'));
}
