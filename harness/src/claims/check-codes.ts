/** Every check by its code, and what it shows where it fails. */
export const checkMeanings = {
  'out-of-bounds': 'A percentage, share, correlation or cost outside the values that it can have.',
  'share-of-items': 'No whole number of items gives the printed share (GRIM: Brown and Heathers, 2017).',
  difference: 'A printed gain, loss or gap is not the difference of the printed figures.',
  'relative-change': 'A printed relative change does not follow from the printed figures.',
  sum: 'Printed parts do not add up to the printed total.',
  product: 'Printed factors do not give the printed product.',
  ratio: 'A printed ratio does not follow from the printed figures.',
  mean: 'A printed mean is not the mean of the printed figures.',
  f1: 'A printed F1 is not the harmonic mean of its precision and recall.',
  'f1-outside-parts': 'A printed F1 lies outside the range from its precision to its recall.',
  'overlap-pair':
    'A printed intersection over union and Dice coefficient (or F1) of the same masks do not fit together.',
  'rare-class-f1': 'A printed F1 of the rare class is more than the printed number of errors allows.',
  'p-value': 'A printed significance does not follow from its statistic and its numbers.',
  'fps-latency': 'Printed frames per second and latency contradict each other.',
  order: 'Printed figures stand in another order than a definition or the text demands.',
  agreement: 'The same quantity is printed with two values.',
  coincidence: 'Figures of different quantities agree to the last digit, which suggests a copying slip.',
  formula: 'A printed figure does not follow from a formula of the paper or of the metric.',
} as const;
export type CheckCode = keyof typeof checkMeanings;
export const checkCodes = Object.keys(checkMeanings) as [CheckCode, ...CheckCode[]];
