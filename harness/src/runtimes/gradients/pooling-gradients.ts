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
 * Gradient of max pooling by its input. Of equal values in a window the first gets all, as in TensorFlow.
 * @param x [batch, inHeight, inWidth, channels]
 * @param dy [batch, outHeight, outWidth, channels]
 */
export function maxPoolGradient(x: Float32Array, dy: Float32Array, pooling: Pooling): Float32Array {
  const dx = new Float32Array(x.length);
  const { inChannels } = pooling;
  const largest = new Float32Array(inChannels);
  const position = new Int32Array(inChannels);
  forEachWindow(pooling, (out, positions) => {
    largest.fill(Number.NEGATIVE_INFINITY);
    position.fill(positions[0] ?? 0);
    for (const start of positions) {
      for (let channel = 0; channel < inChannels; channel++) {
        const value = x[start + channel] as number;
        if (value > (largest[channel] as number)) {
          largest[channel] = value;
          position[channel] = start;
        }
      }
    }
    for (let channel = 0; channel < inChannels; channel++) {
      const index = (position[channel] as number) + channel;
      dx[index] = (dx[index] as number) + (dy[out + channel] as number);
    }
  });
  return dx;
}

/**
 * Gradient of average pooling by its input. A window at the edge was divided by the number of its pixels inside.
 * @param dy [batch, outHeight, outWidth, channels]
 */
export function averagePoolGradient(dy: Float32Array, pooling: Pooling): Float32Array {
  const { batchSize, inHeight, inWidth, inChannels } = pooling;
  const dx = new Float32Array(batchSize * inHeight * inWidth * inChannels);
  forEachWindow(pooling, (out, positions) => {
    const share = 1 / positions.length;
    for (const start of positions) {
      for (let channel = 0; channel < inChannels; channel++) {
        const index = start + channel;
        dx[index] = (dx[index] as number) + share * (dy[out + channel] as number);
      }
    }
  });
  return dx;
}

/** Calls with each window's offset in the output and the offsets of its pixels in the input, channel 0. */
function forEachWindow(pooling: Pooling, visit: (out: number, positions: readonly number[]) => void): void {
  const { batchSize, inChannels, inHeight, inWidth, outHeight, outWidth } = pooling;
  let out = 0;
  for (let batch = 0; batch < batchSize; batch++) {
    for (let row = 0; row < outHeight; row++) {
      const rows = covered(row * pooling.strideHeight - pooling.padInfo.top, pooling.filterHeight, inHeight);
      for (let column = 0; column < outWidth; column++) {
        const columns = covered(column * pooling.strideWidth - pooling.padInfo.left, pooling.filterWidth, inWidth);
        const positions: number[] = [];
        for (let y = rows[0]; y < rows[1]; y++) {
          for (let x = columns[0]; x < columns[1]; x++)
            positions.push(((batch * inHeight + y) * inWidth + x) * inChannels);
        }
        visit(out, positions);
        out += inChannels;
      }
    }
  }
}

/** The part of a window that lies inside the input: first and one past last. */
function covered(start: number, length: number, size: number): readonly [number, number] {
  return [Math.max(0, start), Math.min(size, start + length)];
}
