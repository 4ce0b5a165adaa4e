import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '@paretoboard/sdk/random.js';
import { randomOf, type Seed } from '@paretoboard/sdk/secret-random.js';
import { encodeJpeg } from '../formats/jpeg-encoder.js';
import { writeVocAnnotation } from '../formats/voc-annotation.js';
import { writeYoloLabels } from '../formats/yolo-labels.js';
import { height, photograph, width } from './orchard-scene.js';

const photographs = { train: 80, val: 10, test: 30 } as const;
/** Of the JPEG files, on the scale of the Independent JPEG Group. */
const quality = 92;

function writeOne(folder: string, name: string, random: Random): void {
  const { rgb, boxes } = photograph(random);
  writeFileSync(join(folder, 'Images', `${name}.jpg`), encodeJpeg(rgb, width, height, quality));
  writeFileSync(join(folder, 'Annotations', `${name}.xml`), writeVocAnnotation(`${name}.jpg`, boxes, width, height));
  writeFileSync(join(folder, 'Labels', `${name}.txt`), writeYoloLabels(boxes, width, height));
}

/** 120 photographs of 270 × 185 pixels in the paper's folders. The same seed gives the same bytes. */
export async function generateSurrogate(folder: string, seed: Seed): Promise<void> {
  const random = randomOf(seed);
  for (const part of ['Images', 'Annotations', 'Labels', 'ImageSets'])
    mkdirSync(join(folder, part), { recursive: true });
  let number = 1;
  for (const [split, count] of Object.entries(photographs)) {
    const names = Array.from({ length: count }, () => String(number++));
    for (const name of names) writeOne(folder, name, random.fork(name));
    writeFileSync(join(folder, 'ImageSets', `${split}.txt`), names.map((name) => `${name}\n`).join(''));
  }
}
