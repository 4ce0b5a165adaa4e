const bins = 9;
const block = 2;

/** Pictures and cells that a descriptor is made of; sides are multiples of the cell. */
export interface HogGrid {
  readonly height: number;
  readonly width: number;
  /** Pixels of a cell's side. */
  readonly cell: number;
}

interface Cells {
  readonly rows: number;
  readonly columns: number;
}

function cellsOf({ height, width, cell }: HogGrid): Cells {
  return { rows: Math.floor(height / cell), columns: Math.floor(width / cell) };
}

/** Length of a descriptor: overlapping blocks of 2 × 2 cells of 9 orientations. */
export function hogLengthOf(grid: HogGrid): number {
  const { rows, columns } = cellsOf(grid);
  return (rows - block + 1) * (columns - block + 1) * block * block * bins;
}

/**
 * Histogram of oriented gradients of one grey picture (Dalal & Triggs 2005): unsigned orientations with linear voting between bins, L2-hys
 * normalised blocks.
 * @param image grey, row-major, beginning at `from`
 * @param target receives `hogLengthOf(grid)` values from `to` on
 */
export function hogOf(grid: HogGrid, image: Float32Array, from: number, target: Float32Array, to: number): void {
  const { rows, columns } = cellsOf(grid);
  const histogram = cellHistogram(grid, image, from);
  let position = to;
  for (let by = 0; by + block <= rows; by++) {
    for (let bx = 0; bx + block <= columns; bx++) {
      for (let dy = 0; dy < block; dy++) {
        for (let dx = 0; dx < block; dx++) {
          const start = ((by + dy) * columns + bx + dx) * bins;
          target.set(histogram.subarray(start, start + bins), position + (dy * block + dx) * bins);
        }
      }
      normalise(target.subarray(position, position + block * block * bins));
      position += block * block * bins;
    }
  }
}

function cellHistogram(grid: HogGrid, image: Float32Array, from: number): Float32Array {
  const { height, width, cell } = grid;
  const { rows, columns } = cellsOf(grid);
  const histogram = new Float32Array(rows * columns * bins);
  const at = (x: number, y: number): number =>
    image[from + Math.max(0, Math.min(height - 1, y)) * width + Math.max(0, Math.min(width - 1, x))]!;
  for (let y = 0; y < rows * cell; y++) {
    for (let x = 0; x < columns * cell; x++) {
      const [gx, gy] = [at(x + 1, y) - at(x - 1, y), at(x, y + 1) - at(x, y - 1)];
      const angle = (((Math.atan2(gy, gx) + Math.PI) % Math.PI) / Math.PI) * bins - 0.5;
      const lower = Math.floor(angle);
      const share = angle - lower;
      const start = (Math.floor(y / cell) * columns + Math.floor(x / cell)) * bins;
      const magnitude = Math.hypot(gx, gy);
      histogram[start + ((lower + bins) % bins)]! += magnitude * (1 - share);
      histogram[start + ((lower + 1) % bins)]! += magnitude * share;
    }
  }
  return histogram;
}

function normalise(values: Float32Array): void {
  for (const limit of [0.2, Number.POSITIVE_INFINITY]) {
    const norm = Math.sqrt(values.reduce((sum, value) => sum + value * value, 1e-6));
    for (let i = 0; i < values.length; i++) values[i] = Math.min(limit, values[i]! / norm);
  }
}
