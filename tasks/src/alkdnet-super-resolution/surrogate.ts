import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '@paretoboard/sdk/random.js';
import { randomOf, type Seed } from '@paretoboard/sdk/secret-random.js';
import { encodePng, type PngPicture } from '../formats/png.js';
import { bicubicResize } from '../images/bicubic-resize.js';
import type { Raster } from '../images/crop-resize.js';
import type { Canvas } from './canvas.js';
import { drawFacade } from './facade.js';
import { drawLineArt } from './line-art.js';
import type { surrogateSets } from './reader.js';
import { patchSize, scale } from './sizes.js';
import { drawTexture } from './texture.js';

const side = scale * patchSize;
const trainingPictures = 40;

type Draw = (pixels: number, random: Random) => Canvas;

/** Kinds take turns in training. */
const kinds: readonly Draw[] = [drawFacade, drawLineArt, drawTexture];
const testSets: Readonly<Record<(typeof surrogateSets)[number], { pictures: number; draw: Draw }>> = {
  Line5: { pictures: 5, draw: drawLineArt },
  Facade10: { pictures: 10, draw: drawFacade },
  Nature10: { pictures: 10, draw: drawTexture },
};

/** Folders of the large and of the small pictures. */
interface Folders {
  readonly large: string;
  readonly small: string;
}

function makeFolders(large: string, smallRoot: string): Folders {
  const small = join(smallRoot, `X${scale}`);
  for (const folder of [large, small]) mkdirSync(folder, { recursive: true });
  return { large, small };
}

function writePair({ large, small }: Folders, name: string, picture: Raster): void {
  const write = (path: string, raster: Raster): void =>
    writeFileSync(path, encodePng({ ...raster, channels: 3 } satisfies PngPicture));
  write(join(large, `${name}.png`), picture);
  write(join(small, `${name}x${scale}.png`), bicubicResize(picture, side / scale, side / scale));
}

/** 40 training and 25 test pictures of 96 × 96 in the folders of DIV2K and its benchmarks. The same seed gives the same bytes. */
export async function generateSurrogate(folder: string, seed: Seed): Promise<void> {
  const random = randomOf(seed);
  const training = makeFolders(join(folder, 'DIV2K/DIV2K_train_HR'), join(folder, 'DIV2K/DIV2K_train_LR_bicubic'));
  for (let index = 0; index < trainingPictures; index++) {
    const name = String(index + 1).padStart(4, '0');
    const draw = kinds[index % kinds.length]!;
    writePair(training, name, draw(side, random.fork(`train-${name}`)).toRaster());
  }
  for (const [set, { pictures, draw }] of Object.entries(testSets)) {
    const root = join(folder, 'benchmark', set);
    const folders = makeFolders(join(root, 'HR'), join(root, 'LR_bicubic'));
    for (let index = 0; index < pictures; index++) {
      const name = `${set.toLowerCase()}-${String(index + 1).padStart(2, '0')}`;
      writePair(folders, name, draw(side, random.fork(name)).toRaster());
    }
  }
}
