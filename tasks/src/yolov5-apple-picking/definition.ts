import { type TaskDefinition, taskDefinitionSchema } from '@paretoboard/contract/task.js';
import { claims } from './claims.js';

/** Objects that a picture may have; the paper's table goes up to 52. */
export const mostApples = 64;
/** Detections that an answer has room for: COCO's limit. */
export const mostDetections = 100;
/** Score from which a detection counts for precision, recall and numbers. */
export const confidence = 0.5;

export const definition: TaskDefinition = taskDefinitionSchema.parse({
  id: 'yolov5-apple-picking',
  version: '1.0.0',
  title: 'Apples in an orchard, found and counted (YOLOv5s with ECA)',
  summary:
    'Where are the apples on a photograph of an orchard, and how many? A small YOLOv5 with channel attention in its neck, after median filter and unsharp mask.',
  paper: {
    title: 'Extraction and Recognition of Robotic Apple Picking Image Features Based on YOLOv5 Detection Models',
    authors: 'Hong, Wu, Jiang',
    venue: 'Journal of Emerging Applied Artificial Intelligence 1(1), 1–8',
    year: 2025,
    doi: 'not stated',
  },
  interaction: 'predict',
  inputs: [{ name: 'image', dtype: 'uint8', shape: [null, null, 3], description: 'RGB, as photographed' }],
  targets: [
    {
      name: 'boxes',
      dtype: 'float32',
      shape: [mostApples, 4],
      description: 'left, top, width, height in pixels; the first `count` rows, zeros after them',
    },
    { name: 'count', dtype: 'int32', shape: [], description: 'apples on the picture' },
  ],
  outputs: [
    {
      name: 'boxes',
      dtype: 'float32',
      shape: [mostDetections, 4],
      description: 'left, top, width, height in pixels of the picture',
    },
    {
      name: 'scores',
      dtype: 'float32',
      shape: [mostDetections],
      description: 'confidence in (0, 1] of each box; a row of score 0 or less is empty',
    },
  ],
  metrics: [
    {
      id: 'ap50',
      name: 'AP50',
      unit: '%',
      direction: 'higher',
      primary: true,
      description:
        'Average precision at an overlap of at least 0.5, as COCO defines it: greedy matching, precision interpolated at 101 recalls.',
      resampledBy: 'groups',
    },
    {
      id: 'ap50-95',
      name: 'AP50:95',
      unit: '%',
      direction: 'higher',
      primary: false,
      description: 'The mean of average precisions at overlaps of 0.50, 0.55 … 0.95.',
      resampledBy: 'groups',
    },
    {
      id: 'precision',
      name: 'Precision',
      unit: '%',
      direction: 'higher',
      primary: false,
      description: `Share of detections of confidence ${confidence} or more that are apples at an overlap of 0.5; none where nothing was detected.`,
      resampledBy: 'groups',
    },
    {
      id: 'recall',
      name: 'Recall',
      unit: '%',
      direction: 'higher',
      primary: false,
      description: `Share of apples that a detection of confidence ${confidence} or more found at an overlap of 0.5.`,
      resampledBy: 'groups',
    },
    {
      id: 'count-mae',
      name: 'Count error',
      unit: 'apples',
      direction: 'lower',
      primary: false,
      description: `Mean absolute difference between the number of detections of confidence ${confidence} or more and the number of apples, by picture.`,
      fromItems: { outcome: 'countError', aggregate: 'mean' },
    },
  ],
  variants: [
    {
      id: 'apmcm-2023',
      dataset: 'apmcm-2023-apples',
      relation: 'official',
      title: 'APMCM 2023 problem A, subset 1',
      comparability:
        'The paper’s photographs, which only the organiser can give, with boxes of one’s own: the paper’s are not released, nor is its split.',
    },
    {
      id: 'apple-bbch81',
      dataset: 'apple-bbch81',
      relation: 'stand-in',
      title: 'AppleBBCH81, 85 of 1,838 crops',
      comparability:
        'Other photographs of ripe apples on trees (640 × 640), because the paper’s are not public: not comparable with the paper. Crops of photographs that are also tested are left out of training.',
    },
    {
      id: 'surrogate',
      dataset: 'apmcm-2023-apples-surrogate',
      relation: 'surrogate',
      title: 'Generated orchard',
      comparability: 'Generated photographs of 270 × 185 pixels in the paper’s folders: not comparable with the paper.',
    },
  ],
  tracks: [
    {
      id: 'image',
      title: 'Photograph',
      description: 'One photograph, in training and at test time.',
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
    { id: 'queryMs', limit: 5_000, unit: 'ms' },
  ],
  scenarios: ['single-stream', 'server'],
  timing: { batchSize: 1, precision: 'float32', tolerance: 1e-2, serverBoundMs: 100 },
  qualityBar: { metric: 'ap50', shareOfReference: 0.9, reference: 'yolov5-apple-picking' },
  chance: 0,
  protocol:
    'Split as the release’s lists say, but for pictures of a photograph that is also in a later split: those are left out of the earlier one. Every apple is one class, whatever its ripeness. Resizing, filtering, suppression of doubles and everything else from the picture to boxes with scores belongs to the method and is timed. Batch size 1, float32.',
  referees: [],
  claims,
});
