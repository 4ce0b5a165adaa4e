import type { MaskSample } from '@paretoboard/contract/samples.js';
import type { Answer, Score } from '@paretoboard/harness/task/task-module.js';
import type { Album } from './album.js';
import { spreadItems } from './spread-items.js';

const volumeCount = 4;
/** Of the answer, at half strength over the picture; of the outline of the truth. Told apart by shape, not by colour alone: one is filled, one is a line. */
const answerColour = [255, 140, 66] as const;
const truthColour = [96, 200, 255] as const;

interface Slice {
  readonly width: number;
  readonly height: number;
  readonly grey: Uint8Array;
  readonly truth: Uint8Array;
  readonly answer: Uint8Array;
}

const sum = (values: Uint8Array): number => values.reduce((total, value) => total + value, 0);

/** Grey levels stretched over those of the slice. */
function stretched(values: ArrayLike<number>): Uint8Array {
  const all = Array.from(values);
  const low = all.reduce((a, b) => Math.min(a, b));
  const range = all.reduce((a, b) => Math.max(a, b)) - low || 1;
  return Uint8Array.from(all, (value) => Math.round((255 * (value - low)) / range));
}

/** Foreground that touches background or the border. */
function outline(mask: Uint8Array, width: number, height: number): Uint8Array {
  const at = (x: number, y: number): number => (x < 0 || y < 0 || x >= width || y >= height ? 0 : mask[y * width + x]!);
  return mask.map((value, index) => {
    const [x, y] = [index % width, Math.floor(index / width)];
    return value && !(at(x - 1, y) && at(x + 1, y) && at(x, y - 1) && at(x, y + 1)) ? 1 : 0;
  });
}

function marked({ width, height, grey, truth, answer }: Slice): Uint8Array {
  const edge = outline(truth, width, height);
  const pixels = new Uint8Array(3 * grey.length);
  for (let index = 0; index < grey.length; index++)
    for (let channel = 0; channel < 3; channel++) {
      const filled = answer[index] ? Math.round((grey[index]! + answerColour[channel]!) / 2) : grey[index]!;
      pixels[3 * index + channel] = edge[index] ? truthColour[channel]! : filled;
    }
  return pixels;
}

/** Each voxel three times as large: a slice has some dozen pixels a side. */
function enlarged(data: Uint8Array, width: number, height: number, channels: number): Uint8Array {
  const factor = 3;
  const large = new Uint8Array(data.length * factor * factor);
  for (let y = 0; y < height * factor; y++)
    for (let x = 0; x < width * factor; x++)
      for (let channel = 0; channel < channels; channel++)
        large[(y * width * factor + x) * channels + channel] =
          data[(Math.floor(y / factor) * width + Math.floor(x / factor)) * channels + channel]!;
  return large;
}

function sampleOf({ index, item, outputs }: Answer, score: Score, threshold: number, album: Album): MaskSample {
  const [slices, height, width] = item.targets.mask!.shape as [number, number, number];
  const size = width * height;
  const truths = item.targets.mask!.data as Uint8Array;
  const answers = Uint8Array.from(outputs.probability!.data, (value) => Number(value > threshold));
  const of = (data: Uint8Array, slice: number): Uint8Array => data.subarray(slice * size, (slice + 1) * size);
  const foreground = Array.from({ length: slices }, (_, slice) => sum(of(truths, slice)) + sum(of(answers, slice)));
  const slice = foreground.indexOf(Math.max(...foreground));
  const [truth, answer] = [of(truths, slice), of(answers, slice)];
  const grey = stretched(item.inputs.volume!.data.subarray(slice * size, (slice + 1) * size));
  const large = { width: 3 * width, height: 3 * height };
  const colours = marked({ width, height, grey, truth, answer });
  return {
    kind: 'mask',
    item: index,
    why: 'spread',
    outcome: score.outcomes[index]!,
    slice,
    slices,
    input: album.add(`item-${index}`, { ...large, channels: 1, data: enlarged(grey, width, height, 1) }),
    marked: album.add(`item-${index}-marked`, { ...large, channels: 3, data: enlarged(colours, width, height, 3) }),
    truePixels: sum(truth),
    answeredPixels: sum(answer),
    commonPixels: sum(truth.map((value, at) => value & answer[at]!)),
  };
}

/**
 * Volumes spread over the test split, each by the slice with the most foreground of truth and answer.
 * @param threshold probabilities above it are foreground
 */
export function maskSamples(answers: readonly Answer[], score: Score, threshold: number, album: Album): MaskSample[] {
  return spreadItems(answers.length, volumeCount).map((index) => sampleOf(answers[index]!, score, threshold, album));
}
