import { type BuiltIn, builtInsFor } from '../built-in.js';

const builtIn = builtInsFor('alkdnet-super-resolution', import.meta.url, 'image');

export const builtIns: readonly BuiltIn[] = [
  builtIn('null', 'Null submission', '../shared/null', 0),
  builtIn('nearest', 'Nearest neighbour', './nearest', 0),
  builtIn('bicubic', 'Bicubic interpolation', './bicubic', 0),
  builtIn('fsrcnn', 'A plain network in the manner of FSRCNN', './fsrcnn', 25),
  builtIn('bsrn', 'BSRN, small', './bsrn', 20),
  builtIn('bsrn-anchor-norm', 'BSRN with anchor and pixel normalisation, small', './bsrn-anchor-norm', 25),
  builtIn('alkdnet-super-resolution', 'ALKDNet, small (the paper)', './alkdnet', 35),
];
