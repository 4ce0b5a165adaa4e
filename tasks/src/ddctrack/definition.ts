import { type TaskDefinition, taskDefinitionSchema } from '@paretoboard/contract/task.js';
import { claims } from './claims.js';
import { frameHeight, frameWidth } from './video.js';

/** Boxes of earlier frames that a training row has, as the paper's temporal sequence. */
export const historyLength = 5;

const frameShape = [frameHeight, frameWidth, 3];
const boxText = 'left, top, width, height in pixels; may have fractions';
const firstFrame = {
  name: 'firstFrame',
  dtype: 'uint8',
  shape: frameShape,
  description: 'RGB, the frame of the given box',
};
const firstBox = { name: 'firstBox', dtype: 'float32', shape: [4], description: `the given box: ${boxText}` };

export const definition: TaskDefinition = taskDefinitionSchema.parse({
  id: 'ddctrack',
  version: '1.0.0',
  title: 'DDCTrack: tracking from a drone with dynamic token sampling',
  summary:
    'Where is the object that was marked in the first frame of a drone’s video? A one-stream transformer that keeps as many tokens as the content asks for, and spells the box with four words.',
  paper: {
    title: 'DDCTrack: Dynamic Token Sampling for Efficient UAV Transformer Tracking',
    authors: 'Du, Zhou, Yadikar, Aysa, Ubul',
    venue: 'ICPR 2024',
    year: 2024,
    doi: '10.1007/978-3-031-78354-8_9',
  },
  interaction: 'sequence',
  inputs: [
    firstFrame,
    firstBox,
    { name: 'frames', dtype: 'uint8', shape: [null, ...frameShape], description: 'RGB, the frames after the first' },
  ],
  targets: [
    {
      name: 'boxes',
      dtype: 'float32',
      shape: [null, 4],
      description: `one for each frame after the first: ${boxText}; zeros where the object is not there`,
    },
    { name: 'visible', dtype: 'uint8', shape: [null], description: '1 where the object is there' },
  ],
  trainingRows: {
    inputs: [
      { ...firstFrame, description: 'RGB, another frame of the same video' },
      { ...firstBox, description: `the object in that frame: ${boxText}` },
      {
        name: 'history',
        dtype: 'float32',
        shape: [historyLength, 4],
        description: 'the boxes of the frames before, the latest last',
      },
      { name: 'frame', dtype: 'uint8', shape: frameShape, description: 'RGB, the frame to find the object in' },
    ],
    targets: [{ name: 'box', dtype: 'float32', shape: [4], description: boxText }],
  },
  sequence: { steps: ['frames'] },
  outputs: [
    {
      name: 'boxes',
      dtype: 'float32',
      shape: [null, 4],
      follows: { input: 'frames', times: 1 },
      description: `one for each frame after the first: ${boxText}`,
    },
  ],
  metrics: [
    {
      id: 'success',
      name: 'Success (AUC)',
      unit: '%',
      direction: 'higher',
      primary: true,
      perfect: (100 * 20) / 21,
      description:
        'Share of frames whose box overlaps the true one by more than t, mean over t = 0, 0.05 … 1; mean over sequences. Even perfect boxes reach 20/21 = 95.2, as no overlap exceeds 1.',
      fromItems: { outcome: 'success', aggregate: 'mean' },
    },
    {
      id: 'precision',
      name: 'Precision',
      unit: '%',
      direction: 'higher',
      primary: false,
      description:
        'Share of frames whose centre lies within 10 pixels, 5 % of the frame’s diagonal; mean over sequences.',
      fromItems: { outcome: 'precision', aggregate: 'mean' },
    },
    {
      id: 'normalised-precision',
      name: 'Normalised precision',
      unit: '%',
      direction: 'higher',
      primary: false,
      description:
        'Share of frames whose centre error in units of the true box is at most t, mean over t = 0, 0.01 … 0.5; mean over sequences.',
      fromItems: { outcome: 'normalisedPrecision', aggregate: 'mean' },
    },
  ],
  variants: [
    {
      id: 'surrogate',
      dataset: 'uav123-surrogate',
      relation: 'surrogate',
      title: 'Generated videos',
      comparability:
        'Eight generated videos of 160 × 120 in UAV123’s layout, for methods trained on 24 others: not comparable with the paper, whose networks are pretrained on large corpora and tested on UAV123.',
    },
  ],
  tracks: [
    {
      id: 'rgb',
      title: 'Colour video',
      description:
        'A marked frame, then frame after frame. No frame is seen before the box of the one before has been answered.',
      trainingInputs: ['firstFrame', 'firstBox', 'history', 'frame'],
      testInputs: ['firstFrame', 'firstBox', 'frames'],
    },
  ],
  budgets: [
    { id: 'trainingWallSeconds', limit: 1_800, unit: 's' },
    { id: 'trainingCpuSeconds', limit: 7_200, unit: 's' },
    { id: 'rowsServed', limit: 20_000, unit: 'rows' },
    { id: 'memoryBytes', limit: 2 * 2 ** 30, unit: 'B' },
    { id: 'artefactBytes', limit: 8 * 2 ** 20, unit: 'B' },
    { id: 'queryMs', limit: 1_000, unit: 'ms' },
  ],
  scenarios: ['single-stream'],
  timing: { batchSize: 1, precision: 'float32', tolerance: 0.05 },
  // What follows worse than a filter that needs no training is of no use, however quick.
  qualityBar: { metric: 'success', shareOfReference: 0.9, reference: 'correlation-filter' },
  chance: 0,
  protocol:
    'One-pass evaluation: a tracker is given the first frame with its box, then every frame once, in order, and is never corrected. The first frame is not judged. Training rows are pairs of frames of other videos: a marked frame, and a frame with its box and the boxes of the five frames before. A sample of latency is one frame, all of the tracker’s work in it included; batch size 1, float32.',
  referees: [],
  claims,
});
