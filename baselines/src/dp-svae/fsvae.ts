import { generatorSubmission } from './generator-submission.js';
import { small } from './settings.js';
import { spikingAutoencoder } from './spiking-autoencoder.js';

/** The same spiking network, not private (FSVAE). */
export default generatorSubmission({
  autoencoder: spikingAutoencoder(small.network),
  settings: small.training,
  noise: null,
});
