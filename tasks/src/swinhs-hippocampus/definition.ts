import { type TaskDefinition, taskDefinitionSchema } from '@paretoboard/contract/task.js';
import { claims } from './claims.js';

/** A voxel whose probability is above this is foreground. */
export const threshold = 0.5;

const distanceOfNothing = 'An answer without foreground counts as far away as the volume’s diagonal.';

export const definition: TaskDefinition = taskDefinitionSchema.parse({
  id: 'swinhs-hippocampus',
  version: '1.0.0',
  title: 'Hippocampus in magnetic resonance volumes (SwinHS)',
  summary:
    'Which voxels of a T1-weighted volume are hippocampus? Local attention (ELSA) and shifted windows (Swin) encode, convolutions with spatial squeeze-excitation decode.',
  paper: {
    title:
      'Swin Transformer-based automatic delineation of the hippocampus by MRI in hippocampus-sparing whole-brain radiotherapy',
    authors: 'Li, Lu, Jiang, Sha, Luo, Xie, Ding',
    venue: 'Frontiers in Neuroscience 18:1441791',
    year: 2024,
    doi: '10.3389/fnins.2024.1441791',
  },
  interaction: 'predict',
  inputs: [
    {
      name: 'volume',
      dtype: 'float32',
      shape: [null, null, null],
      description: 'grey levels along z, y, x, as stored in the file: no window, no normalisation',
    },
    { name: 'spacing', dtype: 'float32', shape: [3], description: 'size of a voxel along z, y, x, mm' },
  ],
  targets: [
    { name: 'mask', dtype: 'uint8', shape: [null, null, null], description: '1 where the hippocampus is, else 0' },
  ],
  outputs: [
    {
      name: 'probability',
      dtype: 'float32',
      shape: [null, null, null],
      follows: { input: 'volume', times: 1 },
      description: `probability of hippocampus at each voxel, in [0, 1]; above ${threshold} counts as foreground`,
    },
  ],
  metrics: [
    {
      id: 'dsc',
      name: 'Dice',
      unit: '1',
      direction: 'higher',
      primary: true,
      description: 'Mean over volumes of 2|A ∩ B| / (|A| + |B|).',
      fromItems: { outcome: 'dsc', aggregate: 'mean' },
    },
    {
      id: 'jsc',
      name: 'Jaccard',
      unit: '1',
      direction: 'higher',
      primary: false,
      description: 'Mean over volumes of |A ∩ B| / |A ∪ B|.',
      fromItems: { outcome: 'jsc', aggregate: 'mean' },
    },
    {
      id: 'hd',
      name: 'Hausdorff',
      unit: 'mm',
      direction: 'lower',
      primary: false,
      description: `Mean over volumes of the largest distance between the surfaces, both ways. ${distanceOfNothing}`,
      fromItems: { outcome: 'hd', aggregate: 'mean' },
    },
    {
      id: 'hd95',
      name: 'Hausdorff 95 %',
      unit: 'mm',
      direction: 'lower',
      primary: false,
      description: `Mean over volumes of the 95th percentile of the distances between the surfaces, both ways. ${distanceOfNothing}`,
      fromItems: { outcome: 'hd95', aggregate: 'mean' },
    },
    {
      id: 'assd',
      name: 'Surface distance',
      unit: 'mm',
      direction: 'lower',
      primary: false,
      description: `Mean over volumes of the mean distance between the surfaces, both ways. ${distanceOfNothing}`,
      fromItems: { outcome: 'assd', aggregate: 'mean' },
    },
    {
      id: 'volume-error',
      name: 'Volume error',
      unit: '%',
      direction: 'lower',
      primary: false,
      perfect: 0,
      description: 'Mean over volumes of ||A| − |B|| / |B|, B the manual contour.',
      fromItems: { outcome: 'volumeError', aggregate: 'mean' },
    },
  ],
  variants: [
    {
      id: 'xuzhou',
      dataset: 'xuzhou-ha-wbrt',
      relation: 'official',
      title: 'Xuzhou cohort, 70 + 30 patients',
      comparability:
        'The paper’s volumes, which only its authors can give, converted from DICOM to NIfTI in the folders of the Medical Segmentation Decathlon.',
    },
    {
      id: 'msd-80',
      dataset: 'msd-hippocampus',
      relation: 'stand-in',
      title: 'Medical Segmentation Decathlon, Task04, 80 of 260 labelled volumes',
      comparability:
        'Other people’s volumes, cropped around one hippocampus (about 36 × 50 × 35 mm), because the paper’s are private and show the whole head: an easier problem. Not comparable with the paper.',
    },
    {
      id: 'surrogate',
      dataset: 'hippocampus-surrogate',
      relation: 'surrogate',
      title: 'Generated crescents beside a ventricle',
      comparability:
        'Generated volumes of 24 × 24 × 16 voxels in the decathlon’s folders: not comparable with the paper.',
    },
  ],
  tracks: [
    {
      id: 'volume',
      title: 'Volume',
      description: 'One T1-weighted volume with the size of its voxels, in training and at test time.',
      trainingInputs: ['volume', 'spacing'],
      testInputs: ['volume', 'spacing'],
    },
  ],
  budgets: [
    { id: 'trainingWallSeconds', limit: 900, unit: 's' },
    { id: 'trainingCpuSeconds', limit: 3_600, unit: 's' },
    { id: 'rowsServed', limit: 100_000, unit: 'rows' },
    { id: 'memoryBytes', limit: 6 * 2 ** 30, unit: 'B' },
    { id: 'artefactBytes', limit: 64 * 2 ** 20, unit: 'B' },
    { id: 'queryMs', limit: 10_000, unit: 'ms' },
  ],
  // Volumes of several sizes cannot lie side by side: no multi-stream, no offline.
  scenarios: ['single-stream', 'server'],
  timing: { batchSize: 1, precision: 'float32', tolerance: 1e-3, serverBoundMs: 1_000 },
  qualityBar: { metric: 'dsc', shareOfReference: 0.9, reference: 'swinhs-hippocampus' },
  // Nothing found.
  chance: 0,
  protocol: `Anterior and posterior hippocampus are one class, and all foreground of a volume is scored together. Where a release has no labelled test volumes, the labelled ones are split 60 : 10 : 30 into train, validation and test, in blocks in the order of their names. Rows are whole volumes of their own size, served one at a time in training too. Normalisation, cropping, padding and everything else from grey levels to probabilities belong to the method and are timed. Foreground is where the probability is above ${threshold}. Surfaces are foreground voxels with a face neighbour that is not; distances are in mm between voxel centres.`,
  referees: [],
  claims,
});
