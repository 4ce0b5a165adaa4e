import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Weights } from '../shared/weights.js';
import { type ForwardOptions, forward } from './network.js';
import type { MethodSettings, NetworkSettings } from './settings.js';
import { WordTracker } from './word-tracker.js';

export interface TrainedNetwork {
  readonly settings: NetworkSettings;
  readonly method: MethodSettings;
  readonly weights: Weights;
  readonly moments: Weights;
}

/** A tracker that takes its words from a trained network. */
export function networkTracker(tf: TensorFlow, { settings, method, weights, moments }: TrainedNetwork): WordTracker {
  const options: ForwardOptions = { settings, method, moments: { from: 'store', stored: moments } };
  return new WordTracker(settings, method.updatesTemplate, (batch) =>
    tf.tidy(() => forward(tf, weights, batch, options).logits.dataSync() as Float32Array),
  );
}
