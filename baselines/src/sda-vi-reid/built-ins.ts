import { type BuiltIn, builtInsFor } from '../built-in.js';

const builtIn = builtInsFor('sda-vi-reid', import.meta.url, 'image');

export const builtIns: readonly BuiltIn[] = [
  builtIn('null', 'Constant embedding (control)', '../shared/null', 0),
  builtIn('colour-histogram', 'Colour histogram (control)', './colour-histogram', 0),
  builtIn('grey-thumbnail', 'Grey thumbnail', './grey-thumbnail', 0),
  builtIn('hog-descriptor', 'HOG', './hog-descriptor', 0),
  builtIn('source-only', 'Two-stream network, source only', './source-only', 90),
  builtIn('target-only', 'Two-stream network, target only', './target-only', 90),
  builtIn('stage-two-alone', 'Two-stream network, source and target at once', './stage-two-alone', 25),
  builtIn('stage-two-hd-mmd', 'Stage two with HD-MMD', './stage-two-hd-mmd', 30),
  builtIn('sda-without-mmd', 'Both stages without alignment', './sda-without-mmd', 85),
  builtIn('sda-d-mmd', 'Both stages with D-MMD', './sda-d-mmd', 90),
  builtIn('sda-vi-reid', 'Both stages with HD-MMD (the paper)', './sda-vi-reid', 90),
];
