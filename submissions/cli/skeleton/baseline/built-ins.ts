import { type BuiltIn, builtInsFor } from '@paretoboard/baselines/built-in.js';

const builtIn = builtInsFor('my-task', import.meta.url, 'features');

// FILL: the paper's method under the task's name, at least two others and trivial controls; seconds of training, for the order of the queue.
export const builtIns: readonly BuiltIn[] = [
  builtIn('null', 'Null submission', '../shared/null', 0),
  builtIn('majority-class', 'Majority class', '../shared/majority-class', 1),
  builtIn('nearest-class-mean', 'Nearest class mean', './nearest-class-mean', 1),
  builtIn('my-task', 'FILL: name (the paper)', './my-task', 2),
];
