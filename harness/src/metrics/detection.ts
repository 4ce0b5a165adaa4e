import { mean, SampleError } from '../statistics/sample.js';

/** Left, top, width, height, in pixels. */
export type Box = readonly [number, number, number, number];

export interface TrueBox {
  readonly image: number;
  readonly category: number;
  readonly box: Box;
  /** A region of many objects (COCO's iscrowd): detections inside it count neither way. */
  readonly isCrowd?: boolean;
}

export interface DetectedBox {
  readonly image: number;
  readonly category: number;
  readonly box: Box;
  /** Confidence: higher is surer. */
  readonly score: number;
}

export interface AveragePrecision {
  /** Mean over the thresholds 0.50, 0.55 … 0.95 and the categories that have objects; in [0, 1]. */
  readonly ap: number;
  readonly ap50: number;
  readonly ap75: number;
}

export interface OperatingPoint {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  /** null where nothing was detected. */
  readonly precision: number | null;
  readonly recall: number;
}

/** Evenly spaced as numpy.linspace rounds them: an overlap of exactly a threshold is judged as COCO's evaluation judges it. */
function evenlySpaced(first: number, last: number, count: number): number[] {
  const step = (last - first) / (count - 1);
  return Array.from({ length: count }, (_, index) => (index === count - 1 ? last : index * step + first));
}

const thresholds = evenlySpaced(0.5, 0.95, 10);
const recallPoints = evenlySpaced(0, 1, 101);
const detectionsPerImage = 100;

/** Intersection over union of two boxes; over the detection's own area where the true box is a crowd (COCO). */
export function boxIou(detected: Box, truth: Box, isCrowd = false): number {
  const width = Math.min(detected[0] + detected[2], truth[0] + truth[2]) - Math.max(detected[0], truth[0]);
  const height = Math.min(detected[1] + detected[3], truth[1] + truth[3]) - Math.max(detected[1], truth[1]);
  if (width <= 0 || height <= 0) return 0;
  const overlap = width * height;
  const own = detected[2] * detected[3];
  return overlap / (isCrowd ? own : own + truth[2] * truth[3] - overlap);
}

function checkBoxes(boxes: readonly (TrueBox | DetectedBox)[]): void {
  for (const { box, image, ...rest } of boxes) {
    const numbers = 'score' in rest ? [...box, rest.score] : box;
    if (!numbers.every(Number.isFinite) || box[2] < 0 || box[3] < 0)
      throw new SampleError(
        `image ${image}: expected finite numbers and sizes of at least 0, found ${numbers.join(', ')}`,
      );
  }
}

/** Surest first, in the given order where the scores are equal. */
function bySureness(boxes: readonly DetectedBox[]): DetectedBox[] {
  return [...boxes].sort((a, b) => b.score - a.score);
}

interface Scene {
  readonly truths: readonly TrueBox[];
  readonly detections: readonly DetectedBox[];
  /** `overlaps[detection * truths.length + truth]` */
  readonly overlaps: Float64Array;
}

function scene(truths: readonly TrueBox[], detections: readonly DetectedBox[], limit: number): Scene {
  // Crowds last, so that a detection takes a true object before it is excused by a crowd.
  const ordered = [...truths.filter((truth) => !truth.isCrowd), ...truths.filter((truth) => truth.isCrowd)];
  const kept = bySureness(detections).slice(0, limit);
  const overlaps = new Float64Array(kept.length * ordered.length);
  kept.forEach((detection, row) => {
    ordered.forEach((truth, column) => {
      overlaps[row * ordered.length + column] = boxIou(detection.box, truth.box, truth.isCrowd);
    });
  });
  return { truths: ordered, detections: kept, overlaps };
}

type Outcome = 'hit' | 'miss' | 'ignored';

/** Greedy matching of COCO: each detection, surest first, takes the free true box that it overlaps most. */
function match({ truths, detections, overlaps }: Scene, threshold: number): Outcome[] {
  const taken = new Uint8Array(truths.length);
  return detections.map((_, row): Outcome => {
    let best = Math.min(threshold, 1 - 1e-10);
    let matched = -1;
    for (let column = 0; column < truths.length; column++) {
      const isCrowd = truths[column]!.isCrowd === true;
      if (taken[column] && !isCrowd) continue;
      if (matched >= 0 && !truths[matched]!.isCrowd && isCrowd) break;
      const overlap = overlaps[row * truths.length + column]!;
      if (overlap < best) continue;
      best = overlap;
      matched = column;
    }
    if (matched < 0) return 'miss';
    taken[matched] = 1;
    return truths[matched]!.isCrowd ? 'ignored' : 'hit';
  });
}

function byImage<Entry extends { readonly image: number }>(entries: readonly Entry[]): Map<number, Entry[]> {
  const groups = new Map<number, Entry[]>();
  for (const entry of entries) {
    const group = groups.get(entry.image);
    if (group) group.push(entry);
    else groups.set(entry.image, [entry]);
  }
  return groups;
}

function scenes(truths: readonly TrueBox[], detections: readonly DetectedBox[], limit: number): Scene[] {
  const truthsOf = byImage(truths);
  const detectionsOf = byImage(detections);
  const images = [...new Set([...truthsOf.keys(), ...detectionsOf.keys()])].sort((a, b) => a - b);
  return images.map((image) => scene(truthsOf.get(image) ?? [], detectionsOf.get(image) ?? [], limit));
}

/** Mean of the interpolated precision at 101 recalls. */
function interpolatedPrecision(hits: readonly boolean[], objects: number): number {
  let truePositives = 0;
  const recalls: number[] = [];
  const precisions = hits.map((hit, index) => {
    if (hit) truePositives++;
    recalls.push(truePositives / objects);
    return truePositives / (index + 1);
  });
  for (let index = precisions.length - 2; index >= 0; index--)
    precisions[index] = Math.max(precisions[index]!, precisions[index + 1]!);
  let at = 0;
  let sum = 0;
  for (const recall of recallPoints) {
    while (at < recalls.length && recalls[at]! < recall) at++;
    sum += precisions[at] ?? 0;
  }
  return sum / recallPoints.length;
}

function categoryPrecision(all: readonly Scene[], threshold: number): number | null {
  const objects = all.reduce((sum, one) => sum + one.truths.filter((truth) => !truth.isCrowd).length, 0);
  if (objects === 0) return null;
  const judged = all.flatMap((one) => {
    const outcomes = match(one, threshold);
    return one.detections.map((detection, index) => ({ score: detection.score, outcome: outcomes[index]! }));
  });
  const counted = judged.filter(({ outcome }) => outcome !== 'ignored').sort((a, b) => b.score - a.score);
  return interpolatedPrecision(
    counted.map(({ outcome }) => outcome === 'hit'),
    objects,
  );
}

/**
 * Average precision of boxes as COCO's evaluation defines it: at most 100 detections an image and category, greedy matching, precision
 * interpolated at 101 recalls, crowd regions ignored, all sizes of objects.
 * @throws SampleError on boxes or scores that are not finite, negative sizes, or no object that counts
 */
export function averagePrecision(truths: readonly TrueBox[], detections: readonly DetectedBox[]): AveragePrecision {
  checkBoxes(truths);
  checkBoxes(detections);
  const categories = [...new Set(truths.map((truth) => truth.category))].sort((a, b) => a - b);
  const perThreshold = thresholds.map((): number[] => []);
  for (const category of categories) {
    const own = <Entry extends { readonly category: number }>(entries: readonly Entry[]): Entry[] =>
      entries.filter((entry) => entry.category === category);
    const all = scenes(own(truths), own(detections), detectionsPerImage);
    thresholds.forEach((threshold, index) => {
      const precision = categoryPrecision(all, threshold);
      if (precision !== null) perThreshold[index]!.push(precision);
    });
  }
  if (perThreshold[0]!.length === 0) throw new SampleError('average precision needs at least one object');
  return {
    ap: mean(perThreshold.map(mean)),
    ap50: mean(perThreshold[0]!),
    ap75: mean(perThreshold[5]!),
  };
}

/**
 * Precision and recall of all categories together at one confidence and one overlap, matched as `averagePrecision` does.
 * @throws SampleError as `averagePrecision`
 */
export function operatingPoint(
  truths: readonly TrueBox[],
  detections: readonly DetectedBox[],
  confidence: number,
  overlap = 0.5,
): OperatingPoint {
  checkBoxes(truths);
  checkBoxes(detections);
  const objects = truths.filter((truth) => !truth.isCrowd).length;
  if (objects === 0) throw new SampleError('precision and recall need at least one object');
  const sure = detections.filter((detection) => detection.score >= confidence);
  const categories = new Set([...truths, ...sure].map((entry) => entry.category));
  const outcomes = [...categories].flatMap((category) =>
    scenes(
      truths.filter((truth) => truth.category === category),
      sure.filter((detection) => detection.category === category),
      Number.POSITIVE_INFINITY,
    ).flatMap((one) => match(one, overlap)),
  );
  const truePositives = outcomes.filter((outcome) => outcome === 'hit').length;
  const falsePositives = outcomes.filter((outcome) => outcome === 'miss').length;
  return {
    truePositives,
    falsePositives,
    falseNegatives: objects - truePositives,
    precision: truePositives + falsePositives === 0 ? null : truePositives / (truePositives + falsePositives),
    recall: truePositives / objects,
  };
}

/**
 * Mean absolute difference between the number of detections of at least this confidence and the number of objects, over the images.
 * @param images ids of all images, those without objects too
 * @throws SampleError on no images
 */
export function countError(
  truths: readonly TrueBox[],
  detections: readonly DetectedBox[],
  images: readonly number[],
  confidence: number,
): number {
  if (images.length === 0) throw new SampleError('a count error needs at least one image');
  const difference = new Map(images.map((image) => [image, 0]));
  for (const { image, isCrowd } of truths) if (!isCrowd) difference.set(image, (difference.get(image) ?? 0) - 1);
  for (const { image, score } of detections)
    if (score >= confidence) difference.set(image, (difference.get(image) ?? 0) + 1);
  return mean([...difference.values()].map(Math.abs));
}
