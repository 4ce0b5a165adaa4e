/** How much a channel changes over these steps says at which frequencies it moves. */
const lags = [1, 2, 4, 8, 16, 32] as const;
/** Smaller spreads and changes than these shares of the channel's usual ones count as none. */
const leastDeviation = 1e-3;
const leastSquaredChange = 1e-6;

/** Mean and standard deviation of each channel over windows. */
export interface ChannelScale {
  readonly mean: Float64Array;
  readonly deviation: Float64Array;
}

/** @param windows each [steps, channels] */
export function channelScale(windows: readonly ArrayLike<number>[], channels: number): ChannelScale {
  const [mean, square] = [new Float64Array(channels), new Float64Array(channels)];
  const count = windows.reduce((sum, { length }) => sum + length, 0) / channels;
  for (const window of windows) for (let at = 0; at < window.length; at++) mean[at % channels]! += window[at]! / count;
  for (const window of windows)
    for (let at = 0; at < window.length; at++)
      square[at % channels]! += (window[at]! - mean[at % channels]!) ** 2 / count;
  // A channel that stands still up to float32's resolution has no scale of its own.
  const deviation = square.map((value, channel) =>
    Math.sqrt(value) > 1e-7 * (1 + Math.abs(mean[channel]!)) ? Math.sqrt(value) : 1,
  );
  return { mean, deviation };
}

/** One channel in units of its scale, around its own mean. */
interface Course {
  readonly around: Float64Array;
  readonly mean: number;
  readonly deviation: number;
}

function courseOf(window: ArrayLike<number>, channel: number, scale: ChannelScale): Course {
  const channels = scale.mean.length;
  const around = new Float64Array(window.length / channels);
  let [mean, square] = [0, 0];
  for (let step = 0; step < around.length; step++) {
    around[step] = (window[step * channels + channel]! - scale.mean[channel]!) / scale.deviation[channel]!;
    mean += around[step]! / around.length;
  }
  for (let step = 0; step < around.length; step++) {
    around[step]! -= mean;
    square += around[step]! ** 2 / around.length;
  }
  return { around, mean, deviation: Math.sqrt(square) };
}

function squaredChange(values: Float64Array, lag: number): number {
  let sum = 0;
  for (let at = lag; at < values.length; at++) sum += (values[at]! - values[at - lag]!) ** 2;
  return sum / (values.length - lag);
}

function correlation(a: Course, b: Course): number {
  const spread = a.deviation * b.deviation;
  if (spread < leastDeviation ** 2) return 0;
  let sum = 0;
  for (let at = 0; at < a.around.length; at++) sum += a.around[at]! * b.around[at]!;
  return sum / a.around.length / spread;
}

/**
 * What a referee sees of a window: of each channel mean, logarithm of the standard deviation and of the mean squared change over 1, 2, 4 … 32 steps; of each pair of
 * channels their correlation. 9 channels: 108 values.
 * @param window [steps, channels], more than 32 steps
 */
export function windowFeatures(window: ArrayLike<number>, scale: ChannelScale): Float64Array {
  const courses = Array.from(scale.mean, (_, channel) => courseOf(window, channel, scale));
  const features = courses.flatMap(({ around, mean, deviation }) => [
    mean,
    Math.log(deviation + leastDeviation),
    ...lags.map((lag) => Math.log(squaredChange(around, lag) + leastSquaredChange)),
  ]);
  for (const [a, course] of courses.entries())
    for (const other of courses.slice(a + 1)) features.push(correlation(course, other));
  return Float64Array.from(features);
}
