import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '@paretoboard/sdk/random.js';
import { randomOf, type Seed } from '@paretoboard/sdk/secret-random.js';
import { encodeGreyBmp } from '../formats/bmp.js';
import { encodeGreyTiff } from '../formats/tiff.js';
import { type Abnormality, type AbnormalKind, newAbnormality } from './abnormal-objects.js';
import { rangesOf, writeGroundTruth } from './ground-truth.js';
import { drawWalker, newWalker, step, type Walker } from './walkers.js';
import { type Camera, type Canvas, camera, exposed, height, lightOf, width } from './walkway-scene.js';

export const surrogateClips = { training: 6, test: 5 };
const framesOf = { training: 100, test: 120 };
const walkers = { fewest: 3, most: 8 };
/** Pixels of an object that must be in sight for its frame to be abnormal: half of the smallest thing. */
const leastInSight = 4.5;
/** Levels and pixels by which the camera of the last test clip differs from that of all others. */
const otherCamera = { x: 3, y: 2, levels: 8 };

/** One line for each test clip: what comes by, in this order. Shares of abnormal frames differ from clip to clip. */
const programme: readonly (readonly AbnormalKind[])[] = [
  ['bicycle'],
  ['dropped', 'dropped', 'dropped'],
  ['cart'],
  ['runner'],
  ['skateboarder'],
];

interface Event {
  readonly from: number;
  readonly what: Abnormality;
}

/** Events one after another, with the frames between them shared out at random: where in a clip one comes says nothing. */
function schedule(kinds: readonly AbnormalKind[], frames: number, random: Random): Event[] {
  const whats = kinds.map((kind) => newAbnormality(kind, random));
  const free = frames - whats.reduce((sum, { frames: length }) => sum + length, 0);
  const cuts = whats.map(() => random.integer(free + 1)).sort((a, b) => a - b);
  let before = 0;
  return whats.map((what, index) => {
    const from = cuts[index]! + before;
    before += what.frames;
    return { from, what };
  });
}

interface Frame {
  readonly grey: Uint8Array;
  readonly mask: Uint8Array;
  readonly isAbnormal: boolean;
}

function* film(view: Camera, frames: number, events: readonly Event[], random: Random): Generator<Frame> {
  const light = lightOf(random);
  const crowd: Walker[] = Array.from(
    { length: walkers.fewest + random.integer(walkers.most - walkers.fewest + 1) },
    () => newWalker(random, false),
  );
  for (let frame = 0; frame < frames; frame++) {
    const canvas: Canvas = { levels: view.background.slice(), mask: new Uint8Array(width * height) };
    // The farther ones first: those that stand lower hide them.
    for (const walker of [...crowd].sort((a, b) => a.y - b.y)) drawWalker(canvas, walker, frame);
    const seen = events
      .filter(({ from, what }) => frame >= from && frame < from + what.frames)
      .map(({ from, what }) => what.draw(canvas, frame - from));
    const isAbnormal = seen.some((pixels) => pixels >= leastInSight);
    if (!isAbnormal) canvas.mask.fill(0);
    yield { grey: exposed(canvas, light(frame), random), mask: canvas.mask, isAbnormal };
    for (const [index, walker] of crowd.entries()) if (!step(walker)) crowd[index] = newWalker(random, true);
  }
}

function fileName(frame: number, suffix: string): string {
  return `${String(frame + 1).padStart(3, '0')}${suffix}`;
}

function writeTraining(root: string, view: Camera, random: Random): void {
  for (let clip = 1; clip <= surrogateClips.training; clip++) {
    const folder = join(root, 'Train', `Train${String(clip).padStart(3, '0')}`);
    mkdirSync(folder, { recursive: true });
    let index = 0;
    for (const { grey } of film(view, framesOf.training, [], random.fork(`training ${clip}`)))
      writeFileSync(join(folder, fileName(index++, '.tif')), encodeGreyTiff({ width, height, grey }));
  }
}

function writeTestClip(root: string, clip: number, view: Camera, random: Random): Uint8Array {
  const name = `Test${String(clip).padStart(3, '0')}`;
  const [folder, masks] = [join(root, 'Test', name), join(root, 'Test', `${name}_gt`)];
  for (const path of [folder, masks]) mkdirSync(path, { recursive: true });
  const labels = new Uint8Array(framesOf.test);
  const events = schedule(programme[clip - 1]!, framesOf.test, random);
  let index = 0;
  for (const { grey, mask, isAbnormal } of film(view, framesOf.test, events, random)) {
    writeFileSync(join(folder, fileName(index, '.tif')), encodeGreyTiff({ width, height, grey }));
    writeFileSync(join(masks, fileName(index, '.bmp')), encodeGreyBmp({ width, height, grey: mask }));
    labels[index++] = isAbnormal ? 1 : 0;
  }
  return labels;
}

/** 6 training clips of 100 frames and 5 test clips of 120, 90 × 60 pixels, in UCSD Ped2's folders. The same seed gives the same bytes. */
export async function generateSurrogate(folder: string, seed: Seed): Promise<void> {
  const random = randomOf(seed);
  const root = join(folder, 'UCSDped2');
  const place = random.fork('place').uint32();
  const view = camera(place, { x: 0, y: 0, levels: 0 });
  writeTraining(root, view, random);
  const labels = programme.map((_, index) => {
    const own = index === programme.length - 1 ? camera(place, otherCamera) : view;
    return writeTestClip(root, index + 1, own, random.fork(`test ${index + 1}`));
  });
  writeFileSync(join(root, 'Test', 'UCSDped2.m'), writeGroundTruth(labels.map(rangesOf)));
}
