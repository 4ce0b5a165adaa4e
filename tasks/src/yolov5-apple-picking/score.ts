import {
  averagePrecision,
  countError,
  type DetectedBox,
  operatingPoint,
  type TrueBox,
} from '@paretoboard/harness/metrics/detection.js';
import { SampleError } from '@paretoboard/harness/statistics/sample.js';
import type { Answer, Score } from '@paretoboard/harness/task/task-module.js';
import { confidence } from './definition.js';

const category = 0;

function rowOf(data: ArrayLike<number>, row: number): [number, number, number, number] {
  return [data[4 * row]!, data[4 * row + 1]!, data[4 * row + 2]!, data[4 * row + 3]!];
}

function truthsOf({ item }: Answer, image: number): TrueBox[] {
  const { boxes, count } = item.targets;
  return Array.from({ length: count!.data[0]! }, (_, row) => ({ image, category, box: rowOf(boxes!.data, row) }));
}

function detectionsOf({ outputs }: Answer, image: number): DetectedBox[] {
  const { boxes, scores } = outputs;
  const all = Array.from(scores!.data, (score, row) => ({ image, category, box: rowOf(boxes!.data, row), score }));
  // Not a comparison with 0 alone: what is no number must reach the metric, which refuses it.
  return all.filter(({ score }) => !(score <= 0));
}

/**
 * Average precision, precision and recall at the task's confidence, all in %, and the error of the count in apples.
 * @throws SampleError on no answers, or on boxes and scores that are not finite
 */
export function score(answers: readonly Answer[]): Score {
  if (answers.length === 0) throw new SampleError('no answers to score');
  const truths = answers.map(truthsOf);
  const detections = answers.map(detectionsOf);
  const { ap, ap50 } = averagePrecision(truths.flat(), detections.flat());
  const { precision, recall } = operatingPoint(truths.flat(), detections.flat(), confidence);
  const countErrors = answers.map((_, image) => countError(truths[image]!, detections[image]!, [image], confidence));
  return {
    metrics: {
      ap50: 100 * ap50,
      'ap50-95': 100 * ap,
      ...(precision !== null && { precision: 100 * precision }),
      recall: 100 * recall,
      'count-mae': countErrors.reduce((sum, error) => sum + error, 0) / answers.length,
    },
    counts: {},
    outcomes: countErrors.map((error) => ({ countError: error })),
  };
}
