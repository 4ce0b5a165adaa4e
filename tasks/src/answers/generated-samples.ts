import type { DrawnSample, ReconstructedSample } from '@paretoboard/contract/samples.js';
import type { Tensor } from '@paretoboard/contract/tensor.js';
import type { ShownAs } from '@paretoboard/harness/task/shown-samples.js';
import type { Answer, Score } from '@paretoboard/harness/task/task-module.js';
import type { Raster } from '../images/crop-resize.js';
import type { Album } from './album.js';
import { contactSheet } from './contact-sheet.js';
import { rasterOf } from './raster-of.js';
import { spreadItems } from './spread-items.js';

const pairCount = 8;
const drawnCount = 32;
const drawnColumns = 8;

type Fields = ShownAs<'generated'>;

/** Values as grey levels; beyond black and white there is none. */
function greyOf({ shape, data }: Tensor, [black, white]: Fields['range']): Raster {
  const [height, width] = shape as [number, number];
  const level = (value: number): number => Math.round((255 * (value - black)) / (white - black));
  const grey = Uint8Array.from(data, (value) => Math.max(0, Math.min(255, level(value))));
  return { width, height, channels: 1, data: grey };
}

function squaredError(picture: Tensor, answer: Tensor, [black, white]: Fields['range']): number {
  const values = Array.from(picture.data, (level) => black + ((white - black) * level) / 255);
  return values.reduce((sum, value, pixel) => sum + (value - answer.data[pixel]!) ** 2, 0) / values.length;
}

function pairOf({ index, item, outputs }: Answer, score: Score, fields: Fields, album: Album): ReconstructedSample {
  const [picture, answer] = [item.inputs[fields.picture]!, outputs[fields.reconstruction]!];
  return {
    kind: 'reconstructed',
    item: index,
    why: 'spread',
    outcome: score.outcomes[index]!,
    input: album.add(`item-${index}-input`, rasterOf(picture)),
    answer: album.add(`item-${index}-answer`, greyOf(answer, fields.range)),
    squaredError: squaredError(picture, answer, fields.range),
  };
}

function sheetOf(answers: readonly Answer[], score: Score, fields: Fields, album: Album): DrawnSample {
  const drawn = answers.map(({ outputs }) => greyOf(outputs[fields.sample]!, fields.range));
  const { index } = answers[0]!;
  return {
    kind: 'drawn',
    item: index,
    why: 'spread',
    outcome: score.outcomes[index]!,
    sheet: album.add('drawn', contactSheet(drawn, drawnColumns)),
    columns: Math.min(drawnColumns, drawn.length),
    drawn: drawn.length,
    different: new Set(drawn.map(({ data }) => Buffer.from(data).toString('base64'))).size,
  };
}

/** A sheet of pictures drawn by the seeds of items spread over the test split, then pictures of it beside their reconstruction. */
export function generatedSamples(
  answers: readonly Answer[],
  score: Score,
  fields: Fields,
  album: Album,
): (DrawnSample | ReconstructedSample)[] {
  const spread = (wanted: number): Answer[] => spreadItems(answers.length, wanted).map((index) => answers[index]!);
  return [
    sheetOf(spread(drawnCount), score, fields, album),
    ...spread(pairCount).map((answer) => pairOf(answer, score, fields, album)),
  ];
}
