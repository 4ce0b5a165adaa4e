/** Kernel and stride of every convolution of the autoencoder, along time and channels alike. */
export const kernel = 4;
export const stride = 2;
const layers = 3;

const convolved = (size: number): number => Math.floor((size - kernel) / stride) + 1;
const transposed = (size: number): number => (size - 1) * stride + kernel;

/** Sizes of a window on its way through the autoencoder, [time, channels] each. */
export interface CodeGeometry {
  readonly window: readonly [number, number];
  readonly padded: readonly [number, number];
  /** After each convolution of the encoder; the last is the code's. */
  readonly encoded: readonly (readonly [number, number])[];
  /** Before the output is cut to the window's size. */
  readonly decoded: readonly [number, number];
}

function through(size: number, step: (size: number) => number): number[] {
  const sizes: number[] = [];
  for (let layer = 0; layer < layers; layer++) sizes.push(step(sizes.at(-1) ?? size));
  return sizes;
}

/** Least width, at least as many as the channels, that three convolutions and their transposes give back exactly: 8 k + 14. */
function paddedWidth(channels: number): number {
  return 8 * Math.max(1, Math.ceil((channels - 14) / 8)) + 14;
}

/** @param timePadding steps that are put before and after a window @throws RangeError if the output would be shorter than the window */
export function codeGeometry(steps: number, channels: number, timePadding: number): CodeGeometry {
  const padded = [steps + 2 * timePadding, paddedWidth(channels)] as const;
  const [times, widths] = [through(padded[0], convolved), through(padded[1], convolved)];
  const decoded = [through(times.at(-1)!, transposed).at(-1)!, through(widths.at(-1)!, transposed).at(-1)!] as const;
  if (!(times.at(-1)! > 0) || decoded[0] < steps)
    throw new RangeError(`${steps} steps with ${timePadding} on each side are decoded to ${decoded[0]}`);
  return { window: [steps, channels], padded, encoded: times.map((time, layer) => [time, widths[layer]!]), decoded };
}

/** Steps and channels repeated at the borders: [items, steps, channels] → [items, padded time, padded width]. */
export function padWindows(windows: Float32Array, { window, padded }: CodeGeometry): Float32Array {
  const [steps, channels] = window;
  const [time, width] = padded;
  const items = windows.length / (steps * channels);
  const [before, left] = [(time - steps) >> 1, (width - channels) >> 1];
  const clamp = (value: number, size: number): number => Math.min(size - 1, Math.max(0, value));
  const result = new Float32Array(items * time * width);
  let to = 0;
  for (let item = 0; item < items; item++)
    for (let step = 0; step < time; step++) {
      const row = (item * steps + clamp(step - before, steps)) * channels;
      for (let column = 0; column < width; column++) result[to++] = windows[row + clamp(column - left, channels)]!;
    }
  return result;
}
