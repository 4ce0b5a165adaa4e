import { generatorSubmission } from './generator-submission.js';
import { clip, protectiveSigma, small } from './settings.js';
import { spikingAutoencoder } from './spiking-autoencoder.js';

/** The paper's method with noise that protects. */
export default generatorSubmission({
  autoencoder: spikingAutoencoder(small.network),
  settings: small.training,
  noise: { sigma: protectiveSigma, clip },
});
