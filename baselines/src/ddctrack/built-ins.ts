import { type BuiltIn, builtInsFor } from '../built-in.js';

const builtIn = builtInsFor('ddctrack', import.meta.url, 'rgb');

export const builtIns: readonly BuiltIn[] = [
  builtIn('null', 'Null submission', '../shared/null-sequence', 0),
  builtIn('static-box', 'The first box, always (control)', './static-box', 0),
  builtIn('template-matching', 'Normalised cross-correlation', './template-matching', 0),
  builtIn('correlation-filter', 'MOSSE correlation filter', './correlation-filter', 0),
  builtIn('ddctrack-base', 'DDCTrack without update and temporal sequence', './ddctrack-base', 50),
  builtIn('ddctrack-top-k', 'DDCTrack, always K tokens', './ddctrack-top-k', 60),
  builtIn('ddctrack-random-k', 'DDCTrack, any K tokens', './ddctrack-random-k', 60),
  builtIn('ddctrack-all-tokens', 'DDCTrack, all tokens', './ddctrack-all-tokens', 60),
  builtIn('ddctrack', 'DDCTrack (the paper)', './ddctrack', 60),
];
