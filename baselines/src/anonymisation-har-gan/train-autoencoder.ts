import type { TrainContext } from '@paretoboard/sdk/submission.js';
import type { Scalar, Tensor, Tensor4D } from '@tensorflow/tfjs';
import { MomentsAverage, storedMoments } from '../layers/batch-normalisation.js';
import { trainLoop } from '../shared/train-classifier.js';
import { variablesOf, type Weights } from '../shared/weights.js';
import { autoencoderWeights, decode, encode } from './convolutional-autoencoder.js';
import type { Settings } from './settings.js';
import { paddedBatch, runsOf, type TrainingWindows, windowBatch } from './training-windows.js';

export interface TrainedAutoencoder {
  readonly weights: Weights;
  /** What batch normalisation uses once training is over. */
  readonly moments: Readonly<Record<string, Tensor>>;
  readonly steps: number;
}

/** Step 1 of the paper: the autoencoder alone, by mean squared error, without labels. */
export async function trainAutoencoder(
  context: TrainContext,
  windows: TrainingWindows,
  { autoencoder: settings, training }: Settings,
): Promise<TrainedAutoencoder> {
  const { tf } = context;
  const variables = variablesOf(tf, autoencoderWeights(tf, context.random.fork('autoencoder'), settings));
  const { geometry } = windows;
  const steps = await trainLoop(context, {
    ...training.autoencoder,
    items: windows.items,
    variables,
    isSteady: true,
    batch: (indices) => ({ inputs: [paddedBatch(tf, windows, indices)], targets: [windowBatch(tf, windows, indices)] }),
    loss: ({ inputs, targets }, random) => {
      const mode = { moments: { from: 'batch' }, dropping: random } as const;
      const code = encode(tf, variables, inputs[0] as Tensor4D, settings, mode);
      const decoded = decode(tf, variables, code, geometry, settings, mode);
      return tf.losses.meanSquaredError(targets[0]!, decoded) as Scalar;
    },
  });
  const average = new MomentsAverage();
  for (const indices of runsOf(windows.items, training.autoencoder.batchSize)) {
    tf.tidy(() => {
      const mode = { moments: average.batch, dropping: null };
      decode(
        tf,
        variables,
        encode(tf, variables, paddedBatch(tf, windows, indices), settings, mode),
        geometry,
        settings,
        mode,
      );
    });
    average.endBatch();
  }
  return { weights: variables, moments: average.tensors(tf), steps };
}

/** Codes C_x of all training windows by the encoder as it is used later: [items, codeSize]. */
export function codesOf(
  context: Pick<TrainContext, 'tf'>,
  windows: TrainingWindows,
  { weights, moments }: Pick<TrainedAutoencoder, 'weights' | 'moments'>,
  { autoencoder }: Settings,
): { codes: Float32Array; codeSize: number } {
  const { tf } = context;
  const parts: Float32Array[] = [];
  for (const indices of runsOf(windows.items, 64))
    parts.push(
      tf.tidy(() => {
        const mode = { moments: storedMoments(moments), dropping: null };
        return encode(tf, weights, paddedBatch(tf, windows, indices), autoencoder, mode).dataSync() as Float32Array;
      }),
    );
  const codes = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let to = 0;
  for (const part of parts) {
    codes.set(part, to);
    to += part.length;
  }
  return { codes, codeSize: codes.length / windows.items };
}

/** Mean code of each subject, [classes, codeSize]; zeros for one without windows. */
export function meanCodes(codes: Float32Array, { subjects, classes, items }: TrainingWindows): Float32Array {
  const size = codes.length / items;
  const [means, counts] = [new Float32Array(classes * size), new Int32Array(classes)];
  for (const subject of subjects) counts[subject]! += 1;
  for (let item = 0; item < items; item++)
    for (let at = 0; at < size; at++)
      means[subjects[item]! * size + at]! += codes[item * size + at]! / counts[subjects[item]!]!;
  return means;
}
