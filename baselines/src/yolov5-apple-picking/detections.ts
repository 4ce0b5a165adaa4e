import type { Anchor } from './anchors.js';
import { valuesPerAnchor } from './network.js';
import type { Box } from './pictures.js';
import { strides, suppression } from './settings.js';

export interface Detection {
  readonly box: Box;
  readonly score: number;
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** Detections of one picture from the raw predictions of each head, in the network’s pixels. */
export function decode(
  raw: readonly Float32Array[],
  [height, width]: readonly [number, number],
  anchors: readonly (readonly Anchor[])[],
): Detection[] {
  return raw.flatMap((values, head) => {
    const stride = strides[head]!;
    const [rows, columns] = [height / stride, width / stride];
    const own = anchors[head]!;
    const found: Detection[] = [];
    for (let cell = 0; cell < rows * columns; cell++) {
      for (const [index, [anchorWidth, anchorHeight]] of own.entries()) {
        const at = (cell * own.length + index) * valuesPerAnchor;
        const score = sigmoid(values[at + 4]!);
        if (score < suppression.leastScore) continue;
        const [x, y, w, h] = [0, 1, 2, 3].map((k) => 2 * sigmoid(values[at + k]!)) as [number, number, number, number];
        const [boxWidth, boxHeight] = [w * w * anchorWidth, h * h * anchorHeight];
        const [centreX, centreY] = [
          (x - 0.5 + (cell % columns)) * stride,
          (y - 0.5 + Math.floor(cell / columns)) * stride,
        ];
        found.push({ box: [centreX - boxWidth / 2, centreY - boxHeight / 2, boxWidth, boxHeight], score });
      }
    }
    return found;
  });
}

/** Intersection over union. */
export function overlapOf(a: Box, b: Box): number {
  const width = Math.min(a[0] + a[2], b[0] + b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[1] + a[3], b[1] + b[3]) - Math.max(a[1], b[1]);
  if (width <= 0 || height <= 0) return 0;
  return (width * height) / (a[2] * a[3] + b[2] * b[3] - width * height);
}

/** Non-maximum suppression: the surest first; those that overlap a surer one by more than the threshold go. At most `limit` are kept. */
export function suppressDoubles(detections: readonly Detection[], limit: number): Detection[] {
  const kept: Detection[] = [];
  for (const detection of [...detections].sort((a, b) => b.score - a.score)) {
    if (kept.length === limit) break;
    if (kept.every(({ box }) => overlapOf(box, detection.box) <= suppression.overlap)) kept.push(detection);
  }
  return kept;
}
