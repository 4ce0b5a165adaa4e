import type { Random } from '@paretoboard/sdk/random.js';
import type { Rows } from '@paretoboard/sdk/submission.js';
import { disguiseCrop, disguisedWords, randomDisguise } from './disguise.js';
import { type Box, boxOf, crop, type Frame, frameOf, type Region } from './frame.js';
import type { ImageBatch } from './network.js';
import { searchRegion, templateRegion } from './regions.js';
import { historyLength, type NetworkSettings, type TrainingSettings, wordsPerBox } from './settings.js';
import { wordsOf } from './words.js';

export interface ExampleBatch extends ImageBatch {
  /** Words of the true boxes, [n · 4]. */
  readonly words: Int32Array;
}

/**
 * The boxes that a tracker would remember whose latest answers were all wrong alike: moved by a normal share of the size, each side scaled by a normal
 * exponent. True boxes beside a moved region would tell where its middle should have been, which no tracker's own answers can.
 */
function asAnswered(boxes: readonly Box[], { move, scale }: TrainingSettings['jitter'], random: Random): Box[] {
  const [right, down] = [random.normal(0, move), random.normal(0, move)];
  const [wider, higher] = [Math.exp(random.normal(0, scale)), Math.exp(random.normal(0, scale))];
  return boxes.map(([left, top, width, height]) => {
    const size = Math.sqrt(width * height);
    const [wide, high] = [width * wider, height * higher];
    return [left + (width - wide) / 2 + right * size, top + (height - high) / 2 + down * size, wide, high];
  });
}

/** Which training rows make an example: one with the frame to search, one with the marked frame, both of the same video. */
export interface Pair {
  readonly row: number;
  readonly marked: number;
}

/** Crops and words of some pairs, cut and spelt as the tracker does. The search region is not moved but by wrong earlier boxes; crops and coordinates stay aligned. */
export function exampleBatch(
  { inputs, targets }: Rows,
  pairs: readonly Pair[],
  settings: NetworkSettings,
  training: TrainingSettings,
  random: Random,
): ExampleBatch {
  const items = pairs.length;
  const { templateSize, searchSize, bins } = settings;
  const [templateLength, searchLength] = [templateSize ** 2 * 3, searchSize ** 2 * 3];
  const templates = new Float32Array(items * templateLength);
  const searches = new Float32Array(items * searchLength);
  const words = new Int32Array(items * wordsPerBox);
  const history = new Int32Array(items * historyLength * wordsPerBox);
  for (const [item, { row, marked }] of pairs.entries()) {
    const before = Array.from({ length: historyLength }, (_, at) => boxOf(inputs.history!, row * historyLength + at));
    const past = asAnswered(before, training.jitter, random);
    const region = searchRegion(past);
    const disguise = randomDisguise(random);
    const cut = (frame: Frame, part: Region, size: number, into: Float32Array): void => {
      crop(frame, part, size, into);
      if (training.isDisguised) disguiseCrop(into, size, disguise);
    };
    const spelt = (boxes: readonly Box[]): number[] => {
      const w = boxes.flatMap((box) => wordsOf(box, region, bins));
      return training.isDisguised ? disguisedWords(w, bins, disguise) : w;
    };
    const template = templates.subarray(item * templateLength, (item + 1) * templateLength);
    cut(frameOf(inputs.firstFrame!, marked), templateRegion(boxOf(inputs.firstBox!, marked)), templateSize, template);
    const search = searches.subarray(item * searchLength, (item + 1) * searchLength);
    cut(frameOf(inputs.frame!, row), region, searchSize, search);
    words.set(spelt([boxOf(targets.box!, row)]), item * wordsPerBox);
    history.set(spelt(past), item * historyLength * wordsPerBox);
  }
  return { items, templates, searches, words, history };
}
