import type { Tensor } from '@paretoboard/contract/tensor.js';
import { defineSubmission } from '@paretoboard/sdk/submission.js';
import { resizeArea } from '../shared/resize-area.js';
import { padded, roomOf } from './answers.js';
import type { Detection } from './detections.js';
import { toOriginal } from './pictures.js';
import { small } from './settings.js';

/** Red is at least so many times green and blue, and at least so bright. */
const reddish = { times: 1.5, level: 50 };
/** Pixels of the resized picture that an apple has at least. */
const leastArea = 12;

/** Marks the pixels that are red. @param levels [pixels, 3] */
function redMask(levels: Float32Array): Uint8Array {
  return Uint8Array.from({ length: levels.length / 3 }, (_, pixel) => {
    const [r, g, b] = [levels[3 * pixel]!, levels[3 * pixel + 1]!, levels[3 * pixel + 2]!];
    return r >= reddish.level && r >= reddish.times * g && r >= reddish.times * b ? 1 : 0;
  });
}

/** Connected regions (four neighbours) of a mask, each with its box and how much of that it fills as score. */
export function regions(mask: Uint8Array, height: number, width: number): Detection[] {
  const left = mask.slice();
  const found: Detection[] = [];
  for (let start = 0; start < left.length; start++) {
    if (left[start] === 0) continue;
    const pixels = [start];
    left[start] = 0;
    let [x0, x1, y0, y1] = [width, 0, height, 0];
    for (let next = 0; next < pixels.length; next++) {
      const at = pixels[next]!;
      const [x, y] = [at % width, Math.floor(at / width)];
      [x0, x1, y0, y1] = [Math.min(x0, x), Math.max(x1, x), Math.min(y0, y), Math.max(y1, y)];
      const near = [x > 0 ? at - 1 : -1, x < width - 1 ? at + 1 : -1, at - width, at + width];
      for (const other of near) {
        if (left[other] !== 1) continue;
        left[other] = 0;
        pixels.push(other);
      }
    }
    const [w, h] = [x1 - x0 + 1, y1 - y0 + 1];
    if (pixels.length >= leastArea) found.push({ box: [x0, y0, w, h], score: pixels.length / (w * h) });
  }
  return found.sort((a, b) => b.score - a.score);
}

function detect(image: Tensor, item: number): Detection[] {
  const [, height, width] = image.shape as [number, number, number];
  const length = height * width * 3;
  const levels = resizeArea(image.data.subarray(item * length, (item + 1) * length), [1, height, width, 3], small.size);
  const scale = [height / small.size[0], width / small.size[1]] as const;
  return regions(redMask(levels), ...small.size).map(({ box, score }) => ({ box: toOriginal(box, scale), score }));
}

/** Red pixels that touch: nothing is learnt. */
export default defineSubmission({
  interaction: 'predict',
  train(context) {
    context.save('empty', new Uint8Array(1));
    return { steps: 0, epochs: 0, parameters: 0 };
  },
  load(context) {
    const room = roomOf(context);
    return {
      parameters: 0,
      predict: ({ image }, items) =>
        padded(
          Array.from({ length: items }, (_, item) => detect(image!, item)),
          room,
        ),
    };
  },
});
