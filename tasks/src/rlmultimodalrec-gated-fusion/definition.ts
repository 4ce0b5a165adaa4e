import { type TaskDefinition, taskDefinitionSchema } from '@paretoboard/contract/task.js';
import { claims } from './claims.js';

/** Items that are recommended to each user. */
export const places = 20;

const cutOffs = [places, 10] as const;

const metrics = cutOffs.flatMap((k) => [
  {
    id: `recall-${k}`,
    name: `Recall@${k}`,
    unit: '%',
    direction: 'higher',
    primary: k === places,
    description: `Share of a user’s held-out items among the first ${k}, mean over users; with one held-out item the share of users whose item is there.`,
    fromItems: { outcome: `recall${k}`, aggregate: 'mean' },
  },
  {
    id: `ndcg-${k}`,
    name: `NDCG@${k}`,
    unit: '%',
    direction: 'higher',
    primary: false,
    description: `Sum of 1/log2(place + 1) over the hits among the first ${k}, over the best that this number of held-out items allows; mean over users.`,
    fromItems: { outcome: `ndcg${k}`, aggregate: 'mean' },
  },
  {
    id: `precision-${k}`,
    name: `Precision@${k}`,
    unit: '%',
    direction: 'higher',
    primary: false,
    description: `Share of the first ${k} that are held-out items of the user, mean over users.`,
    fromItems: { outcome: `precision${k}`, aggregate: 'mean' },
  },
]);

export const definition: TaskDefinition = taskDefinitionSchema.parse({
  id: 'rlmultimodalrec-gated-fusion',
  version: '1.0.0',
  title: 'Recommendation with gated fusion of image and text',
  summary:
    'Which of all items comes next for a user of a shop? Users by a graph convolution over interactions, items by a gate between picture and text features.',
  paper: {
    title: 'Gated Multimodal Graph Learning for Personalized Recommendation',
    authors: 'Liu, Zhang, Li, Liu, Feng, Yang',
    venue: 'Journal of Emerging Applied Artificial Intelligence 1(1), pp. 17–25',
    year: 2025,
    doi: 'none',
  },
  interaction: 'recommend',
  inputs: [
    { name: 'user', dtype: 'int32', shape: [], description: 'id of the user, from 0' },
    {
      name: 'candidates',
      dtype: 'int32',
      shape: [null],
      description:
        'ids of all items in an order that means nothing; −1 in place of those that the user has in the training rows',
    },
  ],
  targets: [{ name: 'relevant', dtype: 'int32', shape: [null], description: 'the user’s held-out items' }],
  trainingRows: {
    inputs: [{ name: 'user', dtype: 'int32', shape: [] }],
    targets: [{ name: 'item', dtype: 'int32', shape: [], description: 'what the user interacted with' }],
  },
  constants: [
    { name: 'extent', dtype: 'int32', shape: [2], description: 'number of users, number of items' },
    {
      name: 'image',
      dtype: 'float32',
      shape: [null, null],
      description: 'features of each item’s picture; no columns where the data have none',
    },
    {
      name: 'text',
      dtype: 'float32',
      shape: [null, null],
      description: 'features of each item’s description; no columns where the data have none',
    },
  ],
  outputs: [
    {
      name: 'items',
      dtype: 'int32',
      shape: [places],
      description: 'ids of candidates, the best first, none twice; −1 for a place that stays empty',
    },
  ],
  metrics,
  variants: [
    {
      id: 'amazon-clothing',
      dataset: 'amazon-clothing',
      relation: 'official',
      title: 'Amazon Clothing, MMRec’s release',
      comparability:
        'The paper’s interactions and features. Its split (the last interaction by a random time, drawn anew) was not released: the release’s own split is read, in which a user may have several held-out items.',
    },
    {
      id: 'amazon-baby',
      dataset: 'amazon-baby-5core',
      relation: 'stand-in',
      title: 'Amazon Baby, interactions only',
      comparability:
        'Another department of the same shop, complete interactions, 8 : 1 : 1 by user. There are no picture or text features in this copy, so what a multimodal method does without them is measured: not comparable with the paper.',
    },
    {
      id: 'surrogate',
      dataset: 'amazon-clothing-surrogate',
      relation: 'surrogate',
      title: 'Generated shop',
      comparability: 'Generated users, items and features in MMRec’s layout: not comparable with the paper.',
    },
  ],
  tracks: [
    {
      id: 'full-ranking',
      title: 'Full ranking',
      description: 'Every item that the user does not have in the training rows is a candidate.',
      trainingInputs: ['user'],
      testInputs: ['user', 'candidates'],
    },
  ],
  budgets: [
    { id: 'trainingWallSeconds', limit: 900, unit: 's' },
    { id: 'trainingCpuSeconds', limit: 3_600, unit: 's' },
    { id: 'rowsServed', limit: 2_000_000, unit: 'rows' },
    { id: 'memoryBytes', limit: 6 * 2 ** 30, unit: 'B' },
    { id: 'artefactBytes', limit: 64 * 2 ** 20, unit: 'B' },
    { id: 'queryMs', limit: 1_000, unit: 'ms' },
  ],
  scenarios: ['single-stream', 'multi-stream', 'server', 'offline'],
  // Answers are ids: two of them are the same or not.
  timing: { batchSize: 1, precision: 'float32', tolerance: 0.5, serverBoundMs: 50, offlineBatchSize: 64 },
  qualityBar: { metric: `recall-${places}`, shareOfReference: 0.9, reference: 'rlmultimodalrec-gated-fusion' },
  // 20 of the 7,044 candidates that a user of Amazon Baby has on average.
  chance: (100 * places) / 7_044,
  protocol:
    'Implicit feedback. Training rows are interactions; validation rows are one held-out interaction each. At test time every user with a held-out item is asked once for 20 of all items; items of the user’s training rows are no candidates, items of the validation rows are. Full ranking: nothing is sampled. Candidates come in an order that differs from query to query and means nothing. Features of all items are constants of the task, as read: normalisation belongs to the method. Batch size 1.',
  referees: [],
  claims,
});
