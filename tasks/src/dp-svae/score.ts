import type { Features } from '@paretoboard/harness/metrics/distribution-distance.js';
import { frechetDistance, kernelDistance } from '@paretoboard/harness/metrics/distribution-distance.js';
import { addRandomConvolutionFeatures, featureSize } from '@paretoboard/harness/metrics/random-convolution-features.js';
import { auditMembership } from '@paretoboard/harness/privacy/membership-audit.js';
import { SampleError } from '@paretoboard/harness/statistics/sample.js';
import type { Answer, Score } from '@paretoboard/harness/task/task-module.js';
import { roles, side } from './definition.js';

/** The kernel distance compares all pairs: its cost grows with the square. */
const kernelItems = 2_000;
/** Fewer rows say nothing about a distribution; passes that ask a handful of items again get no distances. */
const fewestRows = 50;

const roleOf = ({ item }: Answer): number => item.targets.role!.data[0]!;

/** The item's picture as answers are given: grey levels from −1 to 1, in float32. */
function pictureOf({ item }: Answer): Float32Array {
  return Float32Array.from(item.inputs.image!.data, (level) => level / 127.5 - 1);
}

function squaredError(answer: Answer): number {
  const [picture, reconstruction] = [pictureOf(answer), answer.outputs.reconstruction!.data];
  let sum = 0;
  for (let pixel = 0; pixel < picture.length; pixel++) sum += (picture[pixel]! - reconstruction[pixel]!) ** 2;
  const error = sum / picture.length;
  if (!Number.isFinite(error)) throw new SampleError(`the reconstruction of item ${answer.index} is not finite`);
  return error;
}

function featuresOf(pictures: readonly ArrayLike<number>[]): Features {
  const values = new Float64Array(pictures.length * featureSize);
  for (const [row, picture] of pictures.entries())
    addRandomConvolutionFeatures(picture, side, values, row * featureSize);
  return { rows: pictures.length, size: featureSize, values };
}

function first({ size, values, rows }: Features, wanted: number): Features {
  const kept = Math.min(rows, wanted);
  return { rows: kept, size, values: values.subarray(0, kept * size) };
}

/** Squared distance of one row to the nearest row of `among`. */
function nearest(row: Float64Array, among: Features): number {
  let best = Number.POSITIVE_INFINITY;
  for (let from = 0; from < among.values.length; from += among.size) {
    let sum = 0;
    for (let at = 0; at < among.size && sum < best; at++) sum += (row[at]! - among.values[from + at]!) ** 2;
    if (sum < best) best = sum;
  }
  return best;
}

function distances(test: readonly Answer[], samples: Features): Record<string, number> {
  if (test.length < fewestRows) return {};
  const real = featuresOf(test.map(pictureOf));
  const drawn = first(samples, test.length);
  return {
    'frechet-distance': frechetDistance(real, drawn),
    'kernel-distance': kernelDistance(first(real, kernelItems), first(drawn, kernelItems)),
  };
}

function audits(
  audited: readonly Answer[],
  errors: ReadonlyMap<Answer, number>,
  samples: Features,
): Record<string, number> {
  const isMember = audited.map((answer) => roleOf(answer) === roles.member);
  const members = isMember.filter(Boolean).length;
  if (members < fewestRows || audited.length - members < fewestRows) return {};
  const pictures = featuresOf(audited.map(pictureOf));
  const byError = auditMembership(
    audited.map((answer) => -errors.get(answer)!),
    isMember,
  );
  const bySamples = auditMembership(
    audited.map((_, row) => -nearest(pictures.values.subarray(row * featureSize, (row + 1) * featureSize), samples)),
    isMember,
  );
  return {
    'membership-auc': 100 * byError.auc,
    'membership-auc-samples': 100 * bySamples.auc,
    'audited-epsilon': Math.max(byError.epsilon, bySamples.epsilon),
  };
}

/**
 * Reconstruction error over test pictures, distances between their distribution and that of the samples, and the membership audit over members and
 * outsiders.
 * @throws SampleError on no answers or on values that are not finite
 */
export function score(answers: readonly Answer[]): Score {
  if (answers.length === 0) throw new SampleError('no answers to score');
  const errors = new Map(answers.map((answer) => [answer, squaredError(answer)]));
  const test = answers.filter((answer) => roleOf(answer) === roles.test);
  const audited = answers.filter((answer) => roleOf(answer) !== roles.test);
  const samples = featuresOf([...test, ...audited].map(({ outputs }) => outputs.sample!.data));
  const mean = test.reduce((sum, answer) => sum + errors.get(answer)!, 0) / test.length;
  return {
    metrics: {
      ...(test.length > 0 && { 'reconstruction-error': mean }),
      ...distances(test, samples),
      ...audits(audited, errors, samples),
    },
    counts: {},
    outcomes: answers.map(
      (answer): Record<string, number> =>
        roleOf(answer) === roles.test ? { squaredError: errors.get(answer)! } : { auditedError: errors.get(answer)! },
    ),
  };
}
