import { dice, jaccard, relativeVolumeDifference } from '@paretoboard/harness/metrics/mask-overlap.js';
import {
  averageSymmetricSurfaceDistance,
  hausdorff,
  hausdorff95,
  surfaceDistances,
} from '@paretoboard/harness/metrics/surface-distance.js';
import { SampleError } from '@paretoboard/harness/statistics/sample.js';
import type { Answer, Score } from '@paretoboard/harness/task/task-module.js';
import { definition, threshold } from './definition.js';

type Sizes = readonly [number, number, number];

interface Distances {
  readonly hd: number;
  readonly hd95: number;
  readonly assd: number;
}

function foregroundOf({ outputs }: Answer): Uint8Array {
  return Uint8Array.from(outputs.probability!.data as Float32Array, (value) => {
    if (!Number.isFinite(value)) throw new SampleError(`expected finite probabilities, found ${value}`);
    return Number(value > threshold);
  });
}

/** Distances in mm; an answer without foreground is as far away as the volume's diagonal. */
function distancesOf(predicted: Uint8Array, truth: Uint8Array, shape: Sizes, spacing: Sizes): Distances {
  if (!predicted.includes(1)) {
    const diagonal = Math.hypot(...shape.map((size, axis) => size * spacing[axis]!));
    return { hd: diagonal, hd95: diagonal, assd: diagonal };
  }
  const distances = surfaceDistances(predicted, truth, shape, spacing);
  return {
    hd: hausdorff(distances),
    hd95: hausdorff95(distances),
    assd: averageSymmetricSurfaceDistance(distances),
  };
}

function outcomeOf(answer: Answer): Readonly<Record<string, number>> {
  const { inputs, targets } = answer.item;
  const mask = targets.mask!;
  const truth = mask.data as Uint8Array;
  const predicted = foregroundOf(answer);
  const spacing = Array.from(inputs.spacing!.data) as unknown as Sizes;
  return {
    dsc: dice(predicted, truth),
    jsc: jaccard(predicted, truth),
    ...distancesOf(predicted, truth, mask.shape as Sizes, spacing),
    volumeError: Math.abs(relativeVolumeDifference(predicted, truth)),
  };
}

/**
 * Overlaps, surface distances in mm and volume error in %, means over volumes.
 * @throws SampleError on no answers, one that is not finite or of another size than its volume, or a volume without a hippocampus
 */
export function score(answers: readonly Answer[]): Score {
  if (answers.length === 0) throw new SampleError('no answers to score');
  const outcomes = answers.map(outcomeOf);
  const mean = (outcome: string): number => outcomes.reduce((sum, one) => sum + one[outcome]!, 0) / outcomes.length;
  const metrics = definition.metrics.map(
    ({ id, unit, fromItems }) => [id, mean(fromItems!.outcome) * (unit === '%' ? 100 : 1)] as const,
  );
  return { metrics: Object.fromEntries(metrics), counts: {}, outcomes };
}
