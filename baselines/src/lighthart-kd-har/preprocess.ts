import { applyScaling, fitScaling, type Scaling } from './standardise.js';

const skeletonWidth = 60;
/** Position of the hip centre among the 20 joints, times 3 coordinates. */
const hip = 9;

/** Moves each window so that its hip centre lies on average at the origin: where a person stands says nothing. */
export function centreSkeletons(skeleton: Float32Array, steps: number): Float32Array {
  const centred = new Float32Array(skeleton.length);
  const window = steps * skeletonWidth;
  for (let from = 0; from < skeleton.length; from += window) {
    for (let axis = 0; axis < 3; axis++) {
      let sum = 0;
      for (let step = 0; step < steps; step++) sum += skeleton[from + step * skeletonWidth + hip + axis]!;
      for (let at = axis; at < window; at += 3) centred[from + at] = skeleton[from + at]! - sum / steps;
    }
  }
  return centred;
}

/** What is learnt from the training windows before a network is. */
export interface Preprocessing {
  readonly inertial: Scaling;
  readonly skeleton: Scaling;
}

/** One unit for the whole skeleton: scaling each coordinate by itself would blow up the noise of joints that hardly move. */
function oneUnit({ mean, deviation }: Scaling): Scaling {
  const meanSquare = deviation.reduce((sum, value) => sum + value ** 2, 0) / deviation.length;
  return { mean, deviation: new Float32Array(deviation.length).fill(Math.sqrt(meanSquare)) };
}

export function fitPreprocessing(inertial: Float32Array, centred: Float32Array): Preprocessing {
  return { inertial: fitScaling(inertial, 6), skeleton: oneUnit(fitScaling(centred, skeletonWidth)) };
}

export const scaleInertial = (fitted: Preprocessing, inertial: Float32Array): Float32Array =>
  applyScaling(fitted.inertial, inertial);

export const scaleSkeleton = (fitted: Preprocessing, skeleton: Float32Array): Float32Array =>
  applyScaling(fitted.skeleton, centreSkeletons(skeleton, 64));
