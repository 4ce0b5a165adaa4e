import type { Box } from './pictures.js';
import { anchorsPerHead, anchorThreshold, strides } from './settings.js';

/** Width and height in pixels of the network. */
export type Anchor = readonly [width: number, height: number];

/** Three anchors for each head, small to large: the mean sizes of the ninths of the training boxes by area. @throws RangeError on no boxes */
export function fitAnchors(boxes: readonly Box[]): Anchor[][] {
  if (boxes.length === 0) throw new RangeError('anchors need at least one box');
  const sorted = [...boxes].sort((a, b) => a[2] * a[3] - b[2] * b[3]);
  const parts = strides.length * anchorsPerHead;
  const mean = (some: readonly Box[], side: 2 | 3): number =>
    some.reduce((sum, box) => sum + box[side], 0) / some.length;
  const anchors = Array.from({ length: parts }, (_, part): Anchor => {
    const from = Math.min(sorted.length - 1, Math.floor((part * sorted.length) / parts));
    const some = sorted.slice(from, Math.max(from + 1, Math.floor(((part + 1) * sorted.length) / parts)));
    return [mean(some, 2), mean(some, 3)];
  });
  return strides.map((_, head) => anchors.slice(head * anchorsPerHead, (head + 1) * anchorsPerHead));
}

/** What one head is to predict for a batch. */
export interface HeadTargets {
  /** Rows of the flattened predictions [n · h · w · anchors, 5] that have a box. */
  readonly rows: Int32Array;
  /** [rows, 4]: centre relative to the cell and size, in cells. */
  readonly boxes: Float32Array;
  /** [rows, 2]: the rows’ anchors, in cells. */
  readonly anchors: Float32Array;
  /** [n · h · w · anchors]: 1 where there is a box. */
  readonly objectness: Float32Array;
}

/** The cell of a centre, and the neighbours that it is nearer to than the other ones (YOLOv5): their predictions reach it too. */
function cellsOf(x: number, y: number, width: number, height: number): [number, number][] {
  const [column, row] = [Math.min(width - 1, Math.floor(x)), Math.min(height - 1, Math.floor(y))];
  const sideways = column + (x - column < 0.5 ? -1 : 1);
  const beside = row + (y - row < 0.5 ? -1 : 1);
  const cells: [number, number][] = [[column, row]];
  if (sideways >= 0 && sideways < width) cells.push([sideways, row]);
  if (beside >= 0 && beside < height) cells.push([column, beside]);
  return cells;
}

/** Assigns each box of a batch to the anchors that it fits, in up to three cells. */
export function headTargets(
  pictures: readonly (readonly Box[])[],
  [height, width]: readonly [number, number],
  stride: number,
  anchors: readonly Anchor[],
): HeadTargets {
  const [h, w] = [height / stride, width / stride];
  const objectness = new Float32Array(pictures.length * h * w * anchors.length);
  const assigned = new Map<number, readonly [box: readonly number[], anchor: readonly number[]]>();
  for (const [picture, boxes] of pictures.entries()) {
    for (const [left, top, boxWidth, boxHeight] of boxes) {
      const [x, y] = [(left + boxWidth / 2) / stride, (top + boxHeight / 2) / stride];
      for (const [index, [anchorWidth, anchorHeight]] of anchors.entries()) {
        const [across, down] = [boxWidth / anchorWidth, boxHeight / anchorHeight];
        if (Math.max(across, 1 / across, down, 1 / down) >= anchorThreshold) continue;
        for (const [column, row] of cellsOf(x, y, w, h)) {
          const at = ((picture * h + row) * w + column) * anchors.length + index;
          objectness[at] = 1;
          const box = [x - column, y - row, boxWidth / stride, boxHeight / stride];
          assigned.set(at, [box, [anchorWidth / stride, anchorHeight / stride]]);
        }
      }
    }
  }
  return {
    rows: Int32Array.from(assigned.keys()),
    boxes: Float32Array.from([...assigned.values()].flatMap(([box]) => box)),
    anchors: Float32Array.from([...assigned.values()].flatMap(([, anchor]) => anchor)),
    objectness,
  };
}
