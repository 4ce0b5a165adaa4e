import { SampleError } from '@paretoboard/harness/statistics/sample.js';
import type { Answer } from '@paretoboard/harness/task/task-module.js';
import { describe, expect, it } from 'vitest';
import { perfectPsnr } from './definition.js';
import { score } from './score.js';

const side = 20;

function picture(level: (x: number, y: number) => number, size = side) {
  const data = Uint8Array.from({ length: size * size * 3 }, (_, at) => {
    const pixel = Math.floor(at / 3);
    return level(pixel % size, Math.floor(pixel / size));
  });
  return { dtype: 'uint8' as const, shape: [size, size, 3], data };
}

function answer(image: ReturnType<typeof picture>, reference = picture(() => 100)): Answer {
  const item = { inputs: {}, targets: { reference }, attributes: {}, group: 'Set5/one' };
  return { index: 0, item, outputs: { image } };
}

describe('score', () => {
  it('takes the Y channel of BT.601: ten grey levels are 8.588 there', () => {
    const { metrics } = score([answer(picture(() => 110))]);
    expect(metrics.psnr).toBeCloseTo(20 * Math.log10(255 / ((10 * 219) / 255)), 10);
  });

  it('leaves two pixels out at each edge', () => {
    const isBorder = (at: number) => at < 2 || at >= side - 2;
    const spoilt = picture((x, y) => (isBorder(x) || isBorder(y) ? 0 : 100));
    expect(score([answer(spoilt)]).metrics).toEqual({ psnr: perfectPsnr, ssim: 1 });
    const inside = picture((x, y) => (x === 2 && y === 2 ? 110 : 100));
    expect(score([answer(inside)]).metrics.psnr).toBeCloseTo(20 * Math.log10((255 * 16) / ((10 * 219) / 255)), 10);
  });

  it('is the mean over pictures, of decibels and not of errors', () => {
    const { metrics, outcomes } = score([answer(picture(() => 110)), answer(picture(() => 120))]);
    expect(metrics.psnr).toBeCloseTo((outcomes[0]!.psnr! + outcomes[1]!.psnr!) / 2, 10);
    expect(outcomes[0]!.psnr! - outcomes[1]!.psnr!).toBeCloseTo(20 * Math.log10(2), 10);
  });

  it('refuses no answers, and one of another size', () => {
    expect(() => score([])).toThrow(SampleError);
    expect(() => score([answer(picture(() => 100, side + 2))])).toThrow(SampleError);
  });
});
