/** A two-dimensional pooling of [batch, inHeight, inWidth, channels], as `backend_util.computePool2DInfo` describes it. */
export interface Pooling {
  readonly batchSize: number;
  readonly inChannels: number;
  readonly inHeight: number;
  readonly inWidth: number;
  readonly outHeight: number;
  readonly outWidth: number;
  readonly strideHeight: number;
  readonly strideWidth: number;
  readonly filterHeight: number;
  readonly filterWidth: number;
  readonly padInfo: { readonly top: number; readonly left: number };
}

/**
 * Gradient of average pooling by its input. A window at the edge was divided by the number of its pixels inside.
 * @param dy [batch, outHeight, outWidth, channels]
 */
export function averagePoolGradient(dy: Float32Array, pooling: Pooling): Float32Array {
  const { batchSize, inHeight, inWidth, inChannels } = pooling;
  const dx = new Float32Array(batchSize * inHeight * inWidth * inChannels);
  const line = inWidth * inChannels;
  forEachWindow(pooling, (out, first, rows, columns) => {
    const share = 1 / (rows * columns);
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const start = first + row * line + column * inChannels;
        for (let channel = 0; channel < inChannels; channel++) {
          const index = start + channel;
          dx[index] = (dx[index] as number) + share * (dy[out + channel] as number);
        }
      }
    }
  });
  return dx;
}

/** Calls with each window's offset in the output, that of its first pixel in the input, and its rows and columns inside the input. */
export function forEachWindow(
  pooling: Pooling,
  visit: (out: number, first: number, rows: number, columns: number) => void,
): void {
  const { batchSize, inChannels, inHeight, inWidth, outHeight, outWidth } = pooling;
  let out = 0;
  for (let batch = 0; batch < batchSize; batch++) {
    for (let row = 0; row < outHeight; row++) {
      const [top, bottom] = covered(row * pooling.strideHeight - pooling.padInfo.top, pooling.filterHeight, inHeight);
      for (let column = 0; column < outWidth; column++) {
        const begin = column * pooling.strideWidth - pooling.padInfo.left;
        const [left, right] = covered(begin, pooling.filterWidth, inWidth);
        visit(out, ((batch * inHeight + top) * inWidth + left) * inChannels, bottom - top, right - left);
        out += inChannels;
      }
    }
  }
}

/** The part of a window that lies inside the input: first and one past last. */
function covered(start: number, length: number, size: number): readonly [number, number] {
  return [Math.max(0, start), Math.min(size, start + length)];
}
