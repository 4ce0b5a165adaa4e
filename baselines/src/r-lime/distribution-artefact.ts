import type { LoadContext, TrainContext, TrainingSummary } from '@paretoboard/sdk/submission.js';
import { packTensors, unpackTensors } from '@paretoboard/sdk/tensor-bytes.js';
import { type DiscreteNormal, fitDiscreteNormal } from '@paretoboard/tasks/black-boxes/discrete-normal.js';

const file = 'distribution.bin';

/** What is learnt before anything is explained: the distribution of rows, and a seed for what is drawn from it. */
export interface Distribution {
  readonly normal: DiscreteNormal;
  readonly seed: number;
}

const vector = (data: Float64Array) => ({ dtype: 'float64' as const, shape: [data.length], data });

/** Fits a multivariate normal to the training rows and saves it. Its numbers are estimates, not weights that are trained: no parameters are declared. */
export function saveDistribution(context: TrainContext): TrainingSummary {
  const { inputs, items } = context.all('train');
  const levels = context.constants.levels!.data as Uint8Array;
  const codes = inputs.instance!.data as Uint8Array;
  const { mean, covariance } = fitDiscreteNormal({ codes, items, features: levels.length }, levels);
  const seed = { dtype: 'int32' as const, shape: [1], data: Int32Array.of(context.seed) };
  context.save(file, packTensors({ mean: vector(mean), covariance: vector(covariance), seed }));
  return { steps: 1, epochs: 1, parameters: null };
}

export function readDistribution(context: LoadContext): Distribution {
  const { mean, covariance, seed } = unpackTensors(context.read(file));
  return {
    normal: {
      mean: mean!.data as Float64Array,
      covariance: covariance!.data as Float64Array,
      levels: context.constants.levels!.data as Uint8Array,
    },
    seed: seed!.data[0]!,
  };
}
