import type { Tensor } from '@paretoboard/contract/tensor.js';
import { defineSubmission } from '@paretoboard/sdk/submission.js';
import { packTensors, unpackTensors } from '@paretoboard/sdk/tensor-bytes.js';

// How much more often a colour is seen within the boxes of the training pictures than outside; a box of the usual size where such colours are densest.

const inputName = 'my-input';
const levels = 8;
const mostRows = 100;
const least = 0.5;
const artefactFile = 'colours.bin';

function colourOf(data: Tensor['data'], pixel: number): number {
  const level = (channel: number) => Math.floor((data[3 * pixel + channel]! * levels) / 256);
  return (level(0) * levels + level(1)) * levels + level(2);
}

/** Sums of `values` over every rectangle from the corner, one row and column larger: any box is then four look-ups. */
function summedArea(values: Float64Array, height: number, width: number): Float64Array {
  const sums = new Float64Array((height + 1) * (width + 1));
  for (let y = 0; y < height; y++) {
    let line = 0;
    for (let x = 0; x < width; x++) {
      line += values[y * width + x]!;
      sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1]! + line;
    }
  }
  return sums;
}

interface Found {
  readonly left: number;
  readonly top: number;
  readonly score: number;
}

/** Boxes of one size whose mean exceeds `least`, the best first, none over the middle of a better one. */
function densest(values: Float64Array, height: number, width: number, size: number, most: number): Found[] {
  const sums = summedArea(values, height, width);
  const line = width + 1;
  const step = Math.max(1, Math.floor(size / 4));
  const boxes: Found[] = [];
  for (let top = 0; top + size <= height; top += step)
    for (let left = 0; left + size <= width; left += step) {
      const [first, last] = [top * line + left, (top + size) * line + left];
      const score = (sums[last + size]! - sums[last]! - sums[first + size]! + sums[first]!) / (size * size);
      if (score > least) boxes.push({ left, top, score });
    }
  boxes.sort((a, b) => b.score - a.score);
  const kept: Found[] = [];
  for (const box of boxes) {
    const isFree = kept.every(
      (one) => Math.max(Math.abs(one.left - box.left), Math.abs(one.top - box.top)) >= size / 2,
    );
    if (isFree) kept.push(box);
    if (kept.length === most) break;
  }
  return kept;
}

export default defineSubmission({
  interaction: 'predict',

  train(context) {
    const inside = new Float64Array(levels ** 3).fill(1);
    const outside = new Float64Array(levels ** 3).fill(1);
    const sides: number[] = [];
    let rows = 0;
    for (; rows < mostRows; rows++) {
      const { items, inputs, targets } = context.next('train', 1);
      if (items === 0) break;
      const picture = inputs[inputName]!;
      const [, height = 1, width = 1] = picture.shape;
      const isInside = new Uint8Array(height * width);
      const boxes = targets['boxes']!.data;
      for (let box = 0; box < targets['count']!.data[0]!; box++) {
        const [left = 0, top = 0, w = 0, h = 0] = boxes.subarray(4 * box, 4 * box + 4);
        sides.push(Math.sqrt(w * h));
        for (let y = Math.max(0, Math.round(top)); y < Math.min(height, Math.round(top + h)); y++)
          isInside.fill(
            1,
            y * width + Math.max(0, Math.round(left)),
            y * width + Math.min(width, Math.round(left + w)),
          );
      }
      isInside.forEach((is, pixel) => {
        const colours = is === 1 ? inside : outside;
        const colour = colourOf(picture.data, pixel);
        colours[colour] = colours[colour]! + 1;
      });
      context.progress({ step: rows + 1 });
    }
    const share = inside.map((count, colour) => count / (count + outside[colour]!));
    const side = sides.sort((a, b) => a - b)[sides.length >> 1] ?? 16;
    context.save(
      artefactFile,
      packTensors({
        share: { dtype: 'float64', shape: [share.length], data: share },
        side: { dtype: 'float64', shape: [1], data: Float64Array.of(side) },
      }),
    );
    return { steps: rows, epochs: 1, parameters: share.length + 1 };
  },

  load({ read, outputs }) {
    const saved = unpackTensors(read(artefactFile));
    const share = saved['share']!.data;
    const size = Math.max(2, Math.round(saved['side']!.data[0]!));
    const most = outputs.find(({ name }) => name === 'boxes')!.shape[0]!;
    return {
      parameters: share.length + 1,
      predict(inputs, items) {
        const picture = inputs[inputName]!;
        const [, height = 1, width = 1] = picture.shape;
        const boxes = new Float32Array(items * most * 4);
        const scores = new Float32Array(items * most);
        for (let item = 0; item < items; item++) {
          const first = item * height * width;
          const values = Float64Array.from(
            { length: height * width },
            (_, pixel) => share[colourOf(picture.data, first + pixel)]!,
          );
          densest(values, height, width, size, most).forEach(({ left, top, score }, at) => {
            boxes.set([left, top, size, size], 4 * (item * most + at));
            scores[item * most + at] = score;
          });
        }
        return {
          boxes: { dtype: 'float32', shape: [items, most, 4], data: boxes },
          scores: { dtype: 'float32', shape: [items, most], data: scores },
        };
      },
    };
  },
});
