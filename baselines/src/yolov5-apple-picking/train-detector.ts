import type { Random } from '@paretoboard/sdk/random.js';
import type { TrainContext } from '@paretoboard/sdk/submission.js';
import type { Tensor4D, Variable } from '@tensorflow/tfjs';
import { MomentsAverage } from '../layers/batch-normalisation.js';
import { trainLoop } from '../shared/train-classifier.js';
import { variablesOf, type Weights } from '../shared/weights.js';
import type { Anchor } from './anchors.js';
import { detectionLoss } from './loss.js';
import { initialWeights, predictions } from './network.js';
import type { YoloConfiguration } from './settings.js';
import { batchOf, type Example, headsOf, mirrored, picturesOf, targetTensors } from './training-batch.js';

export interface YoloOptions {
  readonly configuration: YoloConfiguration;
  readonly eca: boolean;
}

type Tools = Pick<TrainContext, 'tf' | 'random' | 'progress'>;

/** Batches from which the stored moments of the normalisations are taken after training. */
const momentBatches = 12;

/** Moments of every normalisation over some training batches with the final weights: what is stored for answering. */
function finalMoments(
  { tf }: Tools,
  { configuration, eca }: YoloOptions,
  weights: Weights,
  examples: readonly Example[],
): Weights {
  const { batchSize, size } = configuration;
  const average = new MomentsAverage();
  const batches = Math.min(momentBatches, Math.ceil(examples.length / batchSize));
  for (let batch = 0; batch < batches; batch++) {
    tf.tidy(() => {
      const pictures = picturesOf(tf, examples.slice(batch * batchSize, (batch + 1) * batchSize), size);
      predictions({ tf, weights, moments: average.batch, eca }, pictures, configuration);
    });
    average.endBatch();
  }
  return average.tensors(tf);
}

export interface TrainedDetector {
  readonly variables: Record<string, Variable>;
  readonly moments: Weights;
  readonly anchors: readonly Anchor[][];
  readonly steps: number;
}

/** Trains on pictures that are mirrored now and then. */
export async function trainDetector(
  context: Tools,
  options: YoloOptions,
  examples: readonly Example[],
): Promise<TrainedDetector> {
  const { tf } = context;
  const { configuration, eca } = options;
  const { size } = configuration;
  const heads = headsOf(examples, configuration);
  const variables = variablesOf(tf, initialWeights(tf, context.random.fork('weights'), configuration, eca));
  const pass = { tf, weights: variables, moments: { from: 'batch' }, eca } as const;
  const drawn = (index: number, random: Random): Example =>
    random.uniform() < 0.5 ? mirrored(examples[index]!, size) : examples[index]!;
  const steps = await trainLoop(context, {
    ...configuration,
    items: examples.length,
    variables,
    isSteady: true,
    batch: (indices, random) =>
      batchOf(
        tf,
        Array.from(indices, (index) => drawn(index, random)),
        heads,
      ),
    loss: ({ inputs, targets }) =>
      detectionLoss(tf, predictions(pass, inputs[0] as Tensor4D, configuration), targetTensors(targets)),
  });
  return { variables, moments: finalMoments(context, options, variables, examples), anchors: heads.anchors, steps };
}
