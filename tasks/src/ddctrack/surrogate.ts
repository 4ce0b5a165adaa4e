import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Random } from '@paretoboard/sdk/random.js';
import { randomOf, type Seed } from '@paretoboard/sdk/secret-random.js';
import { encodeJpeg } from '../formats/jpeg-encoder.js';
import { formatBox } from './annotation.js';
import { type Difficulty, difficulties, frameHeight, frameWidth, generateVideo } from './video.js';

/** From the paper's card: 24 sequences to train with, 4 of them for validation, and 8 to test, of 40 frames and more. */
const sets = [
  { name: 'surrogate-train', sequences: 20 },
  { name: 'surrogate-validation', sequences: 4 },
  { name: 'UAV123', sequences: 8 },
] as const;
const frames = { fewest: 40, more: 5 } as const;
const quality = 90;

/** UAV123 numbers the sequences of a kind: `clutter1`, `clutter2` … */
function namesOf(sequences: number): { name: string; difficulty: Difficulty }[] {
  return Array.from({ length: sequences }, (_, index) => {
    const difficulty = difficulties[index % difficulties.length]!;
    return { name: `${difficulty}${1 + Math.floor(index / difficulties.length)}`, difficulty };
  });
}

async function writeSequence(
  folder: string,
  set: string,
  name: string,
  difficulty: Difficulty,
  random: Random,
): Promise<void> {
  const frameFolder = join(folder, 'data_seq', set, name);
  await mkdir(frameFolder, { recursive: true });
  const lines: string[] = [];
  const length = frames.fewest + random.integer(frames.more);
  for (const { pixels, box } of generateVideo(random, difficulty, length)) {
    lines.push(formatBox(box));
    const file = `${String(lines.length).padStart(6, '0')}.jpg`;
    await writeFile(join(frameFolder, file), encodeJpeg(pixels, frameWidth, frameHeight, quality));
  }
  await writeFile(join(folder, 'anno', set, `${name}.txt`), `${lines.join('\n')}\n`);
}

/** Videos of generated targets in UAV123's layout; training sets lie beside the test set as UAV20L lies beside UAV123. The same seed gives the same bytes. */
export async function generateSurrogate(folder: string, seed: Seed): Promise<void> {
  const root = randomOf(seed);
  for (const { name: set, sequences } of sets) {
    await mkdir(join(folder, 'anno', set), { recursive: true });
    for (const { name, difficulty } of namesOf(sequences))
      await writeSequence(folder, set, name, difficulty, root.fork(`${set}/${name}`));
  }
}
