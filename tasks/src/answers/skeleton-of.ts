import type { ClassSample } from '@paretoboard/contract/samples.js';
import type { Tensor } from '@paretoboard/contract/tensor.js';
import type { SkeletonFields } from '@paretoboard/harness/task/shown-samples.js';
import { stepsShown } from './signal-points.js';

const framesShown = 4;

/** Joints [frames, joints, 3] seen from the front, at four moments, all in the frame that the whole movement needs. */
export function skeletonOf(
  { shape, data }: Tensor,
  bones: SkeletonFields['bones'],
  description: string,
): Extract<ClassSample['input'], { kind: 'skeleton' }> {
  const [frames, joints, axes] = shape as [number, number, number];
  const along = (axis: number) => Array.from({ length: frames * joints }, (_, at) => data[at * axes + axis]!);
  const [across, upwards] = [along(0), along(1)];
  const least = (values: readonly number[]) => values.reduce((a, b) => Math.min(a, b));
  const most = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b));
  const [left, top] = [least(across), most(upwards)];
  const width = most(across) - left || 1;
  const height = top - least(upwards) || 1;
  const placeOf = (joint: number): number[] => [
    Number(((across[joint]! - left) / width).toFixed(3)),
    Number(((top - upwards[joint]!) / height).toFixed(3)),
  ];
  return {
    kind: 'skeleton',
    frames: stepsShown(frames, framesShown).map((frame) => ({
      frame,
      joints: Array.from({ length: joints }, (_, joint) => placeOf(frame * joints + joint)),
    })),
    aspect: width / height,
    bones: bones.map((bone) => [...bone]),
    description,
  };
}
