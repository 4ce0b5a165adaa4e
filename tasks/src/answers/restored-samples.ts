import type { RestoredSample } from '@paretoboard/contract/samples.js';
import type { Answer, Score } from '@paretoboard/harness/task/task-module.js';
import { cropResizeTo, type Raster } from '../images/crop-resize.js';
import type { Album } from './album.js';
import { rasterOf } from './raster-of.js';
import { spreadItems } from './spread-items.js';

const pictureCount = 4;
/** Side of the part that is shown, in pixels of the reference. */
const side = 128;

/** The middle of a picture, `side` × `side` pixels of the reference at most, at its own resolution. */
function middle(raster: Raster, reference: Raster): Raster {
  const factor = raster.width / reference.width;
  const [width, height] = [reference.width, reference.height].map((all) => Math.round(Math.min(side, all) * factor));
  const left = Math.floor((raster.width - width!) / 2);
  const top = Math.floor((raster.height - height!) / 2);
  const box = { left, top, right: left + width!, bottom: top + height! };
  return {
    width: width!,
    height: height!,
    channels: raster.channels,
    data: cropResizeTo(raster, box, height!, width!),
  };
}

function sampleOf({ index, item, outputs }: Answer, score: Score, album: Album): RestoredSample {
  const reference = rasterOf(item.targets.reference!);
  const part = (name: string, raster: Raster) => album.add(`item-${index}-${name}`, middle(raster, reference));
  return {
    kind: 'restored',
    item: index,
    why: 'spread',
    outcome: score.outcomes[index]!,
    input: part('input', rasterOf(item.inputs.image!)),
    answer: part('answer', rasterOf(outputs.image!)),
    reference: part('reference', reference),
  };
}

/** Pictures spread over the test split: the same part of what was given, of the answer and of what it should have been. */
export function restoredSamples(answers: readonly Answer[], score: Score, album: Album): RestoredSample[] {
  return spreadItems(answers.length, pictureCount).map((index) => sampleOf(answers[index]!, score, album));
}
