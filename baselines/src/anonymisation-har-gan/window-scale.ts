/** Per channel: what is mapped to 0, and how far above it 1 lies. */
export interface WindowScale {
  readonly low: Float32Array;
  readonly range: Float32Array;
}

/** Values this many standard deviations from the mean are cut off. */
const reach = 2;

/** Mean ± 2 standard deviations of each channel. @param windows [items, steps, channels] */
export function fitWindowScale(windows: Float32Array, channels: number): WindowScale {
  const [mean, square] = [new Float64Array(channels), new Float64Array(channels)];
  const count = windows.length / channels;
  for (let at = 0; at < windows.length; at++) mean[at % channels]! += windows[at]! / count;
  for (let at = 0; at < windows.length; at++)
    square[at % channels]! += (windows[at]! - mean[at % channels]!) ** 2 / count;
  const deviation = square.map((value) => Math.sqrt(value) || 1);
  return {
    low: Float32Array.from(mean, (value, channel) => value - reach * deviation[channel]!),
    range: Float32Array.from(deviation, (value) => 2 * reach * value),
  };
}

/** Into [0, 1]. */
export function toUnit({ low, range }: WindowScale, windows: ArrayLike<number>): Float32Array {
  const channels = low.length;
  return Float32Array.from(windows, (value, at) =>
    Math.min(1, Math.max(0, (value - low[at % channels]!) / range[at % channels]!)),
  );
}

/** Back to the sensors' units. */
export function fromUnit({ low, range }: WindowScale, values: ArrayLike<number>): Float32Array {
  const channels = low.length;
  return Float32Array.from(values, (value, at) => low[at % channels]! + range[at % channels]! * value);
}
