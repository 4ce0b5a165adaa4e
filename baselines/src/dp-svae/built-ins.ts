import { type BuiltIn, builtInsFor } from '../built-in.js';

const builtIn = builtInsFor('dp-svae', import.meta.url, 'image');

export const builtIns: readonly BuiltIn[] = [
  builtIn('null', 'Mid-grey (control)', '../shared/null-generator', 0),
  builtIn('mean-image', 'Mean training picture (control)', './mean-image', 0),
  builtIn('copy-and-replay', 'Copy of the input, replay of training pictures (control)', './copy-and-replay', 0),
  builtIn('ann-vae', 'Ordinary VAE, not private', './ann-vae', 10),
  builtIn('dp-ann-vae', 'Ordinary VAE, σ 0.001', './dp-ann-vae', 30),
  builtIn('fsvae', 'Spiking VAE, not private', './fsvae', 30),
  builtIn('dp-svae', 'DP-SVAE, σ 0.001 (the paper)', './dp-svae', 60),
  builtIn('dp-svae-sigma-1', 'DP-SVAE, σ 1', './dp-svae-sigma-1', 60),
];
