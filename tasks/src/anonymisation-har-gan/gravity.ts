import { channelCount } from './recording.js';

const metresPerSecondSquaredPerG = 9.80665;
/** What changes more slowly is gravity: the cut-off that the field uses (UCI HAR). */
const cutOffHz = 0.3;

/** First-order low pass, forwards and backwards, so that nothing is delayed. */
function slowPart(values: Float64Array, sampleHz: number): Float64Array {
  const share = 1 - Math.exp((-2 * Math.PI * cutOffHz) / sampleHz);
  const slow = Float64Array.from(values);
  for (let at = 1; at < slow.length; at++) slow[at] = slow[at - 1]! + share * (slow[at]! - slow[at - 1]!);
  for (let at = slow.length - 2; at >= 0; at--) slow[at] = slow[at + 1]! + share * (slow[at]! - slow[at + 1]!);
  return slow;
}

/**
 * Acceleration with gravity and angular rate → the channels of a window.
 * @param sensed [steps, 6]: acceleration x y z in m/s², angular rate x y z in rad/s
 * @returns [steps, 9]: gravity (g), angular rate (rad/s), acceleration without gravity (g)
 */
export function separateGravity(sensed: Float64Array, sampleHz: number): Float32Array {
  const steps = sensed.length / 6;
  const values = new Float32Array(steps * channelCount);
  for (let axis = 0; axis < 3; axis++) {
    const total = Float64Array.from(
      { length: steps },
      (_, step) => sensed[step * 6 + axis]! / metresPerSecondSquaredPerG,
    );
    const gravity = slowPart(total, sampleHz);
    for (let step = 0; step < steps; step++) {
      values[step * channelCount + axis] = gravity[step]!;
      values[step * channelCount + 3 + axis] = sensed[step * 6 + 3 + axis]!;
      values[step * channelCount + 6 + axis] = total[step]! - gravity[step]!;
    }
  }
  return values;
}
