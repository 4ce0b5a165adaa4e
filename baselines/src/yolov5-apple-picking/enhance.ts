/** The median of the first `count` values, which it sorts in place: by insertion, the quickest for nine. */
function medianOf(values: Float32Array, count: number): number {
  for (let end = 1; end < count; end++) {
    const value = values[end]!;
    let at = end;
    for (; at > 0 && values[at - 1]! > value; at--) values[at] = values[at - 1]!;
    values[at] = value;
  }
  const middle = count >> 1;
  return count % 2 === 1 ? values[middle]! : (values[middle - 1]! + values[middle]!) / 2;
}

/** The paper’s denoising: a median filter of 3 × 3, of fewer pixels at the edge. @param levels [height, width, 3] */
export function medianFilter(levels: ArrayLike<number>, height: number, width: number): Float32Array {
  const filtered = new Float32Array(height * width * 3);
  const near = new Float32Array(9);
  for (let at = 0; at < filtered.length; at++) {
    const pixel = Math.floor(at / 3);
    const [y, x] = [Math.floor(pixel / width), pixel % width];
    let count = 0;
    for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++)
      for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++)
        near[count++] = levels[(row * width + column) * 3 + (at % 3)]!;
    filtered[at] = medianOf(near, count);
  }
  return filtered;
}

/** The paper’s enhancement, an unsharp mask: what a 3 × 3 mean takes away is added again, times `amount`. @param levels [height, width, 3] */
export function unsharpMask(levels: Float32Array, height: number, width: number, amount: number): Float32Array {
  const sharp = new Float32Array(levels.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < 3; c++) {
        let [sum, count] = [0, 0];
        for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++)
          for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
            sum += levels[(row * width + column) * 3 + c]!;
            count += 1;
          }
        const at = (y * width + x) * 3 + c;
        sharp[at] = Math.max(0, Math.min(255, levels[at]! + amount * (levels[at]! - sum / count)));
      }
  return sharp;
}
