/** Sizes along the axes, slowest first. */
export type Shape3 = readonly [number, number, number];

/** Scratch of one line: parabola apexes, their borders, and a copy of the line. */
interface LineScratch {
  readonly apex: Int32Array;
  readonly border: Float64Array;
  readonly line: Float64Array;
}

/** Lower envelope of the parabolas that stand on the line's values (Felzenszwalb and Huttenlocher 2012, algorithm 1). */
function transformLine(values: Float64Array, offset: number, stride: number, spacing: number, scratch: LineScratch) {
  const { apex, border, line } = scratch;
  const length = line.length;
  const square = spacing * spacing;
  let last = -1;
  for (let at = 0; at < length; at++) {
    const value = values[offset + at * stride]!;
    line[at] = value;
    if (value === Number.POSITIVE_INFINITY) continue;
    let start = Number.NEGATIVE_INFINITY;
    while (last >= 0) {
      const other = apex[last]!;
      start = (value - line[other]! + square * (at * at - other * other)) / (2 * square * (at - other));
      if (start > border[last]!) break;
      last--;
    }
    last++;
    apex[last] = at;
    border[last] = last === 0 ? Number.NEGATIVE_INFINITY : start;
  }
  if (last < 0) return;
  for (let at = 0, parabola = 0; at < length; at++) {
    while (parabola < last && border[parabola + 1]! < at) parabola++;
    const steps = at - apex[parabola]!;
    values[offset + at * stride] = square * steps * steps + line[apex[parabola]!]!;
  }
}

/**
 * Squared Euclidean distance of each voxel to the nearest marked one, exactly, in linear time.
 * @param marked one byte a voxel, not 0: distance 0
 * @param spacing size of a voxel along each axis, in the unit of the distance
 * @returns squared distances; infinity everywhere if nothing is marked
 */
export function squaredDistanceTransform(marked: Uint8Array, shape: Shape3, spacing: Shape3): Float64Array {
  const values = new Float64Array(marked.length);
  for (let index = 0; index < values.length; index++) values[index] = marked[index] ? 0 : Number.POSITIVE_INFINITY;
  const strides = [shape[1] * shape[2], shape[2], 1] as const;
  for (const axis of [2, 1, 0] as const) {
    const length = shape[axis];
    const scratch = {
      apex: new Int32Array(length),
      border: new Float64Array(length),
      line: new Float64Array(length),
    };
    const stride = strides[axis];
    const block = stride * length;
    for (let start = 0; start < values.length; start += block) {
      for (let inner = 0; inner < stride; inner++) transformLine(values, start + inner, stride, spacing[axis], scratch);
    }
  }
  return values;
}
