import { SampleError } from '../statistics/sample.js';
import { type Box, boxIou } from './detection.js';

export interface TrackingScore {
  /** Area under the success curve: share of frames whose overlap exceeds t, mean over t = 0, 0.05 … 1. */
  readonly success: number;
  /** Share of frames whose centre lies within 20 pixels, or the number asked for. */
  readonly precision: number;
  /** Area under the curve of the share of frames whose centre error, in units of the true box, is at most t, mean over t = 0, 0.01 … 0.5 (TrackingNet). */
  readonly normalisedPrecision: number;
  readonly frames: number;
}

const successThresholds = 21;
/** OTB, UAV123: frames of about 1,280 × 720. */
const usualCentreThreshold = 20;
const normalisedThresholds = 51;

function centreOffset(a: Box, b: Box): [number, number] {
  return [a[0] - b[0] + (a[2] - b[2]) / 2, a[1] - b[1] + (a[3] - b[3]) / 2];
}

function check(predicted: readonly Box[], truth: readonly (Box | null)[]): void {
  if (predicted.length !== truth.length || truth.length === 0)
    throw new SampleError(`expected one box for each of ${truth.length} frames, found ${predicted.length}`);
  predicted.forEach((box, frame) => {
    if (!box.every(Number.isFinite)) throw new SampleError(`frame ${frame}: box ${box.join(', ')} is not finite`);
  });
}

/**
 * One-pass evaluation of one sequence (OTB, UAV123): the tracker is initialised once and never corrected. Frames in which the object is
 * not visible (`null`) are not judged.
 * @param predicted left, top, width, height in pixels, one box a frame
 * @param centreThreshold pixels, for frames of another size
 * @throws SampleError on different lengths, a box that is not finite, a true box without area, or no judged frame
 */
export function trackingScore(
  predicted: readonly Box[],
  truth: readonly (Box | null)[],
  centreThreshold = usualCentreThreshold,
): TrackingScore {
  check(predicted, truth);
  let [frames, success, near, normalised] = [0, 0, 0, 0];
  for (const [frame, box] of truth.entries()) {
    if (box === null) continue;
    if (!(box[2] > 0 && box[3] > 0)) throw new SampleError(`frame ${frame}: the true box has no area`);
    const own = predicted[frame]!;
    frames++;
    const overlap = own[2] > 0 && own[3] > 0 ? boxIou(own, box) : 0;
    for (let step = 0; step < successThresholds; step++) if (overlap > step * 0.05) success++;
    const [x, y] = centreOffset(own, box);
    if (Math.hypot(x, y) <= centreThreshold) near++;
    const relative = Math.hypot(x / box[2], y / box[3]);
    for (let step = 0; step < normalisedThresholds; step++) if (relative <= step / 100) normalised++;
  }
  if (frames === 0) throw new SampleError('the object is visible in no frame');
  return {
    success: success / frames / successThresholds,
    precision: near / frames,
    normalisedPrecision: normalised / frames / normalisedThresholds,
    frames,
  };
}
