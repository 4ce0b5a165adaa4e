import { count, plural } from '../../lib/format';

/** What a record answered to single items, and which classes it confused. */
export const answers = {
  testItem: (item: number) => `Test item ${item}`,
  testItemOf: (item: number, name: string) => `Test item ${item}: ${name}`,
  item: (item: number) => `item ${item}`,
  right: '✓ right',
  wrong: '✗ wrong',
  surestMistake: ', one of the surest mistakes',
  objects: (item: number, objects: number, boxes: number) =>
    `Test item ${item}: ${plural(objects, 'object', 'objects')}, ${plural(boxes, 'box', 'boxes')} found`,
  thereAndFound: (there: number, found: number) => `${there} there, ${found} found`,
  boxesKey: (item: number) => `dashed: there; drawn through: found. Item ${item}`,
  sliceOf: (slice: number, slices: number) => `slice ${slice} of ${slices}`,
  markedSlice: 'The same slice with the answer filled and the truth outlined',
  diceOnSlice: (dice: string) => `Dice ${dice} on this slice`,
  ofVolume: (dice: string) => `${dice} of the volume`,
  maskKey: (item: number, slice: number, slices: number) =>
    `filled: answered; outlined: true. Item ${item}, slice ${slice} of ${slices}`,
  given: 'given',
  answered: 'answered',
  reference: 'reference',
  middleOf: (item: number, part: string) => `Middle of test item ${item}, ${part}`,
  ofPicture: (item: number) => `of the whole picture, item ${item}`,

  classNumber: (index: number) => `class ${index}`,
  mostConfused: (truth: string, answer: string, times: number, support: number) =>
    `Most often confused: ${truth}, taken for ${answer} ${count(times)} times of ${count(support)}.`,
  nothingConfused: 'Nothing was confused.',
  rightAnswers: (right: number, answers: number, items: number, seeds: number) =>
    `${count(right)} of ${plural(answers, 'answer', 'answers')} are of the right class (${plural(items, 'item', 'items')}, ${plural(seeds, 'seed', 'seeds')}).`,
  tied: (answers: number) =>
    `${plural(answers, 'answer', 'answers')} had no single largest value. Here they count for the lowest of their classes; the accuracy shares the credit among them.`,
  asTable: 'Each class as a table',
  classCaption: (seeds: number, missing: string) =>
    `Items are counted over ${plural(seeds, 'seed', 'seeds')}. A share of nothing is no share: ${missing}.`,
  class: 'Class',
  items: 'Items',
  recall: 'Recall',
  precision: 'Precision',
  takenFor: 'Most often taken for',

  matrix: (summary: string) => `Confusion matrix. ${summary}`,
  shades: ['up to 5 %', '5 to 25 %', '25 to 60 %', 'more'],
  answeredAxis: 'answered →',
  trueAxis: 'true class →',
  shareOfClass: 'share of the true class:',
  onDiagonal: 'On the diagonal the answer is right.',
};
