import { type BuiltIn, builtInsFor } from '../built-in.js';

const builtIn = builtInsFor('anonymisation-har-gan', import.meta.url, 'window');

export const builtIns: readonly BuiltIn[] = [
  builtIn('null', 'Zeros (control)', '../shared/null-transformer', 0),
  builtIn('identity', 'Unchanged windows (control)', './identity', 0),
  builtIn('channel-mean', 'Mean of each channel (control)', './channel-mean', 0),
  builtIn('downsampling', 'Means over eight steps', './downsampling', 0),
  builtIn('mean-removal', 'Windows without their means', './mean-removal', 0),
  builtIn('gaussian-noise', 'Normal noise of 1 g and 1 rad/s', './gaussian-noise', 0),
  builtIn('autoencoder', 'Autoencoder alone', './autoencoder', 20),
  builtIn('plain-dfi', 'Deep feature interpolation, no GAN', './plain-dfi', 20, 'conditioned'),
  builtIn('plain-gan', 'GAN without the identity term', './plain-gan', 60),
  builtIn('anon-ag', 'Anon-AG', './anon-ag', 60),
  builtIn('anon-dfi', 'Anon-DFI', './anon-dfi', 60, 'conditioned'),
  builtIn('anonymisation-har-gan', 'Anon-AcG (the paper)', './anonymisation-har-gan', 60, 'conditioned'),
];
