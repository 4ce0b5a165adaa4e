import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import { hogLengthOf, hogOf } from '../shared/hog.js';
import { greyLevels } from './grey-levels.js';
import { untrained } from './untrained.js';

const grid = { height: 96, width: 48, cell: 8 };

/** HOG descriptors of grey pictures of 96 × 48. */
export function descriptors(inputs: NamedTensors, items: number): Float32Array {
  const levels = greyLevels(inputs, items, [grid.height, grid.width]);
  const length = hogLengthOf(grid);
  const result = new Float32Array(items * length);
  for (let item = 0; item < items; item++) hogOf(grid, levels, item * grid.height * grid.width, result, item * length);
  return result;
}

/** Edges, which both modalities have. */
export default untrained(descriptors);
