import { trainingStep } from '@paretoboard/baselines/shared/train-classifier.js';
import { unpackWeights, variablesOf } from '@paretoboard/baselines/shared/weights.js';
import { Adam } from '@paretoboard/sdk/adam.js';
import { compile } from '@paretoboard/sdk/graphs.js';
import { Random } from '@paretoboard/sdk/random.js';
import { readFixture } from './fixture.mjs';
import { models } from './models.mjs';

/**
 * A model on a runtime of TensorFlow.js, from the weights and batches of a fixture.
 * @returns `step`: () → promise of the loss of the next batch; `answer`: () → the answer to one item, numbers
 */
export function openModel(tf, id, folder) {
  const model = models.find((candidate) => candidate.id === id);
  const { weights, batches, one } = readFixture(folder);
  const variables = variablesOf(tf, unpackWeights(tf, weights));
  const tensor = ({ data, shape, dtype }) => tf.tensor(data, shape, dtype);

  // Of weights that stay, as a baseline is asked once its artefact is loaded.
  const stored = unpackWeights(tf, weights);
  const forward = compile(tf, (...inputs) => [model.infer(tf, stored, ...inputs)]);
  const adam = new Adam(tf, Object.values(variables));
  const training = trainingStep(
    { tf, random: new Random(1) },
    { variables, isSteady: true, loss: ({ inputs, targets }) => model.loss(tf, variables, inputs, targets) },
    adam,
  );

  let steps = 0;
  const step = () => {
    const batch = batches[steps++ % batches.length];
    const tensors = tf.tidy(() => ({ inputs: model.inputs(batch).map(tensor), targets: model.targets(tf, batch) }));
    return training.prepare(tensors, model.learningRate).run();
  };
  const answer = () => {
    const outputs = tf.tidy(() => forward(...model.inputs(one).map(tensor)));
    const values = outputs[0].dataSync();
    outputs[0].dispose();
    return values;
  };
  return { step, answer };
}
