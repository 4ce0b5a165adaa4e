import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataSetError } from '@paretoboard/harness/task/data-set-error.js';
import type { Item, ItemSource, LoadedData } from '@paretoboard/harness/task/task-module.js';
import { type Clip, readClip } from './clip.js';
import { stackedFrames } from './definition.js';
import { type FrameRange, labelsOf, parseGroundTruth } from './ground-truth.js';
import type { Layout } from './layout.js';

interface LabelledClip extends Clip {
  /** 1 for each abnormal frame. */
  readonly labels: Uint8Array;
}

const remedy = 'Copy the folders of the release into it, complete and unchanged.';

/** Validation is the last fifth of the training clips, at least one: frames of one clip are never on both sides. */
function validationClips(clips: number): number {
  return Math.max(1, Math.floor(clips / 5));
}

/** The number of frame `frame − back`; before the clip’s start it is mirrored, so that no still picture gives the start away. */
function earlier(frame: number, back: number): number {
  return Math.abs(frame - back);
}

/** uint8 [height, width, 3]: the frame last, before it the two frames that precede it. */
function stackAt({ grey, height, width }: Clip, frame: number): Uint8Array {
  const size = height * width;
  const stack = new Uint8Array(size * stackedFrames);
  for (let channel = 0; channel < stackedFrames; channel++) {
    const from = earlier(frame, stackedFrames - 1 - channel) * size;
    for (let pixel = 0; pixel < size; pixel++) stack[pixel * stackedFrames + channel] = grey[from + pixel]!;
  }
  return stack;
}

function itemAt(clip: LabelledClip, frame: number): Item {
  return {
    inputs: {
      frames: { dtype: 'uint8', shape: [clip.height, clip.width, stackedFrames], data: stackAt(clip, frame) },
      position: { dtype: 'float32', shape: [], data: Float32Array.of(frame) },
    },
    targets: { abnormal: { dtype: 'int32', shape: [], data: Int32Array.of(clip.labels[frame]!) } },
    attributes: { clip: clip.name, frame },
    group: clip.name,
  };
}

function source(clips: readonly LabelledClip[]): ItemSource {
  const items = clips.reduce((sum, clip) => sum + clip.frames, 0);
  return {
    items,
    read: (index) => {
      let frame = index;
      for (const clip of clips) {
        if (frame >= 0 && frame < clip.frames) return itemAt(clip, frame);
        frame -= clip.frames;
      }
      throw new RangeError(`item ${index} of ${items}`);
    },
  };
}

async function readGroundTruth(dataset: string, file: string): Promise<FrameRange[][]> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new DataSetError(dataset, `the list of abnormal frames ${file}`, 'no such file', remedy);
  });
  try {
    return parseGroundTruth(text);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new DataSetError(dataset, `UCSD's list of abnormal frames in ${file}`, error.message, remedy);
  }
}

function labelled(dataset: string, clip: Clip, truth: readonly FrameRange[][]): LabelledClip {
  const ranges = truth[Number.parseInt(clip.name.replace(/\D/g, ''), 10) - 1];
  if (!ranges) throw new DataSetError(dataset, `abnormal frames of ${clip.name}`, `${truth.length} clips`, remedy);
  try {
    return { ...clip, labels: labelsOf(ranges, clip.frames) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new DataSetError(dataset, `all frames of ${clip.name}`, error.message, remedy);
  }
}

/**
 * Frames of UCSD Ped2, each with the two before it. Training clips are normal throughout.
 * @throws DataSetError naming the folder, frame or list that is missing or wrong
 */
export async function readPed2(folder: string, dataset: string, layout: Layout): Promise<LoadedData> {
  const read = (clips: readonly string[], place: (clip: string) => string): Promise<Clip[]> =>
    Promise.all(clips.map((clip) => readClip(dataset, clip, join(folder, place(clip)), layout.suffix)));
  const truth = await readGroundTruth(dataset, join(folder, layout.groundTruth));
  const training = await read(layout.trainingClips, layout.trainingFolder);
  const test = await read(layout.testClips, layout.testFolder);
  const odd = [...training, ...test].find(
    ({ width, height }) => width !== training[0]!.width || height !== training[0]!.height,
  );
  if (odd) throw new DataSetError(dataset, 'clips of one frame size', `${odd.name}: another one`, remedy);
  const normal = training.map((clip) => ({ ...clip, labels: new Uint8Array(clip.frames) }));
  const kept = normal.length - validationClips(normal.length);
  return {
    train: source(normal.slice(0, kept)),
    validation: source(normal.slice(kept)),
    test: source(test.map((clip) => labelled(dataset, clip, truth))),
  };
}
