import { type TaskDefinition, taskDefinitionSchema } from '@paretoboard/contract/task.js';
import { claims } from './claims.js';

/** Classes of an episode. */
export const ways = 5;
/** Labelled pictures per class of an episode in track `five-shot`; `one-shot` sees the first of each class. */
export const shots = 5;
export const queriesPerClass = 15;
/** Side of a picture. */
export const pictureSize = 84;

const queries = ways * queriesPerClass;
const side = [pictureSize, pictureSize];
const ink = 'grey, ink bright on black';

export const definition: TaskDefinition = taskDefinitionSchema.parse({
  id: 'manifold-label-propagation-fewshot',
  version: '1.0.0',
  title: 'Few-shot recognition of handwritten characters by label propagation',
  summary:
    'Five characters never trained on, one or five labelled pictures of each: which are the 75 query pictures? Features are smoothed over the manifold of the episode, labels propagated on it.',
  paper: {
    title: 'Hybrid manifold smoothing and label propagation technique for Kannada handwritten character recognition',
    authors: 'Ramesh, Shreyas, Balaji, Sharma, Gururaj, Srinidhi, Askar, Abouhawwash',
    venue: 'Frontiers in Neuroscience 18:1362567',
    year: 2024,
    doi: '10.3389/fnins.2024.1362567',
  },
  interaction: 'episode',
  inputs: [
    { name: 'supportImages', dtype: 'uint8', shape: [ways * shots, ...side], description: ink },
    { name: 'supportLabels', dtype: 'int32', shape: [ways * shots], description: '0 to 4, five of each' },
    {
      name: 'oneShotImages',
      dtype: 'uint8',
      shape: [ways, ...side],
      description: 'the first support picture of each class',
    },
    { name: 'oneShotLabels', dtype: 'int32', shape: [ways], description: '0 to 4, one of each' },
    { name: 'queryImages', dtype: 'uint8', shape: [queries, ...side], description: `${ink}, in random order` },
  ],
  targets: [
    { name: 'queryLabels', dtype: 'int32', shape: [queries] },
    { name: 'isUnseen', dtype: 'int32', shape: [], description: '1: no class of the episode was trained on' },
  ],
  trainingRows: {
    inputs: [{ name: 'image', dtype: 'uint8', shape: side, description: ink }],
    targets: [{ name: 'label', dtype: 'int32', shape: [], description: 'number of the class within the data set' }],
  },
  episode: { queries: ['queryImages'] },
  outputs: [
    {
      name: 'logits',
      dtype: 'float32',
      shape: [queries, ways],
      description:
        'a row per query; larger means more likely; logarithms of probabilities up to a constant for the loss',
    },
  ],
  metrics: [
    {
      id: 'accuracy',
      name: 'Accuracy, unseen classes',
      unit: '%',
      direction: 'higher',
      primary: true,
      description:
        'Share of the 75 queries whose largest logit is the label, averaged over episodes of five classes that were not trained on. Among k equal largest logits the label counts 1/k.',
      fromItems: { outcome: 'unseen', aggregate: 'mean-of-present' },
    },
    {
      id: 'mixed-accuracy',
      name: 'Accuracy, seen and unseen classes',
      unit: '%',
      direction: 'higher',
      primary: false,
      description:
        'The same over episodes as the paper prints them: five classes drawn from those of training and test together. Their pictures were not trained on; most of their classes were.',
      fromItems: { outcome: 'mixed', aggregate: 'mean-of-present' },
    },
    {
      id: 'loss',
      name: 'Cross-entropy',
      unit: 'nat',
      direction: 'lower',
      primary: false,
      description: 'Mean negative log-softmax of the label’s logit, over the queries of all episodes.',
      fromItems: { outcome: 'loss', aggregate: 'mean' },
    },
  ],
  variants: [
    {
      id: 'kannada47',
      dataset: 'kannada47',
      relation: 'official',
      title: 'Kannada base characters',
      comparability:
        'The paper’s own data, which its authors give on request. Only accuracy on seen and unseen classes follows the paper’s episodes; the paper does not say that it kept their pictures out of training.',
    },
    {
      id: 'omniglot-small1',
      dataset: 'omniglot-small1',
      relation: 'stand-in',
      title: 'Omniglot, small background set 1',
      comparability:
        'Other characters (Korean, Latin, Balinese, Greek, Early Aramaic), 20 pictures of each instead of 400: not comparable with the paper. Too few pictures of a class for episodes of seen and unseen classes.',
    },
    {
      id: 'kannada-mnist',
      dataset: 'kannada-mnist',
      relation: 'stand-in',
      title: 'Kannada-MNIST, test split',
      comparability:
        'Kannada digits instead of letters, 28 × 28, ten classes of which five are trained on: not comparable with the paper, which trains on 24 classes.',
    },
    {
      id: 'surrogate',
      dataset: 'kannada47-surrogate',
      relation: 'surrogate',
      title: 'Generated characters',
      comparability: 'Generated strokes in our layout of the paper’s data: not comparable with the paper.',
    },
  ],
  tracks: [
    {
      id: 'five-shot',
      title: '5-way 5-shot',
      description: 'Five labelled pictures of each class.',
      trainingInputs: ['image'],
      testInputs: ['supportImages', 'supportLabels', 'queryImages'],
    },
    {
      id: 'one-shot',
      title: '5-way 1-shot',
      description: 'One labelled picture of each class; the same episodes.',
      trainingInputs: ['image'],
      testInputs: ['oneShotImages', 'oneShotLabels', 'queryImages'],
    },
  ],
  budgets: [
    { id: 'trainingWallSeconds', limit: 900, unit: 's' },
    { id: 'trainingCpuSeconds', limit: 3_600, unit: 's' },
    { id: 'rowsServed', limit: 1_000_000, unit: 'rows' },
    { id: 'memoryBytes', limit: 4 * 2 ** 30, unit: 'B' },
    { id: 'artefactBytes', limit: 64 * 2 ** 20, unit: 'B' },
    { id: 'queryMs', limit: 5_000, unit: 'ms' },
  ],
  scenarios: ['single-stream'],
  timing: { batchSize: 1, precision: 'float32', tolerance: 1e-2 },
  qualityBar: { metric: 'accuracy', shareOfReference: 0.9, reference: 'manifold-label-propagation-fewshot' },
  chance: 100 / ways,
  protocol:
    'Classes are split 24 : 11 : 12 into training, validation and test, where the data set does not say how by a seeded permutation. Rows of training and validation are single labelled pictures. A test item is an episode of five classes, five labelled pictures (one in track one-shot) and 15 queries of each, drawn with a committed seed; a method has the whole query set before it answers. Episodes of test classes alone give the accuracy; episodes of training and test classes together, with pictures of training classes that are not in training, give the paper’s mixed accuracy. Pictures are 84 × 84, bilinear. One sample of latency is one episode. Batch size 1, float32.',
  referees: [],
  claims,
});
