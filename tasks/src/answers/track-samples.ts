import type { BoxesSample } from '@paretoboard/contract/answers.js';
import type { Tensor } from '@paretoboard/contract/tensor.js';
import type { Answer, Score } from '@paretoboard/harness/task/task-module.js';
import type { Raster } from '../images/crop-resize.js';
import type { Album } from './album.js';
import { spreadItems } from './spread-items.js';

const sequenceCount = 4;

/** One frame of a sequence [frames, height, width, 3]. */
function frameOf({ shape, data }: Tensor, frame: number): Raster {
  const [, height, width, channels] = shape as [number, number, number, number];
  const size = height * width * channels;
  return { width, height, channels, data: (data as Uint8Array).subarray(frame * size, (frame + 1) * size) };
}

const boxAt = (data: ArrayLike<number>, frame: number): number[] =>
  Array.from({ length: 4 }, (_, at) => Number(data[4 * frame + at]!.toFixed(1)));

function sampleOf({ index, item, outputs }: Answer, score: Score, album: Album): BoxesSample {
  const visible = item.targets.visible!.data;
  const there = Array.from(visible.keys()).filter((frame) => visible[frame] === 1);
  // The last: whoever lost the object on the way does not find it here.
  const frame = there.at(-1) ?? visible.length - 1;
  return {
    kind: 'boxes',
    item: index,
    why: 'spread',
    outcome: score.outcomes[index]!,
    picture: album.add(`item-${index}`, frameOf(item.inputs.frames!, frame)),
    truth: there.length > 0 ? [boxAt(item.targets.boxes!.data, frame)] : [],
    found: [{ box: boxAt(outputs.boxes!.data, frame), score: 1 }],
  };
}

/** Sequences spread over the test split, each by the last frame in which the object is there: where it is, and where it was said to be. */
export function trackSamples(answers: readonly Answer[], score: Score, album: Album): BoxesSample[] {
  return spreadItems(answers.length, sequenceCount).map((index) => sampleOf(answers[index]!, score, album));
}
