import { initialWeights, logits } from './classic-network.js';
import { networkSubmission } from './network-submission.js';

/** Classic LeNet-5: sigmoid and average pooling learn slowly, so it gets a larger rate; the same data, epochs and augmentation. */
export default networkSubmission({
  epochs: 40,
  batchSize: 32,
  learningRate: 3e-3,
  augmented: true,
  initialWeights,
  logits,
});
