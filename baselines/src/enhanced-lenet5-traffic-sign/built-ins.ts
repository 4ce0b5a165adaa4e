import { type BuiltIn, builtInsFor } from '../built-in.js';

/** One thread answers: a single item keeps two busy with waiting for each other. */
const builtIn = builtInsFor('enhanced-lenet5-traffic-sign', import.meta.url, 'image', 1);

export const builtIns: readonly BuiltIn[] = [
  builtIn('null', 'Null submission', '../shared/null', 0),
  builtIn('majority-class', 'Majority class', '../shared/majority-class', 1),
  builtIn('hog-linear', 'HOG + linear classifier', './hog-linear', 11),
  builtIn('lenet5-classic', 'Classic LeNet-5', './lenet5-classic', 9),
  builtIn('lenet5-relu', 'Enhanced LeNet-5 with ReLU', './lenet5-relu', 25),
  builtIn('enhanced-lenet5-traffic-sign', 'Enhanced LeNet-5 (the paper)', './enhanced-lenet5', 34),
];
