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

  figuresOfItem: 'What this item adds to the figures',
  frameWithOverlap: (frame: number, overlap: string) =>
    `Frame ${count(frame)} with the true box and the one that was given: overlap ${overlap}`,
  frameOverlap: (frame: number, overlap: string) => `frame ${count(frame)}: ${overlap}`,
  overlapCurve: (frames: number, mean: string) =>
    `Overlap with the true box in ${plural(frames, 'frame', 'frames')}, in %: ${mean} on average`,
  meanOverlap: (mean: string) => `Mean overlap ${mean}`,
  trackKey: (item: number, frames: number) =>
    `dashed: where it is; drawn through: where it was said to be. Below: overlap in % by frame; a gap where the object is not there. Sequence ${item}, ${plural(frames, 'frame', 'frames')}`,

  supportOf: (name: string, shots: number) => `Class ${name}: ${plural(shots, 'picture', 'pictures')} to learn from`,
  queryOf: (query: number, name: string) => `Query ${query}, of class ${name}`,
  queriesRight: (right: number, queries: number) => `${count(right)} of ${plural(queries, 'query', 'queries')} right`,
  episodeKey: (item: number) =>
    `First what was learned from, then queries of each class, and what they were taken for. Episode ${item}`,

  rankedFor: (user: number) => `Items ranked for user ${user}, best first`,
  hitsOf: (hits: number, relevant: number, shown: number) =>
    `${count(hits)} of ${plural(relevant, 'held-out item', 'held-out items')} among the first ${count(shown)}`,
  notRanked: (items: string) => `Not among them: ${items}.`,
  rankingKey: (user: number, item: number) =>
    `Numbers are those of the data set’s items. User ${user}, test item ${item}`,

  query: (item: number) => `Query: test item ${item}`,
  asked: 'query',
  atRank: (rank: number, item: number) => `Rank ${rank}: test item ${item}`,
  same: '✓ same',
  other: '✗ other',
  firstMatch: (rank: number) => `First match at rank ${count(rank)}`,
  noMatch: 'No match in the gallery',
  galleryOf: (gallery: number, matches: number) =>
    `${plural(gallery, 'picture', 'pictures')} searched, ${count(matches)} of them show the same`,
  tiedNearest: (tied: number) =>
    `${count(tied)} pictures are exactly as near as the first: their order says nothing, and the figures break it by lot.`,
  retrievalKey: (item: number) => `Nearest first, cosine below. Item ${item}`,

  reconstructionOf: (item: number) => `Reconstruction of test item ${item}`,
  squaredError: (error: string) => `Squared error ${error}`,
  reconstructedKey: (item: number) => `given, reconstructed. Item ${item}`,
  sheetOf: (drawn: number, columns: number) =>
    `${plural(drawn, 'picture', 'pictures')} drawn by the model, ${count(columns)} in a row`,
  drawn: (drawn: number) => `${plural(drawn, 'picture', 'pictures')} drawn, each by its own seed`,
  allAlike: 'All of them are the same picture.',
  differentOnes: (different: number) => `${count(different)} of them differ from each other.`,

  beforeAndAfter: (item: number, channels: number) =>
    `Test item ${item}, ${plural(channels, 'channel', 'channels')} before and after.`,
  mostChanged: (channel: number, difference: string) =>
    `Most changed: channel ${channel}, by ${difference} (root mean square).`,
  changedKey: (item: number) =>
    `broad: before; thin: after; channels from the top, each on its own scale. Item ${item}`,
  conditions: 'Asked for:',
  channelsAsTable: 'Channels as a table',
  channel: 'Channel',
  mean: 'Mean',
  deviation: 'Deviation',
  difference: 'Change',
  fromTo: (from: string, to: string) => `${from} → ${to}`,

  holdsEverywhere: 'The rule holds no feature: it is about everybody.',
  holdsWhere: 'Where',
  feature: (index: number) => `Feature ${index}`,
  levelOf: (level: number, levels: number) => `is at level ${level} of ${levels}`,
  agreement: (fidelity: string, threshold: string) => `agrees with the black box on ${fidelity}, asked: ${threshold}`,
  coverage: (coverage: string) => `Holds for ${coverage} of the distribution`,
  promised: (estimate: string) => `The method itself promised an agreement of ${estimate}.`,
  askedRows: (rows: number) => `It asked the black box about ${plural(rows, 'row', 'rows')};`,
  classifierAsTable: 'The linear classifier as a table',
  featureColumn: 'Feature',
  level: 'Level',
  held: 'Held',
  weight: 'Weight',
  bias: 'Bias',

  scoresOf: (clip: string) => `Scores of the frames of clip ${clip}.`,
  allNormal: (frames: number) => `All ${plural(frames, 'frame', 'frames')} are normal.`,
  abnormalFrames: (stretches: string, frames: number) => `Abnormal: frames ${stretches} of ${count(frames)}.`,
  meanScores: (normal: string, abnormal: string) =>
    `Mean score ${normal} in normal frames, ${abnormal} in abnormal ones.`,
  frameOf: (frame: number, clip: string) => `Frame ${frame} of clip ${clip}`,
  peakRight: (frame: number) => `✓ largest score: frame ${frame}, abnormal`,
  peakWrong: (frame: number) => `✗ largest score: frame ${frame}, normal`,
  clipAuc: (auc: string) => `AUC of this clip ${auc}`,
  noClipAuc: 'frames of one kind, no AUC',
  clipKey: 'shaded: abnormal; line: score by frame; dot: the largest',

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
