import { defineSubmission } from '@paretoboard/sdk/submission.js';
import { packTensors, unpackTensors } from '@paretoboard/sdk/tensor-bytes.js';
import { linearLogits, trainSoftmaxRegression } from '../shared/softmax-regression.js';
import { hog, hogLength } from './hog.js';
import { preprocess, side } from './preprocess.js';

function features(rgb: Uint8Array, items: number): Float32Array {
  const images = preprocess(rgb, items);
  const result = new Float32Array(items * hogLength);
  for (let item = 0; item < items; item++) hog(images, item * side * side, result, item * hogLength);
  return result;
}

/** HOG descriptors and multinomial logistic regression. */
export default defineSubmission({
  interaction: 'predict',
  train(context) {
    const rows = context.all('train');
    const classes = context.outputs[0]!.shape[0]!;
    const options = { items: rows.items, features: hogLength, classes, epochs: 60, learningRate: 0.02, decay: 1e-4 };
    const model = trainSoftmaxRegression(
      features(rows.inputs.image!.data as Uint8Array, rows.items),
      rows.targets.label!.data,
      options,
      context,
    );
    context.save(
      'model.bin',
      packTensors({
        matrix: { dtype: 'float32', shape: [hogLength, classes], data: model.matrix },
        bias: { dtype: 'float32', shape: [classes], data: model.bias },
      }),
    );
    return { steps: model.steps, epochs: options.epochs, parameters: model.matrix.length + model.bias.length };
  },
  load(context) {
    const stored = unpackTensors(context.read('model.bin'));
    const model = { matrix: stored.matrix!.data as Float32Array, bias: stored.bias!.data as Float32Array };
    return {
      parameters: model.matrix.length + model.bias.length,
      predict: (inputs, items) => ({
        logits: {
          dtype: 'float32',
          shape: [items, model.bias.length],
          data: linearLogits(model, features(inputs.image!.data as Uint8Array, items), items),
        },
      }),
    };
  },
});
