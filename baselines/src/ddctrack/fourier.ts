/** A square of complex numbers, [side, side] each; `side` a power of 2. */
export interface ComplexSquare {
  readonly side: number;
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
}

/** Radix-2 transform (Cooley & Tukey 1965) in place of `side` values from `start` on, `stride` apart. @param sign −1 forwards, 1 backwards without 1/n */
function transformLine({ side, real, imaginary }: ComplexSquare, start: number, stride: number, sign: number): void {
  const swap = (values: Float64Array, a: number, b: number): void => {
    const [first, second] = [start + a * stride, start + b * stride];
    [values[first], values[second]] = [values[second]!, values[first]!];
  };
  for (let i = 1, j = 0; i < side; i++) {
    let bit = side >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i >= j) continue;
    swap(real, i, j);
    swap(imaginary, i, j);
  }
  for (let length = 2; length <= side; length *= 2)
    for (let k = 0; k < length / 2; k++) {
      const angle = (sign * 2 * Math.PI * k) / length;
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
      for (let from = k; from < side; from += length) {
        const [a, b] = [start + from * stride, start + (from + length / 2) * stride];
        const re = real[b]! * cos - imaginary[b]! * sin;
        const im = real[b]! * sin + imaginary[b]! * cos;
        real[b] = real[a]! - re;
        imaginary[b] = imaginary[a]! - im;
        real[a] = real[a]! + re;
        imaginary[a] = imaginary[a]! + im;
      }
    }
}

function transform(square: ComplexSquare, sign: number): void {
  const { side } = square;
  for (let line = 0; line < side; line++) transformLine(square, line * side, 1, sign);
  for (let line = 0; line < side; line++) transformLine(square, line, side, sign);
}

/** Two-dimensional discrete Fourier transform of real values [side, side]. @throws RangeError if the side is no power of 2 */
export function fourier(values: ArrayLike<number>): ComplexSquare {
  const side = Math.sqrt(values.length);
  if (!Number.isInteger(Math.log2(side))) throw new RangeError(`${values.length} values: expected a square of side 2ⁿ`);
  const square = { side, real: Float64Array.from(values), imaginary: new Float64Array(values.length) };
  transform(square, -1);
  return square;
}

/** Real part of the inverse transform, [side, side]. */
export function inverseFourier({ side, real, imaginary }: ComplexSquare): Float64Array {
  const square = { side, real: real.slice(), imaginary: imaginary.slice() };
  transform(square, 1);
  return square.real.map((value) => value / (side * side));
}
