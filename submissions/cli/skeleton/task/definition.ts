import { type TaskDefinition, taskDefinitionSchema } from '@paretoboard/contract/task.js';
import { claims } from './claims.js';

// FILL: sizes of the paper.
export const classCount = 3;
export const featureCount = 8;

export const definition: TaskDefinition = taskDefinitionSchema.parse({
  id: 'my-task',
  version: '1.0.0',
  title: 'FILL: title',
  summary: 'FILL: the question in a sentence, and the method in another',
  paper: {
    title: 'FILL: title of the paper',
    authors: 'FILL: authors',
    venue: 'FILL: venue',
    year: 2026,
    doi: '10.5555/fill',
  },
  // FILL: another interaction where a batch of inputs that is answered with outputs does not fit (docs/decisions/0040-interactions.md).
  interaction: 'predict',
  inputs: [
    { name: 'features', dtype: 'float32', shape: [featureCount], description: 'FILL: what they are, with units' },
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
        'Share of test items whose largest logit is the label. Among k equal largest logits the label counts 1/k.',
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
  // FILL: a variant for each data set that can be had; those that are not generated have an entry in harness/src/data/catalogue.ts.
  variants: [
    {
      id: 'surrogate',
      dataset: 'my-task-surrogate',
      relation: 'surrogate',
      title: 'Generated items',
      comparability: 'Generated in the layout of the paper’s data: not comparable with the paper.',
    },
  ],
  tracks: [
    {
      id: 'features',
      title: 'Features',
      description: 'FILL: what a method sees in training and at test time.',
      trainingInputs: ['features'],
      testInputs: ['features'],
    },
  ],
  // FILL: from a measured reference run, which the README states.
  budgets: [
    { id: 'trainingWallSeconds', limit: 600, unit: 's' },
    { id: 'trainingCpuSeconds', limit: 1_200, unit: 's' },
    { id: 'rowsServed', limit: 1_000_000, unit: 'rows' },
    { id: 'memoryBytes', limit: 4 * 2 ** 30, unit: 'B' },
    { id: 'artefactBytes', limit: 64 * 2 ** 20, unit: 'B' },
    { id: 'queryMs', limit: 1_000, unit: 'ms' },
  ],
  // FILL: those that make sense for the task's users.
  scenarios: ['single-stream', 'offline'],
  timing: { batchSize: 1, precision: 'float32', tolerance: 1e-3, offlineBatchSize: 64 },
  qualityBar: { metric: 'accuracy', shareOfReference: 0.9, reference: 'my-task' },
  chance: 100 / classCount,
  protocol: 'FILL: the paper’s protocol with our reading of what it leaves open. Batch size 1, float32.',
  referees: [],
  claims,
});
