import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tensor } from '@paretoboard/contract/tensor.js';
import { DataSetError } from '@paretoboard/harness/task/data-set-error.js';
import type { Item, ItemSource, LoadedData } from '@paretoboard/harness/task/task-module.js';
import { Random } from '@paretoboard/sdk/random.js';
import { parseBoxes } from './annotation.js';
import { historyLength } from './definition.js';
import { readFrames } from './frames.js';
import type { FrameBox } from './moving-object.js';
import { frameHeight, frameWidth } from './video.js';

const dataset = 'uav123-surrogate';
const remedy = 'Remove the generated folder: it is made again.';

interface Sequence {
  readonly name: string;
  /** RGB, [frames, height, width, 3]: a generated set is small enough to be kept. */
  readonly pixels: Uint8Array;
  /** One for each frame; `null` where the object is not there. */
  readonly boxes: readonly (FrameBox | null)[];
}

function refuse(expected: string, found: string): never {
  throw new DataSetError(dataset, expected, found, remedy);
}

function framesOf(folder: string): string[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.jpg'))
    .sort();
  const wrong = files.findIndex((file, index) => file !== `${String(index + 1).padStart(6, '0')}.jpg`);
  if (wrong >= 0) refuse(`${folder}/${String(wrong + 1).padStart(6, '0')}.jpg`, files[wrong]!);
  return files.map((file) => join(folder, file));
}

function boxesOf(file: string): (FrameBox | null)[] {
  if (!existsSync(file)) refuse(file, 'no such file');
  try {
    return parseBoxes(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof RangeError) refuse('boxes as UAV123 has them', `${file}, ${error.message}`);
    throw error;
  }
}

/** One set of sequences: `data_seq/<set>/<sequence>/000001.jpg …` with `anno/<set>/<sequence>.txt`. */
async function sequencesOf(root: string, set: string): Promise<Sequence[]> {
  const folder = join(root, 'data_seq', set);
  if (!existsSync(folder)) refuse(folder, 'no such folder');
  const names = readdirSync(folder).sort();
  if (names.length === 0) refuse(`sequences in ${folder}`, 'none');
  const sequences: Sequence[] = [];
  for (const name of names) {
    const frames = framesOf(join(folder, name));
    const boxes = boxesOf(join(root, 'anno', set, `${name}.txt`));
    if (frames.length !== boxes.length)
      refuse(`a box for each of ${frames.length} frames of ${set}/${name}`, `${boxes.length} lines`);
    if (frames.length < 2 || !boxes[0])
      refuse(`two frames of ${set}/${name}, a box in the first`, `${frames.length} frames`);
    sequences.push({ name, pixels: await readFrames(frames, refuse), boxes });
  }
  return sequences;
}

function floats(shape: number[], boxes: readonly (FrameBox | null)[]): Tensor {
  return { dtype: 'float32', shape, data: Float32Array.from(boxes.flatMap((box) => box ?? [0, 0, 0, 0])) };
}

const frameSize = frameHeight * frameWidth * 3;

function frameTensor({ pixels }: Sequence, frame: number): Tensor {
  const data = pixels.subarray(frame * frameSize, (frame + 1) * frameSize);
  return { dtype: 'uint8', shape: [frameHeight, frameWidth, 3], data };
}

/** Whole sequences: the first frame with its box, then the others. */
function sequenceItems(sequences: readonly Sequence[]): ItemSource {
  return {
    items: sequences.length,
    read: (index): Item => {
      const sequence = sequences[index]!;
      const { name, pixels, boxes } = sequence;
      const steps = boxes.length - 1;
      const later = boxes.slice(1);
      return {
        inputs: {
          firstFrame: frameTensor(sequence, 0),
          firstBox: floats([4], boxes.slice(0, 1)),
          frames: { dtype: 'uint8', shape: [steps, frameHeight, frameWidth, 3], data: pixels.subarray(frameSize) },
        },
        targets: {
          boxes: floats([steps, 4], later),
          visible: { dtype: 'uint8', shape: [steps], data: Uint8Array.from(later, (box) => (box ? 1 : 0)) },
        },
        attributes: { sequence: name },
        group: name,
      };
    },
  };
}

interface Pair {
  readonly sequence: Sequence;
  readonly frame: number;
  readonly reference: number;
}

/** Every frame with the object once, each beside another frame of its sequence that is drawn once and for all. */
function pairsOf(sequences: readonly Sequence[]): Pair[] {
  return sequences.flatMap((sequence) => {
    const random = new Random(0).fork(sequence.name);
    const there = sequence.boxes.flatMap((box, frame) => (box ? [frame] : []));
    return there.slice(1).map((frame) => {
      const others = there.filter((other) => other !== frame);
      return { sequence, frame, reference: others[random.integer(others.length)]! };
    });
  });
}

/** The latest boxes before a frame, the earliest repeated where there are fewer. */
function historyOf({ boxes }: Sequence, frame: number): FrameBox[] {
  const before = boxes.slice(0, frame).filter((box) => box !== null);
  return Array.from({ length: historyLength }, (_, at) => before[Math.max(0, before.length - historyLength + at)]!);
}

function pairItems(sequences: readonly Sequence[]): ItemSource {
  const pairs = pairsOf(sequences);
  return {
    items: pairs.length,
    read: (index): Item => {
      const { sequence, frame, reference } = pairs[index]!;
      const { name, boxes } = sequence;
      return {
        inputs: {
          firstFrame: frameTensor(sequence, reference),
          firstBox: floats([4], [boxes[reference]!]),
          history: floats([historyLength, 4], historyOf(sequence, frame)),
          frame: frameTensor(sequence, frame),
        },
        targets: { box: floats([4], [boxes[frame]!]) },
        attributes: { sequence: name, frame },
        group: name,
      };
    },
  };
}

/**
 * A folder in UAV123's layout, with two more sets beside the test set.
 * @throws DataSetError for a missing set, sequence or box, or a frame of another size
 */
export async function readVideos(folder: string): Promise<LoadedData> {
  return {
    train: pairItems(await sequencesOf(folder, 'surrogate-train')),
    validation: pairItems(await sequencesOf(folder, 'surrogate-validation')),
    test: sequenceItems(await sequencesOf(folder, 'UAV123')),
  };
}
