import { type TaskDefinition, taskDefinitionSchema } from '@paretoboard/contract/task.js';
import { claims } from './claims.js';
import { windowSteps } from './windows.js';

export const classCount = 27;

export const definition: TaskDefinition = taskDefinitionSchema.parse({
  id: 'lighthart-kd-har',
  version: '1.0.0',
  title: 'Human activities from one inertial sensor, taught by a skeleton (LightHART)',
  summary:
    'Which of 27 actions does a window of 64 steps of one wrist or thigh sensor show? A small transformer learns from a teacher that also sees the skeleton.',
  paper: {
    title: 'LightHART: Lightweight Human Activity Recognition Transformer',
    authors: 'Haque, Ni, Li, Yan, Ngu',
    venue: 'ICPR 2024 (LNCS 15315)',
    year: 2024,
    doi: '10.1007/978-3-031-78354-8_27',
  },
  interaction: 'predict',
  inputs: [
    {
      name: 'inertial',
      dtype: 'float32',
      shape: [windowSteps, 6],
      description: 'acceleration x y z in g, angular rate x y z in degrees per second',
    },
    {
      name: 'skeleton',
      dtype: 'float32',
      shape: [windowSteps, 20, 3],
      description: '20 Kinect joints, x y z in metres in the camera frame',
    },
  ],
  targets: [{ name: 'label', dtype: 'int32', shape: [], description: 'action number minus 1' }],
  outputs: [
    {
      name: 'logits',
      dtype: 'float32',
      shape: [classCount],
      description: 'larger means more likely; natural logarithms of probabilities up to a constant',
    },
  ],
  metrics: [
    {
      id: 'accuracy',
      name: 'Window accuracy',
      unit: '%',
      direction: 'higher',
      primary: true,
      description:
        'Share of test windows whose largest logit is the label. Among k equal largest logits the label counts 1/k.',
      fromItems: { outcome: 'correct', aggregate: 'mean' },
    },
    {
      id: 'trial-accuracy',
      name: 'Trial accuracy',
      unit: '%',
      direction: 'higher',
      primary: false,
      description: 'The same per trial, after averaging the softmax over the trial’s windows.',
      fromItems: { outcome: 'trialCorrect', aggregate: 'group-mean' },
    },
    {
      id: 'loss',
      name: 'Cross-entropy',
      unit: 'nat',
      direction: 'lower',
      primary: false,
      description: 'Mean negative log-softmax of the label’s logit, per window.',
      fromItems: { outcome: 'loss', aggregate: 'mean' },
    },
  ],
  variants: [
    {
      id: 'utd-mhad',
      dataset: 'utd-mhad',
      relation: 'official',
      title: 'UTD-MHAD at the skeleton’s rate',
      comparability:
        'The paper’s own data and split. The paper does not state the common rate; here the inertial recording is resampled to the skeleton’s frames, and recordings shorter than 64 frames are stretched to one window.',
    },
    {
      id: 'utd-mhad-inertial-rate',
      dataset: 'utd-mhad',
      relation: 'official',
      title: 'UTD-MHAD at the inertial rate',
      comparability:
        'The paper’s own data and split. The other reading of the common rate: the skeleton is resampled to the inertial samples, which gives about twice the windows, each a shorter part of an action.',
    },
    {
      id: 'surrogate',
      dataset: 'utd-mhad-surrogate',
      relation: 'surrogate',
      title: 'Generated stick figure',
      comparability: 'Eight generated actions of a stick figure in UTD-MHAD’s layout: not comparable with the paper.',
    },
  ],
  tracks: [
    {
      id: 'inertial',
      title: 'Inertial at test time',
      description: 'Training shows inertial sensor and skeleton, the test the inertial sensor alone.',
      trainingInputs: ['inertial', 'skeleton'],
      testInputs: ['inertial'],
    },
    {
      id: 'inertial-skeleton',
      title: 'Inertial and skeleton',
      description: 'Both in training and at test time: the teacher’s track.',
      trainingInputs: ['inertial', 'skeleton'],
      testInputs: ['inertial', 'skeleton'],
    },
  ],
  budgets: [
    { id: 'trainingWallSeconds', limit: 900, unit: 's' },
    { id: 'trainingCpuSeconds', limit: 3_600, unit: 's' },
    { id: 'rowsServed', limit: 2_000_000, unit: 'rows' },
    { id: 'memoryBytes', limit: 6 * 2 ** 30, unit: 'B' },
    { id: 'artefactBytes', limit: 16 * 2 ** 20, unit: 'B' },
    { id: 'queryMs', limit: 2_000, unit: 'ms' },
  ],
  scenarios: ['single-stream', 'multi-stream', 'server', 'offline'],
  timing: { batchSize: 1, precision: 'float32', tolerance: 1e-3, serverBoundMs: 100, offlineBatchSize: 64 },
  qualityBar: { metric: 'accuracy', shareOfReference: 0.9, reference: 'lighthart-kd-har' },
  chance: 100 / classCount,
  protocol:
    'Subjects 1, 3, 5, 7 train, 2, 4, 6, 8 test. Trial 4 of the training subjects is validation; a method may train on it too, as the paper trains on all trials. One recording of a trial is stretched linearly over the other (which one: the variant), then cut into windows of 64 steps every 54; a shorter recording is stretched to one window. Normalisation belongs to the method and is timed. Batch size 1, float32.',
  referees: [],
  claims,
});
