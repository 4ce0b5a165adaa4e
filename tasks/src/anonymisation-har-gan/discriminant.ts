import { solveSymmetric } from '../black-boxes/cholesky.js';

/** Share of the pooled covariance that is replaced by a multiple of the identity: there are about as many features as items of a class. */
export const shrinkage = 0.1;
/** Keeps the covariance of features that do not vary invertible. */
const ridge = 1e-6;
const leastDeviation = 1e-9;
/** Standardised features end here: what lies far outside of what was learnt shall not decide alone. */
const farthest = 3;

/** Answers the class of a row of features. */
export type Classifier = (row: Float64Array) => number;

interface Standardiser {
  readonly mean: Float64Array;
  readonly deviation: Float64Array;
}

function standardiserOf(rows: readonly Float64Array[]): Standardiser {
  const size = rows[0]!.length;
  const [mean, square] = [new Float64Array(size), new Float64Array(size)];
  for (const row of rows) for (let at = 0; at < size; at++) mean[at]! += row[at]! / rows.length;
  for (const row of rows) for (let at = 0; at < size; at++) square[at]! += (row[at]! - mean[at]!) ** 2 / rows.length;
  const deviation = square.map((value) => (Math.sqrt(value) < leastDeviation ? 1 : Math.sqrt(value)));
  return { mean, deviation };
}

const standardised = (row: Float64Array, { mean, deviation }: Standardiser): Float64Array =>
  row.map((value, at) => Math.max(-farthest, Math.min(farthest, (value - mean[at]!) / deviation[at]!)));

function classMeans(
  rows: readonly Float64Array[],
  labels: ArrayLike<number>,
  classes: readonly number[],
): Float64Array[] {
  return classes.map((label) => {
    const own = rows.filter((_, index) => labels[index] === label);
    const mean = new Float64Array(rows[0]!.length);
    for (const row of own) for (let at = 0; at < mean.length; at++) mean[at]! += row[at]! / own.length;
    return mean;
  });
}

/** Covariance around the means of the rows' own classes, shrunk: [size, size]. */
function pooledCovariance(rows: readonly Float64Array[], meanOf: (index: number) => Float64Array): Float64Array {
  const size = rows[0]!.length;
  const covariance = new Float64Array(size * size);
  for (const [index, row] of rows.entries()) {
    const mean = meanOf(index);
    const around = row.map((value, at) => value - mean[at]!);
    for (let a = 0; a < size; a++)
      for (let b = 0; b <= a; b++)
        covariance[a * size + b]! += ((1 - shrinkage) * around[a]! * around[b]!) / rows.length;
  }
  let trace = 0;
  for (let a = 0; a < size; a++) trace += covariance[a * size + a]! / (1 - shrinkage);
  for (let a = 0; a < size; a++) {
    covariance[a * size + a]! += (shrinkage * trace) / size + ridge;
    for (let b = 0; b < a; b++) covariance[b * size + a] = covariance[a * size + b]!;
  }
  return covariance;
}

/**
 * Linear discriminant analysis with a shrunk covariance and equal priors, on standardised features. Closed form: no seed, the same on every machine up to rounding.
 * @param rows at least one
 * @param labels of the rows, whole numbers
 */
export function fitDiscriminant(rows: readonly Float64Array[], labels: ArrayLike<number>): Classifier {
  const standardiser = standardiserOf(rows);
  const scaled = rows.map((row) => standardised(row, standardiser));
  const classes = [...new Set(Array.from(labels))].sort((a, b) => a - b);
  const means = classMeans(scaled, labels, classes);
  const covariance = pooledCovariance(scaled, (index) => means[classes.indexOf(labels[index]!)]!);
  const size = standardiser.mean.length;
  const columns = new Float64Array(size * classes.length);
  for (const [column, mean] of means.entries())
    for (let at = 0; at < size; at++) columns[at * classes.length + column] = mean[at]!;
  const directions = solveSymmetric(covariance, columns, size, classes.length);
  const along = (column: number, row: Float64Array): number => {
    let sum = 0;
    for (let at = 0; at < size; at++) sum += row[at]! * directions[at * classes.length + column]!;
    return sum;
  };
  const offsets = means.map((mean, column) => along(column, mean) / 2);
  return (row) => {
    const values = standardised(row, standardiser);
    let best = 0;
    let highest = Number.NEGATIVE_INFINITY;
    for (let column = 0; column < classes.length; column++) {
      const value = along(column, values) - offsets[column]!;
      if (value > highest) [best, highest] = [column, value];
    }
    return classes[best]!;
  };
}
