import { dense, denseWeights } from '@paretoboard/baselines/layers/dense.js';
import { integers, normal } from '../draw.mjs';
import { classification } from './classification.mjs';

const classes = 27;
const steps = 64;
const channels = 6;
const units = 64;

/** One product for the inputs of all steps; then, step by step, one for the state. Gates in the order of PyTorch: input, forget, cell, output. */
function lastState(tf, weights, x) {
  const n = x.shape[0];
  const fromInputs = tf.unstack(dense(tf, weights, 'input', x.transpose([1, 0, 2])), 0);
  let [h, c] = [tf.zeros([n, units]), tf.zeros([n, units])];
  for (const fromInput of fromInputs) {
    const gates = tf.add(fromInput, tf.matMul(h, weights['state/matrix']));
    const [i, f, g, o] = tf.split(gates, 4, 1);
    c = tf.add(tf.mul(tf.sigmoid(f), c), tf.mul(tf.sigmoid(i), tf.tanh(g)));
    h = tf.mul(tf.sigmoid(o), tf.tanh(c));
  }
  return h;
}

/** A recurrent network over a window of sensors, answered from its last state. */
export default {
  id: 'lstm',
  batchSize: 64,
  learningRate: 1e-3,
  weights: (tf, random) => ({
    ...denseWeights(tf, random, 'input', channels, 4 * units),
    ...denseWeights(tf, random, 'state', units, 4 * units, false),
    ...denseWeights(tf, random, 'head', units, classes),
  }),
  batch: (n, random) => ({ x: normal(random, [n, steps, channels]), label: integers(random, [n], classes) }),
  ...classification(classes, (tf, weights, x) => dense(tf, weights, 'head', lastState(tf, weights, x))),
};
