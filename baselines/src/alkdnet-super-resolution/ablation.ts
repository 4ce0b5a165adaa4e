import { scale } from '@paretoboard/tasks/alkdnet-super-resolution/sizes.js';
import { enlarge, initialWeights, type NetworkShape, smallShape } from './network.js';
import type { EnlargingNetwork } from './network-submission.js';

/** The small configuration with some parts of the method left out. */
export function smallNetwork(
  without: Partial<Pick<NetworkShape, 'convolution' | 'normalised' | 'anchored'>> = {},
): EnlargingNetwork {
  const shape = { ...smallShape(scale), ...without };
  return {
    initialWeights: (tf, random) => initialWeights(tf, random, shape),
    enlarge: (tf, weights, small) => enlarge(tf, weights, small, shape),
  };
}
