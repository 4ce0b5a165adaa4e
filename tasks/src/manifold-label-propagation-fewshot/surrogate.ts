import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomOf, type Seed } from '@paretoboard/sdk/secret-random.js';
import { encodePng } from '../formats/png.js';
import { classSplit } from './class-split.js';
import { pictureSize } from './definition.js';
import { drawAlphabet } from './glyph.js';
import { drawWriter, write } from './handwriting.js';

/** Of the paper's card, fixed before the first training; every later change is listed in the README. */
const parameters = { characters: 47, samples: 40, writers: 30 } as const;

const padded = (value: number, digits: number): string => String(value).padStart(digits, '0');

/** 47 characters by 30 writers, 40 pictures of each, in our layout of the paper's data, and how the classes are split. The same seed gives the same bytes. */
export async function generateSurrogate(folder: string, seed: Seed): Promise<void> {
  const random = randomOf(seed);
  const root = join(folder, 'kannada47');
  const alphabet = drawAlphabet(parameters.characters, random.fork('alphabet'));
  const writing = random.fork('writers');
  const writers = Array.from({ length: parameters.writers }, () => drawWriter(writing));
  for (const [character, glyph] of alphabet.entries()) {
    const name = padded(character, 2);
    mkdirSync(join(root, name), { recursive: true });
    const samples = random.fork(`character-${character}`);
    for (let sample = 0; sample < parameters.samples; sample++) {
      const writer = writers[samples.integer(writers.length)]!;
      const data = write(glyph, character, writer, samples);
      const png = encodePng({ width: pictureSize, height: pictureSize, channels: 1, data });
      writeFileSync(join(root, name, `${padded(sample, 3)}.png`), png);
    }
  }
  const names = alphabet.map((_, character) => padded(character, 2));
  writeFileSync(join(root, 'splits.json'), `${JSON.stringify(classSplit(names, random.fork('split').uint32()))}\n`);
}
