import { defineSubmission } from '@paretoboard/sdk/submission.js';
import { packTensors, unpackTensors } from '@paretoboard/sdk/tensor-bytes.js';
import { linearLogits, trainSoftmaxRegression } from '../shared/softmax-regression.js';
import { channelStatistics, statisticsPerChannel } from './channel-statistics.js';
import { applyScaling, fitScaling, type Scaling } from './standardise.js';
import { allTrainingRows } from './training-rows.js';

const features = 6 * statisticsPerChannel;
const vector = (data: Float32Array) => ({ dtype: 'float32' as const, shape: [data.length], data });

/** Multinomial logistic regression on mean, standard deviation and energy of the six channels. */
export default defineSubmission({
  interaction: 'predict',
  train(context) {
    const rows = allTrainingRows(context);
    const classes = context.outputs[0]!.shape[0]!;
    const raw = channelStatistics({ dtype: 'float32', shape: [rows.items, 64, 6], data: rows.inertial });
    const scaling = fitScaling(raw, features);
    const options = { items: rows.items, features, classes, epochs: 200, learningRate: 0.05, decay: 1e-3 };
    const model = trainSoftmaxRegression(applyScaling(scaling, raw), rows.labels, options, context);
    const tensors = {
      matrix: vector(model.matrix),
      bias: vector(model.bias),
      mean: vector(scaling.mean),
      deviation: vector(scaling.deviation),
    };
    context.save('model.bin', packTensors(tensors));
    return { steps: model.steps, epochs: options.epochs, parameters: model.matrix.length + model.bias.length };
  },
  load(context) {
    const stored = unpackTensors(context.read('model.bin'));
    const data = (name: string): Float32Array => stored[name]!.data as Float32Array;
    const model = { matrix: data('matrix'), bias: data('bias') };
    const scaling: Scaling = { mean: data('mean'), deviation: data('deviation') };
    return {
      parameters: model.matrix.length + model.bias.length,
      predict: (inputs, items) => {
        const rows = applyScaling(scaling, channelStatistics(inputs.inertial!));
        return {
          logits: { dtype: 'float32', shape: [items, model.bias.length], data: linearLogits(model, rows, items) },
        };
      },
    };
  },
});
