import { gaussianAutoencoder } from './gaussian-autoencoder.js';
import { generatorSubmission } from './generator-submission.js';
import { clip, printedSigma, small } from './settings.js';

/** The ordinary autoencoder with the noise that the paper prints for ε 10. */
export default generatorSubmission({
  autoencoder: gaussianAutoencoder(small.network),
  settings: small.training,
  noise: { sigma: printedSigma, clip },
});
