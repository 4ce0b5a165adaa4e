import { SampleError } from '../statistics/sample.js';

/** One channel, row by row. */
export interface Plane {
  readonly height: number;
  readonly width: number;
  readonly values: Float64Array;
}

function sameSize(a: Plane, b: Plane): void {
  const fits = ({ height, width, values }: Plane): boolean => height * width === values.length && values.length > 0;
  if (!fits(a) || !fits(b) || a.height !== b.height || a.width !== b.width)
    throw new SampleError(`expected two pictures of one size, found ${a.height}×${a.width} and ${b.height}×${b.width}`);
  for (const plane of [a, b]) {
    const bad = plane.values.findIndex((value) => !Number.isFinite(value));
    if (bad >= 0) throw new SampleError(`pixel ${bad} is ${plane.values[bad]}: expected finite numbers`);
  }
}

/**
 * Luma of ITU-R BT.601 with 16..235 for RGB in 0..255, not rounded: what restoration papers call the Y channel (MATLAB's `rgb2ycbcr`).
 * @param rgb interleaved, `height * width * 3` values in [0, 255]
 * @throws SampleError on another number of values
 */
export function luma(rgb: ArrayLike<number>, height: number, width: number): Plane {
  const pixels = height * width;
  if (rgb.length !== pixels * 3 || pixels === 0)
    throw new SampleError(`expected ${pixels * 3} values, found ${rgb.length}`);
  const values = new Float64Array(pixels);
  for (let pixel = 0; pixel < pixels; pixel++) {
    const at = pixel * 3;
    values[pixel] = 16 + (65.481 * rgb[at]! + 128.553 * rgb[at + 1]! + 24.966 * rgb[at + 2]!) / 255;
  }
  return { height, width, values };
}

/**
 * The picture without `pixels` rows and columns at each edge: super-resolution papers leave out as many as the scale.
 * @throws SampleError if nothing is left
 */
export function withoutBorder({ height, width, values }: Plane, pixels: number): Plane {
  const rows = height - 2 * pixels;
  const columns = width - 2 * pixels;
  if (rows <= 0 || columns <= 0) throw new SampleError(`a border of ${pixels} leaves nothing of ${height}×${width}`);
  const cropped = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const start = (row + pixels) * width + pixels;
    cropped.set(values.subarray(start, start + columns), row * columns);
  }
  return { height: rows, width: columns, values: cropped };
}

/** Mean squared error of two pictures. @throws SampleError on different sizes or values that are not finite */
export function meanSquaredError(a: Plane, b: Plane): number {
  sameSize(a, b);
  let sum = 0;
  for (let pixel = 0; pixel < a.values.length; pixel++) sum += (a.values[pixel]! - b.values[pixel]!) ** 2;
  return sum / a.values.length;
}

/**
 * Peak signal-to-noise ratio in dB, `10 log10(range² / MSE)`.
 * @returns null for equal pictures, whose ratio is not a number
 * @throws SampleError as `meanSquaredError`
 */
export function psnr(a: Plane, b: Plane, range = 255): number | null {
  const error = meanSquaredError(a, b);
  return error === 0 ? null : 10 * Math.log10((range * range) / error);
}

const windowRadius = 5;
const windowSigma = 1.5;

function gaussianWindow(): Float64Array {
  const weights = Float64Array.from({ length: 2 * windowRadius + 1 }, (_, at) =>
    Math.exp(-((at - windowRadius) ** 2) / (2 * windowSigma ** 2)),
  );
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / sum);
}
const weights = gaussianWindow();

/** The window's weighted mean wherever it lies inside the picture: `height − 10` by `width − 10` values. */
function windowMeans(height: number, width: number, at: (pixel: number) => number): Float64Array {
  const columns = width - 2 * windowRadius;
  const rows = height - 2 * windowRadius;
  const alongRows = new Float64Array(height * columns);
  const line = new Float64Array(width);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) line[column] = at(row * width + column);
    for (let column = 0; column < columns; column++) {
      let sum = 0;
      for (let tap = 0; tap < weights.length; tap++) sum += weights[tap]! * line[column + tap]!;
      alongRows[row * columns + column] = sum;
    }
  }
  const means = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let tap = 0; tap < weights.length; tap++) {
      const weight = weights[tap]!;
      const source = (row + tap) * columns;
      for (let column = 0; column < columns; column++)
        means[row * columns + column]! += weight * alongRows[source + column]!;
    }
  }
  return means;
}

/**
 * Structural similarity (Wang et al. 2004): Gaussian window of 11×11 with σ 1.5, K1 0.01, K2 0.03, population covariance, mean over the
 * positions where the window lies inside the picture.
 * @returns in [−1, 1]; 1 for equal pictures
 * @throws SampleError on different sizes, pictures smaller than the window, or values that are not finite
 */
export function ssim(a: Plane, b: Plane, range = 255): number {
  sameSize(a, b);
  const { height, width } = a;
  if (Math.min(height, width) < weights.length)
    throw new SampleError(`SSIM's window needs ${weights.length}×${weights.length} pixels, found ${height}×${width}`);
  const [x, y] = [a.values, b.values];
  const means = (at: (pixel: number) => number): Float64Array => windowMeans(height, width, at);
  const meanX = means((pixel) => x[pixel]!);
  const meanY = means((pixel) => y[pixel]!);
  const meanXX = means((pixel) => x[pixel]! * x[pixel]!);
  const meanYY = means((pixel) => y[pixel]! * y[pixel]!);
  const meanXY = means((pixel) => x[pixel]! * y[pixel]!);
  const [c1, c2] = [(0.01 * range) ** 2, (0.03 * range) ** 2];
  let sum = 0;
  for (let at = 0; at < meanX.length; at++) {
    const [mx, my] = [meanX[at]!, meanY[at]!];
    const covariance = meanXY[at]! - mx * my;
    const variances = meanXX[at]! - mx * mx + meanYY[at]! - my * my;
    sum += ((2 * mx * my + c1) * (2 * covariance + c2)) / ((mx * mx + my * my + c1) * (variances + c2));
  }
  return sum / meanX.length;
}
