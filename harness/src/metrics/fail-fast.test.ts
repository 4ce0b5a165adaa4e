import { describe, expect, it } from 'vitest';
import { SampleError } from '../statistics/sample.js';
import { addToConfusion, emptyConfusion, meanIou } from './confusion.js';
import { averagePrecision, countError, operatingPoint } from './detection.js';
import { frechetDistance, kernelDistance } from './distribution-distance.js';
import { luma, psnr, ssim, withoutBorder } from './image-quality.js';
import { dice, relativeVolumeDifference } from './mask-overlap.js';
import { retrievalScore, summariseRetrieval } from './retrieval.js';
import { equalErrorRate, rocAuc } from './roc.js';
import { surfaceDistances } from './surface-distance.js';
import { topK, topKScores } from './top-k.js';
import { trackingScore } from './tracking.js';

const object = { image: 0, category: 1, box: [0, 0, 10, 10] as const };
const plane = (height: number, width: number, value: number) => ({
  height,
  width,
  values: new Float64Array(height * width).fill(value),
});
const features = (...values: number[]) => ({ rows: values.length, size: 1, values: Float64Array.from(values) });

const refused: Record<string, () => unknown> = {
  'roc: one class': () => rocAuc([1, 2], [1, 1]),
  'roc: NaN': () => rocAuc([Number.NaN, 2], [0, 1]),
  'roc: label 2': () => equalErrorRate([1, 2], [0, 2]),
  'roc: lengths': () => rocAuc([1, 2, 3], [0, 1]),
  'mask: sizes': () => dice([1, 0], [1]),
  'mask: empty': () => dice([], []),
  'mask: no true volume': () => relativeVolumeDifference([1, 1], [0, 0]),
  'surface: shape': () => surfaceDistances([1], [1], [1, 1, 2], [1, 1, 1]),
  'surface: spacing 0': () => surfaceDistances([1, 1], [1, 1], [1, 1, 2], [1, 0, 1]),
  'surface: no foreground': () => surfaceDistances([0, 0], [1, 1], [1, 1, 2], [1, 1, 1]),
  'confusion: class outside': () => addToConfusion(emptyConfusion(2), [2], [0]),
  'confusion: not a class': () => addToConfusion(emptyConfusion(2), [0.5], [0]),
  'confusion: NaN': () => addToConfusion(emptyConfusion(2), [Number.NaN], [0]),
  'confusion: nothing judged': () => meanIou(emptyConfusion(3)),
  'detection: no object': () => averagePrecision([{ ...object, isCrowd: true }], [{ ...object, score: 1 }]),
  'detection: NaN score': () => averagePrecision([object], [{ ...object, score: Number.NaN }]),
  'detection: negative size': () => averagePrecision([object], [{ ...object, box: [0, 0, -1, 2], score: 1 }]),
  'operating point: no object': () => operatingPoint([], [], 0.5),
  'count: no picture': () => countError([], [], [], 0.5),
  'luma: lengths': () => luma([1, 2], 1, 1),
  'psnr: sizes': () => psnr(plane(2, 3, 0), plane(3, 2, 0)),
  'psnr: infinity': () => psnr(plane(2, 3, Number.POSITIVE_INFINITY), plane(2, 3, 0)),
  'ssim: smaller than the window': () => ssim(plane(10, 20, 0), plane(10, 20, 0)),
  'border: nothing left': () => withoutBorder(plane(4, 4, 0), 2),
  'top-k: NaN': () => topK([1, Number.NaN], 1, [0, 0]),
  'top-k: too few candidates': () => topK([1, 2], 2, [0, 0], (item) => item === 0),
  'top-k: nothing relevant': () => topKScores([1], new Set()),
  'tracking: lengths': () => trackingScore([], [[0, 0, 1, 1]]),
  'tracking: never visible': () => trackingScore([[0, 0, 1, 1]], [null]),
  'tracking: NaN': () => trackingScore([[0, Number.NaN, 1, 1]], [[0, 0, 1, 1]]),
  'retrieval: NaN': () => retrievalScore([Number.NaN], () => true, [0]),
  'retrieval: no query': () => summariseRetrieval([]),
  'distribution: one row': () => frechetDistance(features(1), features(1, 2)),
  'distribution: NaN': () => kernelDistance(features(1, Number.NaN), features(1, 2)),
};

describe('metrics fail fast', () => {
  it.each(Object.entries(refused))('%s', (_, measure) => {
    expect(measure).toThrow(SampleError);
  });
});

describe('metrics at their limits', () => {
  it('orders equal scores by the tie key, so that a constant answer favours no item', () => {
    expect([...topK([1, 1, 1, 1], 2, [3, 0, 2, 1])]).toEqual([1, 3]);
    expect(retrievalScore([5, 5, 5], (item) => item === 2, [2, 1, 0])?.firstHit).toBe(1);
  });

  it('leaves out a query without a match, and items that are not judged', () => {
    expect(retrievalScore([1, 2], () => false, [0, 1])).toBeNull();
    expect(
      retrievalScore(
        [1, 2],
        () => true,
        [0, 1],
        (item) => item === 1,
      ),
    ).toEqual({
      firstHit: 1,
      averagePrecision: 1,
      inverseNegativePenalty: 1,
    });
  });

  it('gives a tracker without a box no overlap, and does not judge frames without the object', () => {
    const score = trackingScore(
      [
        [0, 0, 0, 0],
        [9, 9, 9, 9],
      ],
      [[0, 0, 10, 10], null],
    );
    expect(score).toMatchObject({ frames: 1, success: 0, precision: 1 });
  });

  it('counts objects', () => {
    const detections = [0.9, 0.8, 0.1].map((score) => ({ ...object, score }));
    expect(countError([object], detections, [0, 1], 0.5)).toBe(0.5);
    expect(operatingPoint([object], detections, 0.5)).toEqual({
      truePositives: 1,
      falsePositives: 1,
      falseNegatives: 0,
      precision: 0.5,
      recall: 1,
    });
    expect(operatingPoint([object], [], 0.5)).toMatchObject({ precision: null, recall: 0 });
  });

  it('does not judge void pixels', () => {
    const matrix = emptyConfusion(2);
    addToConfusion(matrix, [0, 1, 9], [0, 0, 255], 255);
    expect(meanIou(matrix)).toBe(0.25);
  });
});
