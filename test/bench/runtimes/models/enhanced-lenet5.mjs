import { initialWeights, logits } from '@paretoboard/baselines/enhanced-lenet5-traffic-sign/enhanced-network.js';
import { integers, normal } from '../draw.mjs';
import { classification } from './classification.mjs';

const classes = 43;

export default {
  id: 'enhanced-lenet5',
  batchSize: 32,
  learningRate: 1e-3,
  weights: (tf, random) => initialWeights(tf, random, classes, 'prelu'),
  batch: (n, random) => ({ x: normal(random, [n, 32, 32, 1]), label: integers(random, [n], classes) }),
  ...classification(classes, (tf, weights, x) => logits(tf, weights, x, null)),
};
