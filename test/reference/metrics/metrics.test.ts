import { readFileSync } from 'node:fs';
import {
  accuracy,
  addToConfusion,
  balancedAccuracy,
  emptyConfusion,
  macroF1,
  meanIou,
  weightedF1,
} from '@paretoboard/harness/metrics/confusion.js';
import { averagePrecision } from '@paretoboard/harness/metrics/detection.js';
import { type Features, frechetDistance, kernelDistance } from '@paretoboard/harness/metrics/distribution-distance.js';
import { luma, psnr, ssim } from '@paretoboard/harness/metrics/image-quality.js';
import { dice, jaccard, relativeVolumeDifference } from '@paretoboard/harness/metrics/mask-overlap.js';
import { retrievalScore } from '@paretoboard/harness/metrics/retrieval.js';
import { equalErrorRate, rocAuc, rocCurve } from '@paretoboard/harness/metrics/roc.js';
import {
  averageSymmetricSurfaceDistance,
  hausdorff95,
  surfaceDistances,
} from '@paretoboard/harness/metrics/surface-distance.js';
import { topK, topKScores } from '@paretoboard/harness/metrics/top-k.js';
import { trackingScore } from '@paretoboard/harness/metrics/tracking.js';
import { nominalEpsilon } from '@paretoboard/harness/privacy/nominal-epsilon.js';
import { renyiDivergence } from '@paretoboard/harness/privacy/renyi-accountant.js';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

/** Agreement asked of every figure; all arithmetic is in float64 on both sides. */
const tolerance = 1e-9;
const number = z.number();

function cases<Shape extends z.ZodType>(name: string, shape: Shape): z.infer<Shape>[] {
  const folder = process.env.PARETOBOARD_METRIC_FIXTURES ?? new URL('fixtures', import.meta.url).pathname;
  const text = readFileSync(`${folder}/${name}.json`, 'utf8');
  const found = z.object({ cases: z.array(shape).min(200) }).parse(JSON.parse(text));
  return found.cases;
}

function close(found: number | null, expected: number | null, label: string): void {
  if (expected === null || found === null) {
    expect(found, label).toBe(expected);
    return;
  }
  const difference = Math.abs(found - expected);
  expect(difference <= tolerance * Math.max(1, Math.abs(expected)), `${label}: ${found}, expected ${expected}`).toBe(
    true,
  );
}

const mask = (text: string): Uint8Array => Uint8Array.from(text, (digit) => Number(digit));

describe('metrics beside their reference implementations', () => {
  it('ROC: scikit-learn', () => {
    const shape = z.object({
      scores: z.array(number),
      labels: z.array(number),
      auc: number,
      eer: number,
    });
    for (const [index, one] of cases('roc', shape).entries()) {
      close(rocAuc(one.scores, one.labels), one.auc, `auc of case ${index}`);
      close(equalErrorRate(one.scores, one.labels), one.eer, `eer of case ${index}`);
      const last = rocCurve(one.scores, one.labels).at(-1);
      expect(last).toEqual({ falsePositiveRate: 1, truePositiveRate: 1 });
    }
  });

  it('masks: MedPy', () => {
    const size = z.tuple([number, number, number]);
    const figure = number.nullable();
    const shape = z.object({
      predicted: z.string(),
      truth: z.string(),
      shape: size,
      spacing: size,
      dice: figure,
      jaccard: figure,
      volumeDifference: figure,
      hd95: figure,
      assd: figure,
    });
    for (const [index, one] of cases('masks', shape).entries()) {
      const [predicted, truth] = [mask(one.predicted), mask(one.truth)];
      close(dice(predicted, truth), one.dice, `dice of case ${index}`);
      close(jaccard(predicted, truth), one.jaccard, `jaccard of case ${index}`);
      if (one.volumeDifference === null) expect(() => relativeVolumeDifference(predicted, truth)).toThrow('foreground');
      else close(relativeVolumeDifference(predicted, truth), one.volumeDifference, `volume of case ${index}`);
      if (one.hd95 === null) {
        expect(() => surfaceDistances(predicted, truth, one.shape, one.spacing)).toThrow('foreground');
        continue;
      }
      const distances = surfaceDistances(predicted, truth, one.shape, one.spacing);
      close(hausdorff95(distances), one.hd95, `hd95 of case ${index}`);
      close(averageSymmetricSurfaceDistance(distances), one.assd, `assd of case ${index}`);
    }
  });

  it('confusion: scikit-learn', () => {
    const shape = z.object({
      classes: number,
      truth: z.array(number),
      predicted: z.array(number),
      accuracy: number,
      meanIou: number,
      macroF1: number,
      weightedF1: number,
      balancedAccuracy: number,
    });
    for (const [index, one] of cases('confusion', shape).entries()) {
      const matrix = emptyConfusion(one.classes);
      addToConfusion(matrix, one.predicted, one.truth);
      const figures = { accuracy, meanIou, macroF1, weightedF1, balancedAccuracy };
      for (const [name, figure] of Object.entries(figures))
        close(figure(matrix), one[name as keyof typeof figures], `${name} of case ${index}`);
    }
  });

  it('image quality: scikit-image', () => {
    const picture = z.base64().transform((text) => Buffer.from(text, 'base64'));
    const shape = z.object({
      height: number,
      width: number,
      a: picture,
      b: picture,
      psnrY: number.nullable(),
      ssimY: number,
    });
    for (const [index, one] of cases('image-quality', shape).entries()) {
      const a = luma(one.a, one.height, one.width);
      const b = luma(one.b, one.height, one.width);
      close(psnr(a, b), one.psnrY, `psnr of case ${index}`);
      close(ssim(a, b), one.ssimY, `ssim of case ${index}`);
    }
  });

  it('detection: pycocotools', () => {
    const box = z.tuple([number, number, number, number]);
    const place = { image: number, category: number, box };
    const shape = z.object({
      truths: z.array(z.object({ ...place, isCrowd: z.boolean().default(false) })),
      detections: z.array(z.object({ ...place, score: number })),
      ap: number,
      ap50: number,
      ap75: number,
    });
    for (const [index, one] of cases('detection', shape).entries()) {
      const found = averagePrecision(one.truths, one.detections);
      for (const name of ['ap', 'ap50', 'ap75'] as const) close(found[name], one[name], `${name} of case ${index}`);
    }
  });

  it('top-k: scikit-learn', () => {
    const shape = z.object({
      scores: z.array(number),
      k: number,
      relevant: z.array(number),
      recall: number,
      precision: number,
      ndcg: number,
    });
    for (const [index, one] of cases('top-k', shape).entries()) {
      const ranked = topK(one.scores, one.k, new Float64Array(one.scores.length));
      const found = topKScores(ranked, new Set(one.relevant));
      for (const name of ['recall', 'precision', 'ndcg'] as const)
        close(found[name], one[name], `${name} of case ${index}`);
    }
  });

  it('tracking: the GOT-10k toolkit', () => {
    const box = z.tuple([number, number, number, number]);
    const figures = { success: number, precision: number, normalisedPrecision: number };
    const shape = z.object({ predicted: z.array(box), truth: z.array(box), ...figures });
    for (const [index, one] of cases('tracking', shape).entries()) {
      const found = trackingScore(one.predicted, one.truth);
      for (const name of ['success', 'precision', 'normalisedPrecision'] as const)
        close(found[name], one[name], `${name} of case ${index}`);
    }
  });

  it('retrieval: scikit-learn', () => {
    const figures = { averagePrecision: number, inverseNegativePenalty: number, firstHit: number };
    const shape = z.object({ distances: z.array(number), matches: z.array(number), ...figures });
    for (const [index, one] of cases('retrieval', shape).entries()) {
      const found = retrievalScore(one.distances, (item) => one.matches[item] === 1, one.distances);
      for (const name of ['averagePrecision', 'inverseNegativePenalty', 'firstHit'] as const)
        close(found?.[name] ?? null, one[name], `${name} of case ${index}`);
    }
  });

  it('distribution distances: SciPy, scikit-learn', () => {
    const set = z.array(number);
    const shape = z.object({ size: number, a: set, b: set, frechet: number, kernel: number });
    const features = (values: number[], size: number): Features => ({
      rows: values.length / size,
      size,
      values: Float64Array.from(values),
    });
    for (const [index, one] of cases('distribution', shape).entries()) {
      const [a, b] = [features(one.a, one.size), features(one.b, one.size)];
      close(frechetDistance(a, b), one.frechet, `Fréchet distance of case ${index}`);
      close(kernelDistance(a, b), one.kernel, `kernel distance of case ${index}`);
    }
  });
});

describe('privacy', () => {
  const noise = { sigma: number, q: number };
  const divergence = z.object({ ...noise, order: number, divergence: number });
  const epsilon = z.object({ ...noise, steps: number, delta: number, epsilon: number });
  const found = cases('privacy', z.union([divergence, epsilon]));

  it('Rényi divergences are those of a quadrature, ε that of dp-accounting', () => {
    let compared = 0;
    for (const [index, one] of found.entries()) {
      if ('order' in one) {
        const ours = renyiDivergence(one.order, one.sigma, one.q);
        if (ours === Number.POSITIVE_INFINITY) continue;
        compared += 1;
        expect(Math.abs(ours / one.divergence - 1), `case ${index}`).toBeLessThan(1e-6);
      } else {
        expect(Math.abs(nominalEpsilon(one) - one.epsilon), `case ${index}`).toBeLessThan(1e-6);
      }
    }
    expect(compared).toBeGreaterThan(70);
  });
});
