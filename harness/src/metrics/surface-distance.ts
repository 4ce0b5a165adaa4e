import { quantileOfSorted } from '../statistics/quantile.js';
import { SampleError } from '../statistics/sample.js';
import { type Shape3, squaredDistanceTransform } from './distance-transform.js';
import type { Mask } from './mask-overlap.js';

export interface SurfaceDistances {
  /** From each surface voxel of the prediction to the nearest of the truth, in the unit of the spacing. */
  readonly toTruth: Float64Array;
  /** From each surface voxel of the truth to the nearest of the prediction. */
  readonly toPrediction: Float64Array;
}

interface Surface {
  readonly voxels: Int32Array;
  /** Least and largest coordinate along each axis. */
  readonly low: number[];
  readonly high: number[];
}

/** Whether every face neighbour is foreground; an axis of one voxel has no neighbours. */
function isInner(mask: Mask, index: number, position: Shape3, shape: Shape3, strides: Shape3): boolean {
  for (let axis = 0; axis < 3; axis++) {
    const size = shape[axis]!;
    if (size === 1) continue;
    if (position[axis] === 0 || position[axis] === size - 1) return false;
    if (!mask[index - strides[axis]!] || !mask[index + strides[axis]!]) return false;
  }
  return true;
}

/** Foreground voxels with a face neighbour that is background or outside the volume. */
function surfaceOf(mask: Mask, shape: Shape3): Surface {
  const [depth, height, width] = shape;
  const strides = [height * width, width, 1] as const;
  const found: number[] = [];
  const low = [depth, height, width];
  const high = [-1, -1, -1];
  let index = -1;
  for (let z = 0; z < depth; z++) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        index++;
        if (!mask[index]) continue;
        const position = [z, y, x] as const;
        if (isInner(mask, index, position, shape, strides)) continue;
        found.push(index);
        for (const axis of [0, 1, 2] as const) {
          if (position[axis] < low[axis]!) low[axis] = position[axis];
          if (position[axis] > high[axis]!) high[axis] = position[axis];
        }
      }
    }
  }
  return { voxels: Int32Array.from(found), low, high };
}

/** The box that holds both surfaces: distances outside it are never asked for. */
class Box {
  private readonly low: Shape3;
  readonly shape: Shape3;

  constructor(
    private readonly volume: Shape3,
    a: Surface,
    b: Surface,
  ) {
    const low = a.low.map((value, axis) => Math.min(value, b.low[axis]!));
    this.low = low as unknown as Shape3;
    this.shape = a.high.map((value, axis) => Math.max(value, b.high[axis]!) - low[axis]! + 1) as unknown as Shape3;
  }

  positions({ voxels }: Surface): Int32Array {
    const [, height, width] = this.volume;
    return voxels.map((voxel) => {
      const x = voxel % width;
      const y = Math.trunc(voxel / width) % height;
      const z = Math.trunc(voxel / (width * height));
      return ((z - this.low[0]) * this.shape[1] + y - this.low[1]) * this.shape[2] + x - this.low[2];
    });
  }
}

function distances(from: Int32Array, to: Int32Array, box: Box, spacing: Shape3): Float64Array {
  const marked = new Uint8Array(box.shape[0] * box.shape[1] * box.shape[2]);
  for (const position of to) marked[position] = 1;
  const squares = squaredDistanceTransform(marked, box.shape, spacing);
  return Float64Array.from(from, (position) => Math.sqrt(squares[position]!));
}

/**
 * Distances between the surfaces of two masks. A surface voxel is a foreground voxel with a face neighbour that is background or outside
 * (MedPy's border at connectivity 1).
 * @param shape sizes along the axes, slowest first; a picture is `[1, height, width]`: an axis of one voxel has no neighbours
 * @param spacing size of a voxel along each axis, above 0
 * @throws SampleError on masks of another size than the shape, a spacing that is not positive, or a mask without foreground
 */
export function surfaceDistances(predicted: Mask, truth: Mask, shape: Shape3, spacing: Shape3): SurfaceDistances {
  const voxels = shape[0] * shape[1] * shape[2];
  if (voxels === 0 || predicted.length !== voxels || truth.length !== voxels)
    throw new SampleError(`expected two masks of ${shape.join('×')}, found ${predicted.length} and ${truth.length}`);
  if (!spacing.every((size) => Number.isFinite(size) && size > 0))
    throw new SampleError(`expected spacings above 0, found ${spacing.join(', ')}`);
  const a = surfaceOf(predicted, shape);
  const b = surfaceOf(truth, shape);
  if (a.voxels.length === 0 || b.voxels.length === 0)
    throw new SampleError('surface distances need foreground in both masks');
  const box = new Box(shape, a, b);
  const from = box.positions(a);
  const to = box.positions(b);
  return { toTruth: distances(from, to, box, spacing), toPrediction: distances(to, from, box, spacing) };
}

/** Hausdorff distance: the largest of all surface distances, both ways, in the unit of the spacing. */
export function hausdorff({ toTruth, toPrediction }: SurfaceDistances): number {
  const largest = (values: Float64Array): number => values.reduce((most, value) => Math.max(most, value), 0);
  return Math.max(largest(toTruth), largest(toPrediction));
}

/** 95th percentile of all surface distances, both ways together (HD95 as in MedPy), in the unit of the spacing. */
export function hausdorff95({ toTruth, toPrediction }: SurfaceDistances): number {
  const both = new Float64Array(toTruth.length + toPrediction.length);
  both.set(toTruth);
  both.set(toPrediction, toTruth.length);
  return quantileOfSorted(both.sort(), 0.95);
}

/** Mean of all surface distances, both ways together (ASSD as in MedPy 0.5), in the unit of the spacing. */
export function averageSymmetricSurfaceDistance({ toTruth, toPrediction }: SurfaceDistances): number {
  const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
  return (sum(toTruth) + sum(toPrediction)) / (toTruth.length + toPrediction.length);
}
