import { initialWeights, logits } from './enhanced-network.js';
import { networkSubmission } from './network-submission.js';

/** The same network with ReLU in place of PReLU; all else equal. */
export default networkSubmission({
  epochs: 40,
  batchSize: 32,
  learningRate: 1e-3,
  augmented: true,
  initialWeights: (tf, random, classes) => initialWeights(tf, random, classes, 'relu'),
  logits,
});
