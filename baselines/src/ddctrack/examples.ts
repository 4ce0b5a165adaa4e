import type { Random } from '@paretoboard/sdk/random.js';
import type { Rows } from '@paretoboard/sdk/submission.js';
import { type Box, boxOf, crop, frameOf, type Region, regionAbout } from './frame.js';
import type { ImageBatch } from './network.js';
import {
  historyLength,
  type NetworkSettings,
  searchFactor,
  type TrainingSettings,
  templateFactor,
  wordsPerBox,
} from './settings.js';
import { wordsOf } from './words.js';

export interface ExampleBatch extends ImageBatch {
  /** Words of the true boxes, [n · 4]. */
  readonly words: Int32Array;
}

/** The region that a tracker would search whose latest answer was a little wrong. */
function disturbed(box: Box, { move, scale }: TrainingSettings['jitter'], random: Random): Region {
  const { x, y, side } = regionAbout(box, searchFactor);
  const size = side / searchFactor;
  return {
    x: x + size * random.normal(0, move),
    y: y + size * random.normal(0, move),
    side: side * Math.exp(random.normal(0, scale)),
  };
}

/** Crops and words of some training rows. No augmentation but the disturbed search region: crops and coordinates stay aligned. */
export function exampleBatch(
  { inputs, targets }: Rows,
  indices: ArrayLike<number>,
  settings: NetworkSettings,
  jitter: TrainingSettings['jitter'],
  random: Random,
): ExampleBatch {
  const items = indices.length;
  const { templateSize, searchSize, bins } = settings;
  const [templateLength, searchLength] = [templateSize ** 2 * 3, searchSize ** 2 * 3];
  const templates = new Float32Array(items * templateLength);
  const searches = new Float32Array(items * searchLength);
  const words = new Int32Array(items * wordsPerBox);
  const history = new Int32Array(items * historyLength * wordsPerBox);
  for (let item = 0; item < items; item++) {
    const row = indices[item]!;
    const template = regionAbout(boxOf(inputs.firstBox!, row), templateFactor);
    const past = Array.from({ length: historyLength }, (_, at) => boxOf(inputs.history!, row * historyLength + at));
    const region = disturbed(past.at(-1)!, jitter, random);
    crop(
      frameOf(inputs.firstFrame!, row),
      template,
      templateSize,
      templates.subarray(item * templateLength, (item + 1) * templateLength),
    );
    crop(
      frameOf(inputs.frame!, row),
      region,
      searchSize,
      searches.subarray(item * searchLength, (item + 1) * searchLength),
    );
    words.set(wordsOf(boxOf(targets.box!, row), region, bins), item * wordsPerBox);
    history.set(
      past.flatMap((box) => wordsOf(box, region, bins)),
      item * historyLength * wordsPerBox,
    );
  }
  return { items, templates, searches, words, history };
}
