import { hogLengthOf, hogOf } from '../shared/hog.js';
import { side } from './preprocess.js';

const grid = { height: side, width: side, cell: 4 };

/** Length of a descriptor: 7 × 7 blocks of 2 × 2 cells of 9 orientations. */
export const hogLength = hogLengthOf(grid);

/** The histogram of oriented gradients of one 32 × 32 picture. */
export function hog(image: Float32Array, from: number, target: Float32Array, to: number): void {
  hogOf(grid, image, from, target, to);
}
