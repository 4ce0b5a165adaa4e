/** For each output position the inputs that it covers, and by how much of itself. */
interface Coverage {
  readonly from: Int32Array;
  readonly shares: readonly Float32Array[];
}

function coverage(length: number, target: number): Coverage {
  const scale = length / target;
  const from = new Int32Array(target);
  const shares = Array.from({ length: target }, (_, at) => {
    const [begin, end] = [at * scale, (at + 1) * scale];
    const first = Math.floor(begin);
    const last = Math.min(length, Math.ceil(end - 1e-9));
    from[at] = first;
    return Float32Array.from(
      { length: last - first },
      (_, k) => (Math.min(end, first + k + 1) - Math.max(begin, first + k)) / scale,
    );
  });
  return { from, shares };
}

/**
 * Pictures [items, height, width, channels] resized to float32 [items, toHeight, toWidth, channels]: each new pixel is the mean of the area that it
 * covers, so that shrinking lets nothing small vanish; growing repeats. Values keep their unit.
 */
export function resizeArea(
  pictures: ArrayLike<number>,
  [items, height, width, channels]: readonly [number, number, number, number],
  [toHeight, toWidth]: readonly [number, number],
): Float32Array {
  const [rows, columns] = [coverage(height, toHeight), coverage(width, toWidth)];
  const narrow = new Float32Array(height * toWidth * channels);
  const resized = new Float32Array(items * toHeight * toWidth * channels);
  const narrowRow = toWidth * channels;
  for (let item = 0; item < items; item++) {
    narrow.fill(0);
    const source = item * height * width * channels;
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < toWidth; x++) {
        const shares = columns.shares[x]!;
        const start = source + (y * width + columns.from[x]!) * channels;
        for (let k = 0; k < shares.length; k++)
          for (let c = 0; c < channels; c++)
            narrow[y * narrowRow + x * channels + c]! += shares[k]! * pictures[start + k * channels + c]!;
      }
    }
    for (let y = 0; y < toHeight; y++) {
      const shares = rows.shares[y]!;
      const to = (item * toHeight + y) * narrowRow;
      for (let k = 0; k < shares.length; k++) {
        const start = (rows.from[y]! + k) * narrowRow;
        for (let at = 0; at < narrowRow; at++) resized[to + at]! += shares[k]! * narrow[start + at]!;
      }
    }
  }
  return resized;
}
