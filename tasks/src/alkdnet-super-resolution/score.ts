import type { Tensor } from '@paretoboard/contract/tensor.js';
import { luma, type Plane, psnr, ssim, withoutBorder } from '@paretoboard/harness/metrics/image-quality.js';
import { SampleError } from '@paretoboard/harness/statistics/sample.js';
import type { Answer, Score } from '@paretoboard/harness/task/task-module.js';
import { perfectPsnr } from './definition.js';
import { scale } from './sizes.js';

/** Y without the border that the field leaves out: as many pixels as the scale. */
function scored({ shape, data }: Tensor): Plane {
  const [height, width] = shape as [number, number, number];
  return withoutBorder(luma(data, height, width), scale);
}

function outcomeOf({ item, outputs }: Answer): { psnr: number; ssim: number } {
  const answer = scored(outputs.image!);
  const reference = scored(item.targets.reference!);
  return { psnr: Math.min(perfectPsnr, psnr(answer, reference) ?? perfectPsnr), ssim: ssim(answer, reference) };
}

/** PSNR in dB and SSIM, means over pictures. @throws SampleError on no answers, or on one of another size than its reference */
export function score(answers: readonly Answer[]): Score {
  if (answers.length === 0) throw new SampleError('no answers to score');
  const outcomes = answers.map(outcomeOf);
  const mean = (metric: 'psnr' | 'ssim'): number =>
    outcomes.reduce((sum, outcome) => sum + outcome[metric], 0) / outcomes.length;
  return { metrics: { psnr: mean('psnr'), ssim: mean('ssim') }, counts: {}, outcomes };
}
