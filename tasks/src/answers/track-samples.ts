import type { TrackSample } from '@paretoboard/contract/samples.js';
import { type Box, boxIou } from '@paretoboard/harness/metrics/detection.js';
import type { ShownAs } from '@paretoboard/harness/task/shown-samples.js';
import type { Answer, Score } from '@paretoboard/harness/task/task-module.js';
import type { Album } from './album.js';
import { entryOf } from './entry-of.js';
import { rasterOf } from './raster-of.js';
import { stepsShown } from './signal-points.js';
import { spreadItems } from './spread-items.js';

const sequenceCount = 4;
const framesShown = 4;
const mostPoints = 120;

type Fields = ShownAs<'track'>;

const boxAt = (data: ArrayLike<number>, frame: number): Box => [
  data[4 * frame]!,
  data[4 * frame + 1]!,
  data[4 * frame + 2]!,
  data[4 * frame + 3]!,
];
const rounded = (box: Box): number[] => box.map((value) => Number(value.toFixed(1)));

/** As it is scored: a box without area overlaps nothing. */
function overlapOf(found: Box, truth: Box): number {
  return found[2] > 0 && found[3] > 0 ? Number(boxIou(found, truth).toPrecision(4)) : 0;
}

function sampleOf({ index, item, outputs }: Answer, score: Score, fields: Fields, album: Album): TrackSample {
  const visible = Array.from(item.targets[fields.visible]!.data);
  const truth = visible.map((isThere, frame) =>
    isThere === 1 ? boxAt(item.targets[fields.truth]!.data, frame) : null,
  );
  const found = visible.map((_, frame) => boxAt(outputs[fields.found]!.data, frame));
  const overlaps = truth.map((box, frame) => (box ? overlapOf(found[frame]!, box) : null));
  const there = [...visible.keys()].filter((frame) => truth[frame] !== null);
  const frames = item.inputs[fields.frames]!;
  // The first and the last among them: whoever lost the object on the way does not find it there.
  const shown = there.length > 0 ? stepsShown(there.length, framesShown).map((at) => there[at]!) : [0];
  const known = overlaps.filter((overlap) => overlap !== null);
  return {
    kind: 'track',
    item: index,
    why: 'spread',
    outcome: score.outcomes[index]!,
    frames: visible.length,
    shown: shown.map((frame) => ({
      frame,
      picture: album.add(`item-${index}-frame-${frame}`, rasterOf(entryOf(frames, frame))),
      truth: truth[frame] ? rounded(truth[frame]) : null,
      found: rounded(found[frame]!),
      overlap: overlaps[frame]!,
    })),
    overlaps: stepsShown(visible.length, mostPoints).map((frame) => ({ frame, overlap: overlaps[frame]! })),
    meanOverlap: known.length === 0 ? null : known.reduce((sum, overlap) => sum + overlap, 0) / known.length,
  };
}

/** Sequences spread over the test split: frames with where the object is and where it was said to be, and the overlap of both over time. */
export function trackSamples(answers: readonly Answer[], score: Score, fields: Fields, album: Album): TrackSample[] {
  return spreadItems(answers.length, sequenceCount).map((index) => sampleOf(answers[index]!, score, fields, album));
}
