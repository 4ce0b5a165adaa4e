import type { TrainContext } from '@paretoboard/sdk/submission.js';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs';
import { crossEntropy, trainLoop } from '../shared/train-classifier.js';
import { variablesOf, type Weights } from '../shared/weights.js';
import { reIdentifierWeights, reIdentify } from './re-identifier.js';
import type { Settings } from './settings.js';
import { subjectBatch, type TrainingWindows, windowBatch } from './training-windows.js';

/** The attacker that is assumed to be known, on original windows; frozen afterwards. */
export async function trainReIdentifier(
  context: TrainContext,
  windows: TrainingWindows,
  { reIdentifier, training }: Settings,
): Promise<{ weights: Weights; steps: number }> {
  const { tf } = context;
  const { geometry, classes, items } = windows;
  const random = context.random.fork('re-identifier');
  const variables = variablesOf(tf, reIdentifierWeights(tf, random, reIdentifier, geometry.window, classes));
  const steps = await trainLoop(context, {
    ...training.reIdentifier,
    items,
    variables,
    isSteady: true,
    batch: (indices) => ({
      inputs: [windowBatch(tf, windows, indices)],
      targets: [subjectBatch(tf, windows, indices)],
    }),
    loss: ({ inputs, targets }, dropping) =>
      crossEntropy(
        tf,
        targets[0] as Tensor2D,
        reIdentify(tf, variables, inputs[0] as Tensor4D, reIdentifier, dropping),
      ),
  });
  return { weights: variables, steps };
}
