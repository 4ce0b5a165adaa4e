import { openRuntime } from '@paretoboard/harness/runtimes/open-runtime.js';
import { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { attendChannels, channelAttentionWeights, ecaKernel } from '../layers/channel-attention.js';
import { countParameters } from '../shared/weights.js';
import { fitAnchors, headTargets } from './anchors.js';
import { regions } from './colour-threshold.js';
import { completeIou } from './complete-iou.js';
import { decode, suppressDoubles } from './detections.js';
import { medianFilter, unsharpMask } from './enhance.js';
import { initialWeights, predictions, slice } from './network.js';
import { full, small } from './settings.js';

let tf: TensorFlow;
beforeAll(async () => {
  ({ tf } = await openRuntime('cpu'));
});

describe('YOLOv5s with ECA', () => {
  it('has YOLOv5s’s parameters for one class, less the class scores, and ECA’s few', () => {
    const plain = countParameters(initialWeights(tf, new Random(1), full, false));
    // The authors print 7,022,326 with one class (before normalisations are folded into convolutions), which has a score of its own at each of 3 anchors: 3 · (128 + 256 + 512 + 3) values.
    expect(plain).toBe(7_022_326 - 3 * (128 + 256 + 512 + 3));
    const withEca = countParameters(initialWeights(tf, new Random(1), full, true));
    expect(withEca - plain).toBe([256, 128, 256, 512].map(ecaKernel).reduce((sum, size) => sum + size, 0));
  }, 60_000);

  it('has every component of the paper by name', () => {
    const names = Object.keys(initialWeights(tf, new Random(2), small, true));
    const components = ['stem', 'stage0', 'stage1', 'stage2', 'stage3', 'sppf', 'neck0', 'neck1', 'neck2', 'neck3'];
    for (const component of components) expect(names.some((name) => name.startsWith(`${component}/`))).toBe(true);
    expect(names.filter((name) => name.endsWith('/eca/kernel'))).toHaveLength(4);
    expect(names.filter((name) => /^head\d\/filter$/.test(name))).toHaveLength(3);
  });

  it('predicts at three strides', () => {
    const weights = initialWeights(tf, new Random(3), small, true);
    const pass = { tf, weights, moments: { from: 'batch' as const }, eca: true };
    const heads = predictions(pass, tf.zeros([1, 64, 96, 3]) as Tensor4D, small);
    expect(heads.map(({ shape }) => shape)).toEqual([
      [1, 8, 12, 15],
      [1, 4, 6, 15],
      [1, 2, 3, 15],
    ]);
  });

  it('slices a picture into four of half the size, losing nothing', () => {
    const x = tf.range(0, 48).reshape([1, 4, 4, 3]) as Tensor4D;
    const sliced = slice(x);
    expect(sliced.shape).toEqual([1, 2, 2, 12]);
    const first = [0, 1, 2, 3, 4, 5, 12, 13, 14, 15, 16, 17];
    expect([...sliced.slice([0, 0, 0, 0], [1, 1, 1, 12]).dataSync()].sort((p, q) => p - q)).toEqual(first);
  });

  it('weights channels with ECA and keeps the shape', () => {
    const weights = channelAttentionWeights(tf, new Random(4), 'eca', 64);
    expect(weights['eca/kernel']!.shape).toEqual([3, 1, 1]);
    const x = tf.ones([2, 3, 4, 64]) as Tensor4D;
    const attended = attendChannels(tf, weights, 'eca', x);
    expect(attended.shape).toEqual(x.shape);
    expect(attended.dataSync().every((value) => value > 0 && value < 1)).toBe(true);
  });
});

describe('CIoU', () => {
  const of = (a: number[], b: number[]): number => completeIou(tf, tf.tensor2d([a]), tf.tensor2d([b])).dataSync()[0]!;

  it('is 1 for a box and itself, and by hand for others', () => {
    expect(of([5, 5, 4, 2], [5, 5, 4, 2])).toBeCloseTo(1, 4);
    // Side by side: IoU 0, centres 4 apart, spanned 6 × 2, the same slant.
    expect(of([0, 0, 2, 2], [4, 0, 2, 2])).toBeCloseTo(-16 / 40, 4);
    const iou = 4 / (8 + 8 - 4);
    const v = (4 / Math.PI ** 2) * (Math.atan(2) - Math.atan(0.5)) ** 2;
    expect(of([0, 0, 4, 2], [0, 0, 2, 4])).toBeCloseTo(iou - (v / (1 - iou + v)) * v, 4);
  });

  it('draws a box towards another even where they do not touch', () => {
    const target = tf.tensor2d([[10, 0, 2, 2]]);
    const gradient = tf.grad((x) => completeIou(tf, x as Tensor2D, target).sum())(tf.tensor2d([[0, 0, 2, 2]]));
    expect(gradient.dataSync()[0]).toBeGreaterThan(0);
  });
});

describe('targets and detections', () => {
  it('have anchors from small to large', () => {
    const boxes = Array.from({ length: 18 }, (_, index) => [0, 0, index + 1, index + 2] as const);
    const anchors = fitAnchors(boxes);
    expect(anchors.map((head) => head.length)).toEqual([3, 3, 3]);
    expect(anchors[0]![0]).toEqual([1.5, 2.5]);
    expect(anchors[2]![2]).toEqual([17.5, 18.5]);
  });

  it('are inverses: predicting the targets gives the boxes back, once each', () => {
    const size = [64, 96] as const;
    const boxes = [
      [20, 20, 10, 12],
      [60, 30, 14, 11],
    ] as const;
    const anchors = [[[10, 12]], [[20, 20]], [[40, 40]]] as [number, number][][];
    const logit = (p: number): number => Math.log(p / (1 - p));
    const raw = [8, 16, 32].map((stride, head) => {
      const { rows, boxes: wanted, anchors: own, objectness } = headTargets([boxes], size, stride, anchors[head]!);
      const values = new Float32Array(objectness.length * 5).fill(-20);
      for (const [index, row] of rows.entries()) {
        const [x, y, w, h] = wanted.subarray(4 * index, 4 * index + 4);
        const [aw, ah] = own.subarray(2 * index, 2 * index + 2);
        const parts = [(x! + 0.5) / 2, (y! + 0.5) / 2, Math.sqrt(w! / aw!) / 2, Math.sqrt(h! / ah!) / 2];
        values.set([...parts.map((part) => logit(Math.min(0.9999, Math.max(0.0001, part)))), 3], 5 * row);
      }
      return values;
    });
    const found = suppressDoubles(decode(raw, size, anchors), 100);
    expect(found).toHaveLength(2);
    for (const wanted of boxes) {
      const nearest = found.find(({ box }) => Math.abs(box[0] - wanted[0]) < 1)!;
      nearest.box.forEach((value, at) => {
        expect(Math.abs(value - wanted[at]!)).toBeLessThan(0.1);
      });
    }
  });
});

describe('enhancement', () => {
  it('takes a lone pixel away with the median and keeps a plain picture', () => {
    const levels = new Float32Array(5 * 5 * 3).fill(100);
    levels[(2 * 5 + 2) * 3] = 255;
    expect([...new Set(medianFilter(levels, 5, 5))]).toEqual([100]);
    const plain = new Float32Array(27).fill(70);
    expect([...unsharpMask(plain, 3, 3, 0.5)]).toEqual([...plain]);
  });
});

describe('connected red pixels', () => {
  it('are one region each, with its box and how much of it is filled', () => {
    const mask = new Uint8Array(8 * 10);
    for (let y = 1; y < 5; y++) for (let x = 2; x < 6; x++) mask[y * 10 + x] = 1;
    mask[7 * 10 + 9] = 1;
    expect(regions(mask, 8, 10)).toEqual([{ box: [2, 1, 4, 4], score: 1 }]);
  });
});
