import { teacherNetwork } from '@paretoboard/baselines/lighthart-kd-har/teacher-network.js';
import { integers, normal } from '../draw.mjs';
import { classification } from './classification.mjs';

const classes = 27;

export default {
  id: 'lighthart-teacher',
  batchSize: 64,
  learningRate: 1e-3,
  weights: (tf, random) => teacherNetwork.initialWeights(tf, random, classes),
  batch: (n, random) => ({
    inertial: normal(random, [n, 64, 6]),
    skeleton: normal(random, [n, 64, 20, 3]),
    label: integers(random, [n], classes),
  }),
  ...classification(classes, (tf, weights, inertial, skeleton) =>
    teacherNetwork.logits(tf, weights, { items: inertial.shape[0], inertial, skeleton }, null),
  ),
};
