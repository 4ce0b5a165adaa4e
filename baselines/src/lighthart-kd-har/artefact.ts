import type { LoadContext, TensorFlow, TrainContext } from '@paretoboard/sdk/submission.js';
import { packTensors, unpackTensors } from '@paretoboard/sdk/tensor-bytes.js';
import type { Tensor } from '@tensorflow/tfjs';
import { packWeights, unpackWeights, type Weights } from '../shared/weights.js';
import type { Scaling } from './windows-data.js';

const weightsFile = 'weights.bin';
const scalingFile = 'scaling.bin';

export function saveArtefact(context: Pick<TrainContext, 'save'>, weights: Weights, scaling: Scaling): void {
  const vector = (data: Float32Array) => ({ dtype: 'float32' as const, shape: [data.length], data });
  context.save(weightsFile, packWeights(weights));
  context.save(
    scalingFile,
    packTensors({
      mean: vector(scaling.mean),
      deviation: vector(scaling.deviation),
      skeletonDeviation: vector(Float32Array.of(scaling.skeletonDeviation)),
    }),
  );
}

export function loadArtefact(
  tf: TensorFlow,
  context: Pick<LoadContext, 'read'>,
): { weights: Record<string, Tensor>; scaling: Scaling } {
  const stored = unpackTensors(context.read(scalingFile));
  const scaling = {
    mean: stored.mean!.data as Float32Array,
    deviation: stored.deviation!.data as Float32Array,
    skeletonDeviation: stored.skeletonDeviation!.data[0]!,
  };
  return { weights: unpackWeights(tf, context.read(weightsFile)), scaling };
}
