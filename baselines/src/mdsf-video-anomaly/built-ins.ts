import { type BuiltIn, builtInsFor } from '../built-in.js';

const builtIn = builtInsFor('mdsf-video-anomaly', import.meta.url, 'frames');

export const builtIns: readonly BuiltIn[] = [
  builtIn('null', 'Constant score (control)', '../shared/null', 0),
  builtIn('frame-index', 'Frame number alone (control)', './frame-index', 0, 'position'),
  builtIn('mean-grey-level', 'Mean grey level (control)', './mean-grey-level', 0),
  builtIn('frame-difference', 'Frame difference', './frame-difference', 0),
  builtIn('optical-flow', 'Quickest motion (Lucas and Kanade)', './optical-flow', 0),
  builtIn('gaussian-background', 'One normal distribution a pixel', './gaussian-background', 2),
  builtIn('autoencoder', 'Plain autoencoder', './autoencoder', 8),
  builtIn('mdsf-raw-discrepancy', 'MDSF without amplification and saliency', './mdsf-raw-discrepancy', 15),
  builtIn('mdsf-untrained-gates', 'MDSF, gates as initialised', './mdsf-untrained-gates', 15),
  builtIn('mdsf-video-anomaly', 'MDSF, gates trained on pasted patches (the paper)', './mdsf-video-anomaly', 25),
];
