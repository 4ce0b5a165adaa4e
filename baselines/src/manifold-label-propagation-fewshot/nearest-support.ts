import { ways } from './settings.js';

/**
 * Minus the squared distance to the nearest support vector of each class, per value.
 * @param supports [labels.length · size]
 * @param queries [items · size]
 * @returns [items, 5]
 */
export function nearestSupport(
  supports: Float32Array,
  labels: ArrayLike<number>,
  queries: Float32Array,
  items: number,
): Float32Array {
  const size = supports.length / labels.length;
  const logits = new Float32Array(items * ways).fill(Number.NEGATIVE_INFINITY);
  for (let query = 0; query < items; query++)
    for (let support = 0; support < labels.length; support++) {
      let sum = 0;
      for (let at = 0; at < size; at++) sum += (queries[query * size + at]! - supports[support * size + at]!) ** 2;
      const place = query * ways + labels[support]!;
      logits[place] = Math.max(logits[place]!, -sum / size);
    }
  return logits;
}
