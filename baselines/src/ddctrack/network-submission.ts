import { defineSubmission, type SequenceSubmission } from '@paretoboard/sdk/submission.js';
import { countParameters, packWeights, unpackWeights } from '../shared/weights.js';
import { networkTracker } from './network-tracker.js';
import type { Configuration, MethodSettings } from './settings.js';
import { servedTracker } from './tracker.js';
import { trainNetwork } from './train-network.js';

const weightsFile = 'weights.bin';
const momentsFile = 'moments.bin';

/** DDCTrack, or what is left of it with other settings. */
export function networkSubmission(configuration: Configuration, method: MethodSettings): SequenceSubmission {
  return defineSubmission({
    interaction: 'sequence',
    train(context) {
      const { weights, moments, steps, epochs } = trainNetwork(context, configuration, method);
      context.save(weightsFile, packWeights(weights));
      context.save(momentsFile, packWeights(moments));
      return { steps, epochs, parameters: countParameters(weights) };
    },
    load(context) {
      const { tf } = context;
      const weights = unpackWeights(tf, context.read(weightsFile));
      const moments = unpackWeights(tf, context.read(momentsFile));
      const tracker = networkTracker(tf, { settings: configuration.network, method, weights, moments });
      return servedTracker(tracker, countParameters(weights));
    },
  });
}
