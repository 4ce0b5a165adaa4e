import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '@paretoboard/sdk/random.js';
import { randomOf, type Seed } from '@paretoboard/sdk/secret-random.js';
import { encodeIdx } from '../formats/idx.js';
import { drawGlyph, glyphCount } from './glyphs.js';

/** The card's sizes. */
const trainingPictures = 2_000;
const testPictures = 500;
const outlierShare = 0.005;
const side = 28;

function writeSplit(folder: string, prefix: string, items: number, random: Random): void {
  const images = new Uint8Array(items * side * side);
  const labels = new Uint8Array(items);
  for (const [index, position] of random.permutation(items).entries()) {
    labels[index] = position % glyphCount;
    const isOutlier = random.uniform() < outlierShare;
    images.set(drawGlyph(isOutlier ? null : labels[index], side, random), index * side * side);
  }
  writeFileSync(join(folder, `${prefix}-images-idx3-ubyte`), encodeIdx({ shape: [items, side, side], data: images }));
  writeFileSync(join(folder, `${prefix}-labels-idx1-ubyte`), encodeIdx({ shape: [items], data: labels }));
}

/** 2,000 training and 500 test pictures of ten glyphs, of which about 0.5 % are outliers under a wrong label. The same seed gives the same bytes. */
export async function generateSurrogate(folder: string, seed: Seed): Promise<void> {
  const random = randomOf(seed);
  writeSplit(folder, 'train', trainingPictures, random.fork('train'));
  writeSplit(folder, 't10k', testPictures, random.fork('test'));
}
