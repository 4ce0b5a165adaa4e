import { type TaskDefinition, taskDefinitionSchema } from '@paretoboard/contract/task.js';
import { claims } from './claims.js';

/** A frame and the two before it. */
export const stackedFrames = 3;

export const definition: TaskDefinition = taskDefinitionSchema.parse({
  id: 'mdsf-video-anomaly',
  version: '1.0.0',
  title: 'Abnormal frames of a surveillance camera (MDSF)',
  summary:
    'How abnormal is a frame of a walkway, for a method that has only seen normal ones? A student imitates a masked autoencoder; where it cannot, at any of three scales, something is odd.',
  paper: {
    title: 'Saliency-Driven Multi-Scale Feature Discrepancy Fusion for Fine-Grained Video Anomaly Detection',
    authors: 'Qin',
    venue: 'Journal of Emerging Applied Artificial Intelligence 1(1), 9–16',
    year: 2025,
    doi: 'not stated',
  },
  interaction: 'predict',
  inputs: [
    {
      name: 'frames',
      dtype: 'uint8',
      shape: [null, null, stackedFrames],
      description:
        'grey, height × width × time: the frame last, before it the two that precede it; at the start of a clip mirrored in time',
    },
    {
      name: 'position',
      dtype: 'float32',
      shape: [],
      description: 'number of the frame in its clip, from 0: shown to a control only',
    },
  ],
  targets: [{ name: 'abnormal', dtype: 'int32', shape: [], description: '1: something abnormal is in sight' }],
  outputs: [
    { name: 'score', dtype: 'float32', shape: [], description: 'larger means more abnormal; only the order counts' },
  ],
  metrics: [
    {
      id: 'micro-auc',
      name: 'Micro AUC',
      unit: '%',
      direction: 'higher',
      primary: true,
      description:
        'Area under the ROC curve over the frames of all test clips together: the share of pairs of an abnormal and a normal frame in which the abnormal one has the larger score, ties counted half.',
      fromItems: { outcome: 'placement', aggregate: 'mean' },
      resampledBy: 'groups',
    },
    {
      id: 'macro-auc',
      name: 'Macro AUC',
      unit: '%',
      direction: 'higher',
      primary: false,
      description: 'The same clip by clip, then the mean over the clips that have frames of both kinds.',
      resampledBy: 'groups',
    },
    {
      id: 'eer',
      name: 'Equal error rate',
      unit: '%',
      direction: 'lower',
      primary: false,
      description:
        'Over the frames of all test clips: where the linearly interpolated ROC curve has as large a share of false alarms as of misses.',
      resampledBy: 'groups',
    },
  ],
  variants: [
    {
      id: 'ped2',
      dataset: 'ucsd-ped2-official',
      relation: 'official',
      title: 'UCSD Ped2, complete',
      comparability:
        'The paper’s own data: 16 training and 12 test clips. Scores are judged as they are given: no normalisation by clip and no smoothing over time, of which the paper says nothing and which need the whole clip.',
    },
    {
      id: 'ucsd-ped2',
      dataset: 'ucsd-ped2',
      relation: 'subset',
      title: 'UCSD Ped2, 5 of 28 clips',
      comparability:
        'Two training and three test clips, as JPEG: not comparable with the paper. In each test clip the abnormal frames are the last ones, so that the number of a frame alone has a micro AUC of 98.7 %; methods are not told it.',
    },
    {
      id: 'surrogate',
      dataset: 'ucsd-ped2-surrogate',
      relation: 'surrogate',
      title: 'Generated walkway',
      comparability: 'Generated clips of 90 × 60 pixels in Ped2’s folders: not comparable with the paper.',
    },
  ],
  tracks: [
    {
      id: 'frames',
      title: 'Three frames',
      description:
        'A frame with the two before it, and nothing about where in which clip it lies; items come in a secret order.',
      trainingInputs: ['frames'],
      testInputs: ['frames'],
    },
    {
      id: 'position',
      title: 'Position in the clip (control)',
      description:
        'The number of the frame and no picture: what the order of the frames alone is worth. Not a method; what a method must beat to have shown anything.',
      trainingInputs: ['position'],
      testInputs: ['position'],
    },
  ],
  budgets: [
    { id: 'trainingWallSeconds', limit: 900, unit: 's' },
    { id: 'trainingCpuSeconds', limit: 3_600, unit: 's' },
    { id: 'rowsServed', limit: 500_000, unit: 'rows' },
    { id: 'memoryBytes', limit: 6 * 2 ** 30, unit: 'B' },
    { id: 'artefactBytes', limit: 64 * 2 ** 20, unit: 'B' },
    { id: 'queryMs', limit: 2_000, unit: 'ms' },
  ],
  scenarios: ['single-stream', 'server'],
  timing: { batchSize: 1, precision: 'float32', tolerance: 1e-3, serverBoundMs: 40 },
  qualityBar: { metric: 'micro-auc', shareOfReference: 0.9, reference: 'mdsf-video-anomaly' },
  chance: 50,
  protocol:
    'Training clips hold normal frames only; the last fifth of them, at least one, is validation, on which a method may train too. Each test frame is an item of its own, sent with the two frames before it, at batch size 1 in a secret order: neither clip nor number of the frame is told, and scores are judged as given, without normalisation by clip or smoothing over time. Resizing and everything after it belongs to the method and is timed. float32.',
  referees: [],
  claims,
});
