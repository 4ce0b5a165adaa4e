import { type TaskDefinition, taskDefinitionSchema } from '@paretoboard/contract/task.js';
import { claims } from './claims.js';

export const classCount = 43;
/** Side of the square picture that a method is given. */
export const pictureSize = 32;

export const definition: TaskDefinition = taskDefinitionSchema.parse({
  id: 'enhanced-lenet5-traffic-sign',
  version: '1.0.0',
  title: 'Traffic sign recognition with an enhanced LeNet-5',
  summary:
    'Which of 43 German traffic signs is on a cropped 32 × 32 picture? A LeNet-5 with max pooling, PReLU, a third convolution and dropout, 414,443 parameters.',
  paper: {
    title: 'A lightweight network architecture for traffic sign recognition based on enhanced LeNet-5 network',
    authors: 'An, Yang, Zhang',
    venue: 'Frontiers in Neuroscience 18:1431033',
    year: 2024,
    doi: '10.3389/fnins.2024.1431033',
  },
  interaction: 'predict',
  inputs: [
    {
      name: 'image',
      dtype: 'uint8',
      shape: [pictureSize, pictureSize, 3],
      description: 'RGB, cropped to the annotated region and resized',
    },
  ],
  targets: [{ name: 'label', dtype: 'int32', shape: [] }],
  outputs: [
    {
      name: 'logits',
      dtype: 'float32',
      shape: [classCount],
      description: 'larger means more likely; natural logarithms of probabilities up to a constant for the loss',
    },
  ],
  metrics: [
    {
      id: 'accuracy',
      name: 'Accuracy',
      unit: '%',
      direction: 'higher',
      primary: true,
      description:
        'Share of test pictures whose largest logit is the label. Among k equal largest logits the label counts 1/k.',
      fromItems: { outcome: 'correct', aggregate: 'mean' },
    },
    {
      id: 'loss',
      name: 'Cross-entropy',
      unit: 'nat',
      direction: 'lower',
      primary: false,
      description: 'Mean negative log-softmax of the label’s logit.',
      fromItems: { outcome: 'loss', aggregate: 'mean' },
    },
  ],
  variants: [
    {
      id: 'gtsrb',
      dataset: 'gtsrb',
      relation: 'official',
      title: 'GTSRB, complete',
      comparability:
        'The paper’s own data: 39,209 training and 12,630 test pictures. The paper does not say how its validation split treats tracks; ours keeps them apart.',
    },
    {
      id: 'gtsrb-32',
      dataset: 'gtsrb-32',
      relation: 'subset',
      title: 'GTSRB subset, 32 × 32',
      comparability:
        'A balanced subset (1,290 training, 1,720 test pictures) that somebody resized to 32 × 32 before the crop: not comparable with the paper, whose test set has 12,630 pictures and unequal classes.',
    },
    {
      id: 'surrogate',
      dataset: 'gtsrb-surrogate',
      relation: 'surrogate',
      title: 'Generated signs',
      comparability: 'Generated pictures of 12 signs in GTSRB’s layout: not comparable with the paper.',
    },
  ],
  tracks: [
    {
      id: 'image',
      title: 'Picture',
      description: 'One cropped picture, in training and at test time.',
      trainingInputs: ['image'],
      testInputs: ['image'],
    },
  ],
  budgets: [
    { id: 'trainingWallSeconds', limit: 1_800, unit: 's' },
    { id: 'trainingCpuSeconds', limit: 7_200, unit: 's' },
    { id: 'rowsServed', limit: 4_000_000, unit: 'rows' },
    { id: 'memoryBytes', limit: 6 * 2 ** 30, unit: 'B' },
    { id: 'artefactBytes', limit: 64 * 2 ** 20, unit: 'B' },
    { id: 'queryMs', limit: 2_000, unit: 'ms' },
  ],
  scenarios: ['single-stream', 'multi-stream', 'server', 'offline'],
  timing: { batchSize: 1, precision: 'float32', tolerance: 1e-3, serverBoundMs: 33, offlineBatchSize: 64 },
  qualityBar: { metric: 'accuracy', shareOfReference: 0.9, reference: 'enhanced-lenet5-traffic-sign' },
  chance: 100 / classCount,
  protocol:
    'Training pictures are split by track (one physical sign): every fifth track, ordered by class and number, is validation. Test pictures are the official test folder’s. Pictures are cropped to the annotated region and resized to 32 × 32 RGB before a method sees them; everything after that (grey, equalisation, normalisation) belongs to the method and is timed. Batch size 1, float32.',
  referees: [],
  claims,
});
