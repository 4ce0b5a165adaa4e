import { primaryMetric } from '@paretoboard/contract/task.js';
import type { TensorSpec } from '@paretoboard/contract/tensor.js';
import type { Answer } from '@paretoboard/harness/task/task-module.js';
import type { Random } from '@paretoboard/sdk/random.js';
import type { AnswerKind, Recomputation } from './recomputation.js';

const isPicture = ({ dtype, shape }: TensorSpec): boolean => dtype === 'uint8' && shape.length === 3 && shape[2] === 3;

function greyLevel(kind: AnswerKind, right: number, random: Random): number {
  if (kind === 'drawn') return random.integer(256);
  return kind === 'right' ? right : 255 - right;
}

/** Y of one pixel as BT.601 prints it for 8 bits: integer coefficients over 1,000. */
function brightness(rgb: ArrayLike<number>, pixel: number): number {
  const [r, g, b] = [rgb[3 * pixel]!, rgb[3 * pixel + 1]!, rgb[3 * pixel + 2]!];
  return 16 + (65_481 * r + 128_553 * g + 24_966 * b) / 255_000;
}

/** Pixel by pixel, without as many rows and columns at each edge as the picture was enlarged. */
function decibels({ item, outputs }: Answer, border: number, most: number): number {
  const target = Object.values(item.targets)[0]!;
  const answer = Object.values(outputs)[0]!.data;
  const [height, width] = target.shape as [number, number, number];
  let sum = 0;
  for (let y = border; y < height - border; y++)
    for (let x = border; x < width - border; x++) {
      const pixel = y * width + x;
      sum += (brightness(target.data, pixel) - brightness(answer, pixel)) ** 2;
    }
  const rms = Math.sqrt(sum / ((height - 2 * border) * (width - 2 * border)));
  return rms === 0 ? most : Math.min(most, 20 * Math.log10(255 / rms));
}

/** One picture in colour for one in colour, larger by a whole factor than what was asked, and PSNR as primary metric. */
export const enlargedPictures: Recomputation = {
  fits: (definition) => {
    const { targets, outputs } = definition;
    const isPair = targets.length === 1 && outputs.length === 1 && isPicture(targets[0]!) && isPicture(outputs[0]!);
    return isPair && outputs[0]!.follows !== undefined && primaryMetric(definition).id === 'psnr';
  },
  answers: ({ task, surrogate }, kind, random) => {
    const [target, output] = [task.definition.targets[0]!, task.definition.outputs[0]!];
    return Array.from({ length: surrogate.test.items }, (_, index) => {
      const item = surrogate.test.read(index);
      const { shape, data } = item.targets[target.name]!;
      const values = Uint8Array.from(data as Uint8Array, (right) => greyLevel(kind, right, random));
      return { index, item, outputs: { [output.name]: { dtype: 'uint8', shape, data: values } } };
    });
  },
  expected: (answers, definition) => {
    const most = primaryMetric(definition).perfect ?? Number.POSITIVE_INFINITY;
    const border = definition.outputs[0]!.follows!.times;
    return answers.reduce((sum, answer) => sum + decibels(answer, border, most), 0) / answers.length;
  },
};
