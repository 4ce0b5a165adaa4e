import { gaussianAutoencoder } from './gaussian-autoencoder.js';
import { generatorSubmission } from './generator-submission.js';
import { small } from './settings.js';

/** The ordinary autoencoder, not private. */
export default generatorSubmission({
  autoencoder: gaussianAutoencoder(small.network),
  settings: small.training,
  noise: null,
});
