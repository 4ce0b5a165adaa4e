import { type BuiltIn, builtInsFor } from '../built-in.js';

const task = 'manifold-label-propagation-fewshot';
const builtIn = builtInsFor(task, import.meta.url, 'five-shot');
const method = './manifold-label-propagation';

/** A module serves both tracks: it sees how many pictures of a class it is given. */
export const builtIns: readonly BuiltIn[] = [
  builtIn('null', 'Null submission', '../shared/episode-null', 0),
  builtIn('ink-amount', 'Amount of ink (trivial control)', './ink-amount', 1),
  builtIn('nearest-neighbour', 'Nearest neighbour on pixels', './nearest-neighbour', 1),
  builtIn('nearest-neighbour-one-shot', 'Nearest neighbour on pixels', './nearest-neighbour', 1, 'one-shot'),
  builtIn('nearest-prototype', 'Nearest class mean of features', './nearest-prototype', 30),
  builtIn('nearest-prototype-one-shot', 'Nearest class mean of features', './nearest-prototype', 30, 'one-shot'),
  builtIn('label-propagation', 'Label propagation without smoothing', './label-propagation', 35),
  builtIn('label-propagation-one-shot', 'Label propagation without smoothing', './label-propagation', 35, 'one-shot'),
  builtIn(task, 'Manifold smoothing and label propagation (the paper)', method, 35),
  builtIn(
    'manifold-label-propagation-one-shot',
    'Manifold smoothing and label propagation (the paper)',
    method,
    35,
    'one-shot',
  ),
];
