import type { Random } from '@paretoboard/sdk/random.js';
import { side } from './preprocess.js';

/** The paper augments by rotation, translation and scaling without ranges; these are ours. */
const ranges = { rotation: (10 * Math.PI) / 180, shift: 0.08 * side, scale: 0.1 } as const;
const centre = (side - 1) / 2;

/**
 * Copies one picture [32, 32] under a random similarity, bilinear, edges repeated.
 * @param source float32, at least `from` + 1024 values
 */
export function augment(source: Float32Array, from: number, target: Float32Array, to: number, random: Random): void {
  const angle = random.uniform(-ranges.rotation, ranges.rotation);
  const scale = 1 + random.uniform(-ranges.scale, ranges.scale);
  const [shiftX, shiftY] = [random.uniform(-ranges.shift, ranges.shift), random.uniform(-ranges.shift, ranges.shift)];
  const [cos, sin] = [Math.cos(angle) / scale, Math.sin(angle) / scale];
  const last = side - 1;
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const [u, v] = [x - centre - shiftX, y - centre - shiftY];
      const sx = Math.max(0, Math.min(last, cos * u + sin * v + centre));
      const sy = Math.max(0, Math.min(last, cos * v - sin * u + centre));
      const [x0, y0] = [Math.floor(sx), Math.floor(sy)];
      const [x1, y1] = [Math.min(last, x0 + 1), Math.min(last, y0 + 1)];
      const [fx, fy] = [sx - x0, sy - y0];
      const top = source[from + y0 * side + x0]! * (1 - fx) + source[from + y0 * side + x1]! * fx;
      const bottom = source[from + y1 * side + x0]! * (1 - fx) + source[from + y1 * side + x1]! * fx;
      target[to + y * side + x] = top * (1 - fy) + bottom * fy;
    }
  }
}
