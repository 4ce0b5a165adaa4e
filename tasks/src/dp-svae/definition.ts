import { type TaskDefinition, taskDefinitionSchema } from '@paretoboard/contract/task.js';
import { claims } from './claims.js';

/** Side of the square picture that a method is given; MNIST's 28 × 28 are enlarged, as the paper does. */
export const side = 32;
const image = {
  name: 'image',
  dtype: 'uint8',
  shape: [side, side],
  description: 'grey levels, 0 black, 28 × 28 enlarged bilinearly',
} as const;
const picture = (name: string, description: string) => ({ name, dtype: 'float32', shape: [side, side], description });

/** What an item of the test split is for. */
export const roles = { test: 0, member: 1, outsider: 2 } as const;

export const definition: TaskDefinition = taskDefinitionSchema.parse({
  id: 'dp-svae',
  version: '1.0.0',
  title: 'Pictures from a private spiking autoencoder (DP-SVAE)',
  summary:
    'Reconstruct a digit from a narrow code, and draw new ones, with a model whose training promises differential privacy: how good are they, and can an attacker tell who was trained on?',
  paper: {
    title: 'Differentially Private Spiking Variational Autoencoder',
    authors: 'Yadav, Pundhir, Goyal, Raman, Kumar',
    venue: 'ICPR 2024 (LNCS 15308)',
    year: 2024,
    doi: '10.1007/978-3-031-78354-8_7',
  },
  interaction: 'generate',
  inputs: [image, { name: 'seed', dtype: 'int32', shape: [], description: 'of the sample that is asked for' }],
  targets: [{ name: 'role', dtype: 'int32', shape: [], description: '0 test picture, 1 member, 2 outsider' }],
  trainingRows: {
    inputs: [image],
    targets: [{ name: 'label', dtype: 'int32', shape: [], description: 'digit; the paper’s methods do not use it' }],
  },
  outputs: [
    picture('reconstruction', 'of the item’s picture; grey levels from −1 (black) to 1'),
    picture('sample', 'drawn from the model by the item’s seed alone; −1 to 1'),
  ],
  metrics: [
    {
      id: 'reconstruction-error',
      name: 'Reconstruction error',
      unit: '1',
      direction: 'lower',
      primary: true,
      description: 'Mean squared error of reconstructions of test pictures, grey levels in [−1, 1].',
      fromItems: { outcome: 'squaredError', aggregate: 'mean-of-present' },
    },
    {
      id: 'frechet-distance',
      name: 'Fréchet distance of samples',
      unit: '1',
      direction: 'lower',
      primary: false,
      description:
        'Between samples and test pictures, in the 64 features of a fixed random convolutional network (seeded, untrained). Not an FID: other features.',
    },
    {
      id: 'kernel-distance',
      name: 'Kernel distance of samples',
      unit: '1',
      direction: 'lower',
      primary: false,
      description:
        'Unbiased squared maximum mean discrepancy, cubic kernel, in the same features, of the first 2,000 test items. Near 0, below too, where the sets are alike.',
    },
    {
      id: 'epsilon',
      name: 'Nominal ε',
      unit: '1',
      direction: 'lower',
      primary: false,
      source: 'declared',
      description:
        'Of (ε, δ)-differential privacy by our Rényi accountant for the Poisson-subsampled Gaussian, from the noise, sampling rate, steps and δ that the method declared. Nominal: no run can see whether the noise was added. None where nothing was declared.',
    },
    {
      id: 'membership-auc',
      name: 'Membership AUC, reconstruction',
      unit: '%',
      direction: 'lower',
      primary: false,
      description:
        'How well the reconstruction error tells training pictures from pictures of the same source that were held back: area under the ROC curve, of the rule or its opposite. 50: not at all.',
    },
    {
      id: 'membership-auc-samples',
      name: 'Membership AUC, samples',
      unit: '%',
      direction: 'lower',
      primary: false,
      description:
        'The same with the distance, in the features, to the nearest of all samples: finds replayed training pictures.',
    },
    {
      id: 'audited-epsilon',
      name: 'ε that the audit proves',
      unit: '1',
      direction: 'lower',
      primary: false,
      description:
        'Lower bound of ε from the stronger attack: threshold chosen on half of the audited pictures, rates of the other half with 95 % Clopper–Pearson bounds. 0 proves nothing.',
    },
  ],
  variants: [
    {
      id: 'mnist',
      dataset: 'mnist',
      relation: 'official',
      title: 'MNIST, complete',
      comparability:
        'The paper’s own data and official test split: 10,000 pictures. Ours trains on 59,000 of the 60,000: 500 are validation and 500 are held back for the membership audit.',
    },
    {
      id: 'mnist-10k',
      dataset: 'mnist-10k',
      relation: 'subset',
      title: 'MNIST, first 10,000 training pictures',
      comparability:
        'The official test split, but one sixth of the training pictures (9,000 after validation and audit): not comparable with the paper, whose privacy figures also depend on their number.',
    },
    {
      id: 'surrogate',
      dataset: 'mnist-surrogate',
      relation: 'surrogate',
      title: 'Generated glyphs',
      comparability: 'Generated stroke glyphs in MNIST’s layout, 1,600 to train on: not comparable with the paper.',
    },
  ],
  tracks: [
    {
      id: 'image',
      title: 'Picture',
      description: 'One picture to reconstruct and one seed to sample by.',
      trainingInputs: ['image'],
      testInputs: ['image', 'seed'],
    },
  ],
  budgets: [
    { id: 'trainingWallSeconds', limit: 1_800, unit: 's' },
    { id: 'trainingCpuSeconds', limit: 7_200, unit: 's' },
    { id: 'rowsServed', limit: 10_000_000, unit: 'rows' },
    { id: 'memoryBytes', limit: 6 * 2 ** 30, unit: 'B' },
    { id: 'artefactBytes', limit: 64 * 2 ** 20, unit: 'B' },
    { id: 'queryMs', limit: 5_000, unit: 'ms' },
  ],
  scenarios: ['single-stream', 'offline'],
  timing: { batchSize: 16, precision: 'float32', tolerance: 1e-3, offlineBatchSize: 64 },
  qualityBar: { metric: 'reconstruction-error', shareOfReference: 0.9, reference: 'dp-svae' },
  // Mid-grey everywhere: 0.83 on the surrogate, 0.92 on MNIST, which has blacker backgrounds.
  chance: 0.87,
  protocol:
    'Of the official training file a tenth, at most 500 pictures, is validation, as many are held back as outsiders, and the rest is for training; a fixed permutation decides. The test split asks for the official test pictures, and, among them in secret order, for as many members (training pictures) as outsiders, which count for the membership audit alone. Each item is asked for a reconstruction and for one sample by its own seed; both are timed together. 16 items a query, float32.',
  referees: [],
  claims,
});
