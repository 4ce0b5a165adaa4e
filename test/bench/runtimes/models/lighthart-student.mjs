import { studentNetwork } from '@paretoboard/baselines/lighthart-kd-har/student-network.js';
import { integers, normal } from '../draw.mjs';
import { classification } from './classification.mjs';

const classes = 27;

export default {
  id: 'lighthart-student',
  batchSize: 64,
  learningRate: 1e-3,
  weights: (tf, random) => studentNetwork.initialWeights(tf, random, classes),
  batch: (n, random) => ({ inertial: normal(random, [n, 64, 6]), label: integers(random, [n], classes) }),
  ...classification(classes, (tf, weights, inertial) =>
    studentNetwork.logits(tf, weights, { items: inertial.shape[0], inertial, skeleton: null }, null),
  ),
};
