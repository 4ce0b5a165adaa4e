import { type TrackingScore, trackingScore } from '@paretoboard/harness/metrics/tracking.js';
import { SampleError } from '@paretoboard/harness/statistics/sample.js';
import type { Answer, Score } from '@paretoboard/harness/task/task-module.js';
import type { FrameBox } from './moving-object.js';

/** 5 % of the diagonal of a frame of 160 × 120. */
const centreThresholdPixels = 10;

function boxAt(data: ArrayLike<number>, frame: number): FrameBox {
  return [data[4 * frame]!, data[4 * frame + 1]!, data[4 * frame + 2]!, data[4 * frame + 3]!];
}

function scoreOf({ item, outputs }: Answer): TrackingScore {
  const visible = [...item.targets.visible!.data];
  const truth = visible.map((isThere, frame) => (isThere ? boxAt(item.targets.boxes!.data, frame) : null));
  const answered = outputs.boxes!;
  const predicted = Array.from({ length: answered.shape[0]! }, (_, frame) => boxAt(answered.data, frame));
  return trackingScore(predicted, truth, centreThresholdPixels);
}

/** One-pass evaluation, each a mean over sequences in %. @throws SampleError on no answers or a wrong number of boxes */
export function score(answers: readonly Answer[]): Score {
  if (answers.length === 0) throw new SampleError('no answers to score');
  const scores = answers.map(scoreOf);
  const mean = (name: keyof TrackingScore): number =>
    (100 * scores.reduce((sum, one) => sum + one[name], 0)) / scores.length;
  return {
    metrics: {
      success: mean('success'),
      precision: mean('precision'),
      'normalised-precision': mean('normalisedPrecision'),
    },
    counts: {},
    outcomes: scores.map(({ success, precision, normalisedPrecision }) => ({
      success,
      precision,
      normalisedPrecision,
    })),
  };
}
