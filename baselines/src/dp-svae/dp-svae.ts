import { generatorSubmission } from './generator-submission.js';
import { clip, printedSigma, small } from './settings.js';
import { spikingAutoencoder } from './spiking-autoencoder.js';

/** The paper's method with the noise that it prints for ε 10. */
export default generatorSubmission({
  autoencoder: spikingAutoencoder(small.network),
  settings: small.training,
  noise: { sigma: printedSigma, clip },
});
