import { SampleError } from '../statistics/sample.js';

export interface MaskCounts {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
}

/** A binary mask: 0 is background, everything else foreground. */
export type Mask = ArrayLike<number>;

/**
 * Elements of a predicted and a true binary mask, counted.
 * @throws SampleError on masks that are empty or of different length
 */
export function maskCounts(predicted: Mask, truth: Mask): MaskCounts {
  if (truth.length === 0 || predicted.length !== truth.length)
    throw new SampleError(`expected two masks of one size above 0, found ${predicted.length} and ${truth.length}`);
  let truePositives = 0;
  let falsePositives = 0;
  let falseNegatives = 0;
  for (let index = 0; index < truth.length; index++) {
    const isPredicted = predicted[index] !== 0;
    const isTrue = truth[index] !== 0;
    if (isPredicted && isTrue) truePositives++;
    else if (isPredicted) falsePositives++;
    else if (isTrue) falseNegatives++;
  }
  return { truePositives, falsePositives, falseNegatives };
}

/**
 * Sørensen–Dice coefficient, 2|A∩B| / (|A| + |B|), in [0, 1]. Two masks without foreground agree: 1.
 * @throws SampleError as `maskCounts`
 */
export function dice(predicted: Mask, truth: Mask): number {
  const { truePositives, falsePositives, falseNegatives } = maskCounts(predicted, truth);
  const sum = 2 * truePositives + falsePositives + falseNegatives;
  return sum === 0 ? 1 : (2 * truePositives) / sum;
}

/**
 * Jaccard index (intersection over union), |A∩B| / |A∪B|, in [0, 1]. Two masks without foreground agree: 1.
 * @throws SampleError as `maskCounts`
 */
export function jaccard(predicted: Mask, truth: Mask): number {
  const { truePositives, falsePositives, falseNegatives } = maskCounts(predicted, truth);
  const union = truePositives + falsePositives + falseNegatives;
  return union === 0 ? 1 : truePositives / union;
}

/**
 * Relative volume difference, (|A| − |B|) / |B|, signed: above 0 where too much was segmented.
 * @throws SampleError as `maskCounts`, and where the true mask has no foreground
 */
export function relativeVolumeDifference(predicted: Mask, truth: Mask): number {
  const { truePositives, falsePositives, falseNegatives } = maskCounts(predicted, truth);
  const volume = truePositives + falseNegatives;
  if (volume === 0) throw new SampleError('a relative volume difference needs a true mask with foreground');
  return (truePositives + falsePositives - volume) / volume;
}
