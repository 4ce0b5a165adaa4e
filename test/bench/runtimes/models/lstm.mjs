import { dense, denseWeights } from '@paretoboard/baselines/layers/dense.js';
import { lastLstmState, lstmWeights } from '@paretoboard/baselines/layers/lstm.js';
import { integers, normal } from '../draw.mjs';
import { classification } from './classification.mjs';

const classes = 27;
const steps = 64;
const channels = 6;
const units = 64;

/** A recurrent network over a window of sensors, answered from its last state. */
export default {
  id: 'lstm',
  batchSize: 64,
  learningRate: 1e-3,
  weights: (tf, random) => ({
    ...lstmWeights(tf, random, 'lstm', channels, units),
    ...denseWeights(tf, random, 'head', units, classes),
  }),
  batch: (n, random) => ({ x: normal(random, [n, steps, channels]), label: integers(random, [n], classes) }),
  ...classification(classes, (tf, weights, x) => dense(tf, weights, 'head', lastLstmState(tf, weights, 'lstm', x))),
};
