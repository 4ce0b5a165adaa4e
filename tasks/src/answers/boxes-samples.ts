import type { BoxesSample } from '@paretoboard/contract/samples.js';
import type { Answer, Score } from '@paretoboard/harness/task/task-module.js';
import type { Album } from './album.js';
import { rasterOf } from './raster-of.js';
import { spreadItems } from './spread-items.js';

const pictureCount = 4;
const mostBoxes = 100;
const longestSide = 360;

function boxAt(data: ArrayLike<number>, row: number, factor: number): number[] {
  return Array.from({ length: 4 }, (_, at) => Number((data[4 * row + at]! * factor).toFixed(1)));
}

/**
 * Pictures spread over the test split with the boxes that are there and those that were found.
 * @param threshold scores from which on a box counts
 */
export function boxesSamples(answers: readonly Answer[], score: Score, threshold: number, album: Album): BoxesSample[] {
  return spreadItems(answers.length, pictureCount).map((index) => {
    const { item, outputs } = answers[index]!;
    const raster = rasterOf(item.inputs.image!);
    const picture = album.addSmall(`item-${index}`, raster, longestSide);
    const factor = picture.width / raster.width;
    const scores = Array.from(outputs.scores!.data);
    const found = scores
      .map((value, row) => ({ box: boxAt(outputs.boxes!.data, row, factor), score: value }))
      .filter(({ score: value }) => value >= threshold)
      .sort((a, b) => b.score - a.score)
      .slice(0, mostBoxes);
    const truth = Array.from({ length: item.targets.count!.data[0]! }, (_, row) =>
      boxAt(item.targets.boxes!.data, row, factor),
    );
    return { kind: 'boxes', item: index, why: 'spread', outcome: score.outcomes[index]!, picture, truth, found };
  });
}
