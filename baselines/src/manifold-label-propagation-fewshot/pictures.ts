/** Side of a picture as the task shows it. */
export const taskSide = 84;
const whitest = 255;

/**
 * Pictures as a network takes them: ink 1 on 0, shrunk by the mean over squares.
 * @param pictures uint8 [n, 84, 84]
 * @param side a divisor of 84
 * @param channels the grey value is repeated in each
 * @returns [n, side, side, channels]
 */
export function prepare(pictures: ArrayLike<number>, side: number, channels: number): Float32Array {
  const ratio = taskSide / side;
  if (!Number.isInteger(ratio)) throw new RangeError(`side ${side}: expected a divisor of ${taskSide}`);
  const items = pictures.length / (taskSide * taskSide);
  const result = new Float32Array(items * side * side * channels);
  const share = 1 / (whitest * ratio * ratio);
  for (let item = 0; item < items; item++)
    for (let y = 0; y < side; y++)
      for (let x = 0; x < side; x++) {
        const value = share * sumOfSquare(pictures, (item * taskSide + y * ratio) * taskSide + x * ratio, ratio);
        const to = ((item * side + y) * side + x) * channels;
        result.fill(value, to, to + channels);
      }
  return result;
}

function sumOfSquare(pictures: ArrayLike<number>, from: number, ratio: number): number {
  let sum = 0;
  for (let row = 0; row < ratio; row++)
    for (let column = 0; column < ratio; column++) sum += pictures[from + row * taskSide + column]!;
  return sum;
}
