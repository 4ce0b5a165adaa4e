import { SampleError } from '../statistics/sample.js';

/** Counts of (true class, predicted class), row by row: `counts[truth * classes + predicted]`. */
export interface ConfusionMatrix {
  readonly classes: number;
  readonly counts: Float64Array;
}

export interface ClassScore {
  /** Items of this class. */
  readonly support: number;
  readonly precision: number | null;
  readonly recall: number | null;
  /** 2TP / (2TP + FP + FN); null where the class is neither there nor predicted. */
  readonly f1: number | null;
  /** TP / (TP + FP + FN); null where the class is neither there nor predicted. */
  readonly iou: number | null;
}

/** An empty matrix; `addToConfusion` fills it batch by batch, so that a data set need not be held. @throws SampleError */
export function emptyConfusion(classes: number): ConfusionMatrix {
  if (!Number.isInteger(classes) || classes < 1) throw new SampleError(`expected at least 1 class, found ${classes}`);
  return { classes, counts: new Float64Array(classes * classes) };
}

/**
 * Counts predictions against labels.
 * @param ignore label that is not judged (void pixels)
 * @throws SampleError on different lengths or a class outside the matrix
 */
export function addToConfusion(
  matrix: ConfusionMatrix,
  predicted: ArrayLike<number>,
  truth: ArrayLike<number>,
  ignore?: number,
): void {
  const { classes, counts } = matrix;
  if (predicted.length !== truth.length)
    throw new SampleError(`expected as many predictions as labels, found ${predicted.length} and ${truth.length}`);
  for (let index = 0; index < truth.length; index++) {
    const label = truth[index]!;
    if (label === ignore) continue;
    const guess = predicted[index]!;
    if (!(label >= 0 && label < classes && guess >= 0 && guess < classes && Number.isInteger(label + guess)))
      throw new SampleError(`item ${index}: class ${guess} for ${label}, expected integers below ${classes}`);
    counts[label * classes + guess]! += 1;
  }
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

/** Precision, recall, F1 and intersection over union of each class; `null` is undefined, not 0. */
export function classScores({ classes, counts }: ConfusionMatrix): ClassScore[] {
  const predicted = new Float64Array(classes);
  const support = new Float64Array(classes);
  for (let truth = 0; truth < classes; truth++) {
    for (let guess = 0; guess < classes; guess++) {
      const count = counts[truth * classes + guess]!;
      support[truth]! += count;
      predicted[guess]! += count;
    }
  }
  return Array.from(support, (items, index) => {
    const hits = counts[index * classes + index]!;
    const sum = items + predicted[index]!;
    return {
      support: items,
      precision: ratio(hits, predicted[index]!),
      recall: ratio(hits, items),
      f1: ratio(2 * hits, sum),
      iou: ratio(hits, sum - hits),
    };
  });
}

function total({ counts }: ConfusionMatrix): number {
  const sum = counts.reduce((a, b) => a + b, 0);
  if (sum === 0) throw new SampleError('no judged items in the confusion matrix');
  return sum;
}

/** Share of items on the diagonal (pixel accuracy, accuracy). @throws SampleError on an empty matrix */
export function accuracy(matrix: ConfusionMatrix): number {
  const { classes, counts } = matrix;
  let hits = 0;
  for (let index = 0; index < classes; index++) hits += counts[index * classes + index]!;
  return hits / total(matrix);
}

/**
 * Mean of the classes' intersection over union; classes neither there nor predicted are left out.
 * @throws SampleError on an empty matrix
 */
export function meanIou(matrix: ConfusionMatrix): number {
  total(matrix);
  const values = classScores(matrix).flatMap((score) => score.iou ?? []);
  return values.reduce((a, b) => a + b, 0) / values.length;
}

/**
 * Mean of the classes' F1; classes neither there nor predicted are left out.
 * @throws SampleError on an empty matrix
 */
export function macroF1(matrix: ConfusionMatrix): number {
  total(matrix);
  const values = classScores(matrix).flatMap((score) => score.f1 ?? []);
  return values.reduce((a, b) => a + b, 0) / values.length;
}

/** Mean of the classes' F1, weighted by their support. @throws SampleError on an empty matrix */
export function weightedF1(matrix: ConfusionMatrix): number {
  const items = total(matrix);
  return classScores(matrix).reduce((sum, { f1, support }) => sum + (f1 ?? 0) * support, 0) / items;
}

/**
 * Mean recall over the classes that have items (balanced accuracy).
 * @throws SampleError on an empty matrix
 */
export function balancedAccuracy(matrix: ConfusionMatrix): number {
  total(matrix);
  const values = classScores(matrix).flatMap((score) => score.recall ?? []);
  return values.reduce((a, b) => a + b, 0) / values.length;
}
