import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '@paretoboard/sdk/random.js';
import { randomOf, type Seed } from '@paretoboard/sdk/secret-random.js';
import { encodePpm } from './ppm.js';
import { border, drawFrame, drawScene, type Exposure, type Scene, type Sign, signs } from './sign-drawing.js';

/** Tracks by class, 60 in all: frequencies unequal by 1 : 5, as in GTSRB. */
const tracksByClass = [10, 9, 8, 7, 6, 5, 4, 3, 2, 2, 2, 2] as const;
const framesPerTrack = 12;
const testTracksPerClass = 30;
const header = 'Filename;Width;Height;Roi.X1;Roi.Y1;Roi.X2;Roi.Y2;ClassId';

function exposureOf(random: Random, size: number): Exposure {
  return {
    size,
    // Log-uniform over a decade: what histogram equalisation takes away.
    brightness: Math.exp(random.uniform(Math.log(0.12), Math.log(1.6))),
    shadow: random.uniform(0, 0.35),
    shadowAngle: random.uniform(0, 2 * Math.PI),
    blur: random.integer(4),
  };
}

function csvLine(name: string, size: number, label: number): string {
  const edge = Math.round((size * border) / (1 + 2 * border));
  return [name, size, size, edge, edge, size - 1 - edge, size - 1 - edge, label].join(';');
}

function writePicture(
  folder: string,
  name: string,
  sign: Sign,
  scene: Scene,
  exposure: Exposure,
  random: Random,
): string {
  writeFileSync(join(folder, name), encodePpm(drawFrame(sign, scene, exposure, random)));
  return csvLine(name, exposure.size, sign.label);
}

/** Frames of one sign as the car approaches: 15 to 60 pixels. */
function writeTrack(folder: string, track: number, sign: Sign, random: Random): string[] {
  const scene = drawScene(random);
  return Array.from({ length: framesPerTrack }, (_, frame) => {
    const size = Math.round(15 + (45 * frame) / (framesPerTrack - 1));
    const name = `${String(track).padStart(5, '0')}_${String(frame).padStart(5, '0')}.ppm`;
    return writePicture(folder, name, sign, scene, exposureOf(random, size), random);
  });
}

function writeTraining(root: string, random: Random): void {
  for (const [index, sign] of signs.entries()) {
    const name = String(sign.label).padStart(5, '0');
    const folder = join(root, 'Final_Training', 'Images', name);
    mkdirSync(folder, { recursive: true });
    const lines = Array.from({ length: tracksByClass[index]! }, (_, track) =>
      writeTrack(folder, track, sign, random),
    ).flat();
    writeFileSync(join(folder, `GT-${name}.csv`), `${[header, ...lines].join('\n')}\n`);
  }
}

function writeTest(root: string, random: Random): void {
  const folder = join(root, 'Final_Test', 'Images');
  mkdirSync(folder, { recursive: true });
  const order = random.permutation(signs.length * testTracksPerClass);
  const lines = Array.from(order, (position, index) => {
    const exposure = exposureOf(random, Math.round(random.uniform(15, 60)));
    return writePicture(
      folder,
      `${String(index).padStart(5, '0')}.ppm`,
      signs[position % signs.length]!,
      drawScene(random),
      exposure,
      random,
    );
  });
  writeFileSync(join(root, 'Final_Test', 'GT-final_test.csv'), `${[header, ...lines].join('\n')}\n`);
}

/** 720 training pictures of 60 signs and 360 test pictures of 360 others, in GTSRB's folders. The same seed gives the same bytes. */
export async function generateSurrogate(folder: string, seed: Seed): Promise<void> {
  const random = randomOf(seed);
  const root = join(folder, 'GTSRB');
  writeTraining(root, random.fork('training'));
  writeTest(root, random.fork('test'));
}
