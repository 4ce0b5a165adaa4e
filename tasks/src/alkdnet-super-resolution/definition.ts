import { type TaskDefinition, taskDefinitionSchema } from '@paretoboard/contract/task.js';
import { claims } from './claims.js';
import { patchSize, scale } from './sizes.js';

/** Equal pictures have no ratio: they, and any answer above, count as this many dB. */
export const perfectPsnr = 100;

export const definition: TaskDefinition = taskDefinitionSchema.parse({
  id: 'alkdnet-super-resolution',
  version: '1.0.0',
  title: 'Efficient super-resolution with asymmetric large kernels',
  summary:
    'Enlarge a colour picture to twice its sides. A distillation network whose convolutions are long, thin and depthwise (9 × 1, 1 × 9, 3 × 3), 373 K parameters.',
  paper: {
    title: 'Asymmetric Large Kernel Distillation Network for efficient single image super-resolution',
    authors: 'Qu, Ke',
    venue: 'Frontiers in Neuroscience 18:1502499',
    year: 2024,
    doi: '10.3389/fnins.2024.1502499',
  },
  interaction: 'predict',
  inputs: [
    {
      name: 'image',
      dtype: 'uint8',
      shape: [null, null, 3],
      description: 'RGB; reduced from the large picture with a bicubic, anti-aliased kernel',
    },
  ],
  targets: [{ name: 'reference', dtype: 'uint8', shape: [null, null, 3], description: 'the large picture' }],
  trainingRows: {
    inputs: [{ name: 'image', dtype: 'uint8', shape: [patchSize, patchSize, 3] }],
    targets: [{ name: 'reference', dtype: 'uint8', shape: [scale * patchSize, scale * patchSize, 3] }],
  },
  outputs: [
    {
      name: 'image',
      dtype: 'uint8',
      shape: [null, null, 3],
      follows: { input: 'image', times: scale },
      description: 'RGB with twice the height and twice the width, rounded and clipped by the method',
    },
  ],
  metrics: [
    {
      id: 'psnr',
      name: 'PSNR-Y',
      unit: 'dB',
      direction: 'higher',
      primary: true,
      perfect: perfectPsnr,
      description: `Mean over pictures of 10 log10(255² / MSE) on the Y channel, without a border of ${scale} pixels; at most ${perfectPsnr} dB.`,
      fromItems: { outcome: 'psnr', aggregate: 'mean' },
    },
    {
      id: 'ssim',
      name: 'SSIM-Y',
      unit: '1',
      direction: 'higher',
      primary: false,
      description: `Mean over pictures of the structural similarity on the Y channel (Gaussian window 11 × 11, σ 1.5), without a border of ${scale} pixels.`,
      fromItems: { outcome: 'ssim', aggregate: 'mean' },
    },
  ],
  variants: [
    {
      id: 'set5',
      dataset: 'div2k-set5',
      relation: 'official',
      title: 'Set5, trained on DIV2K',
      comparability:
        'The paper’s test pictures, complete. The paper trains on DIV2K and Flickr2K together; here on DIV2K alone.',
    },
    {
      id: 'set5-small',
      dataset: 'sr-denoise-classics',
      relation: 'subset',
      title: 'Set5, trained on 12 pictures of Set14',
      comparability:
        'Tested on all of Set5 with its published small pictures, so bicubic interpolation can be checked against the paper; but trained on 12 pictures instead of 3,450: nothing that learns is comparable.',
    },
    {
      id: 'surrogate',
      dataset: 'sr-surrogate',
      relation: 'surrogate',
      title: 'Generated drawings, facades and textures',
      comparability:
        'Generated pictures of 96 × 96 in the layout of DIV2K and its benchmarks: not comparable with the paper.',
    },
  ],
  tracks: [
    {
      id: 'image',
      title: 'Picture',
      description: 'One small picture, in training and at test time.',
      trainingInputs: ['image'],
      testInputs: ['image'],
    },
  ],
  budgets: [
    { id: 'trainingWallSeconds', limit: 900, unit: 's' },
    { id: 'trainingCpuSeconds', limit: 3_600, unit: 's' },
    { id: 'rowsServed', limit: 200_000, unit: 'rows' },
    { id: 'memoryBytes', limit: 6 * 2 ** 30, unit: 'B' },
    { id: 'artefactBytes', limit: 64 * 2 ** 20, unit: 'B' },
    { id: 'queryMs', limit: 10_000, unit: 'ms' },
  ],
  // Pictures of several sizes cannot lie side by side: no multi-stream, no offline.
  scenarios: ['single-stream', 'server'],
  // One grey level: a value half-way between two may be rounded either way.
  timing: { batchSize: 1, precision: 'float32', tolerance: 1, serverBoundMs: 1_000 },
  qualityBar: { metric: 'psnr', shareOfReference: 0.9, reference: 'alkdnet-super-resolution' },
  // Black pictures on the surrogate.
  chance: 6.1,
  protocol: `Enlargement by ${scale}. Methods train on patches of ${patchSize} × ${patchSize} cut side by side from the training pictures, at most 6,400 in all, evenly from each; every eighth picture is validation. At test time they get whole pictures, one at a time. Answers are RGB of 8 bits; scores are on Y = 16 + (65.481 R + 128.553 G + 24.966 B) / 255, not rounded, without a border of ${scale} pixels, as BSRN and its kin are scored.`,
  referees: [],
  claims,
});
