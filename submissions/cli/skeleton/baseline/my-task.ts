import { defineSubmission } from '@paretoboard/sdk/submission.js';
import { packTensors, unpackTensors } from '@paretoboard/sdk/tensor-bytes.js';

const settings = { epochs: 20, batch: 32, rate: 0.05 };

/** FILL: the paper's method with every component. This one is a linear layer, trained by Adam on the cross-entropy. */
export default defineSubmission({
  interaction: 'predict',
  train(context) {
    const { tf } = context;
    const [classes, size] = [context.outputs[0]!.shape[0]!, context.inputs[0]!.shape[0]!];
    const weights = tf.variable(tf.zeros([size, classes]));
    const bias = tf.variable(tf.zeros([classes]));
    const optimizer = tf.train.adam(settings.rate);
    let steps = 0;
    for (let epoch = 1; epoch <= settings.epochs; epoch++) {
      for (let rows = context.next('train', settings.batch); rows.items > 0; ) {
        const { features } = rows.inputs;
        const labels = rows.targets.label!;
        tf.tidy(() => {
          const x = tf.tensor2d(features!.data as Float32Array, [rows.items, size]);
          const y = tf.oneHot(tf.tensor1d(labels.data as Int32Array, 'int32'), classes);
          optimizer.minimize(() => tf.losses.softmaxCrossEntropy(y, x.matMul(weights).add(bias)), false, [
            weights,
            bias,
          ]);
        });
        steps += 1;
        rows = context.next('train', settings.batch);
      }
      context.progress({ epoch, epochs: settings.epochs });
    }
    context.save(
      'layer.bin',
      packTensors({
        weights: { dtype: 'float32', shape: [size, classes], data: weights.dataSync<'float32'>() },
        bias: { dtype: 'float32', shape: [classes], data: bias.dataSync<'float32'>() },
      }),
    );
    return { steps, epochs: settings.epochs, parameters: size * classes + classes };
  },
  load(context) {
    const { tf } = context;
    const layer = unpackTensors(context.read('layer.bin'));
    const [size, classes] = layer.weights!.shape as [number, number];
    const weights = tf.tensor2d(layer.weights!.data as Float32Array, [size, classes]);
    const bias = tf.tensor1d(layer.bias!.data as Float32Array);
    return {
      parameters: size * classes + classes,
      predict: ({ features }, items) => {
        const data = tf.tidy(() =>
          tf
            .tensor2d(features!.data as Float32Array, [items, size])
            .matMul(weights)
            .add(bias)
            .dataSync<'float32'>(),
        );
        return { logits: { dtype: 'float32', shape: [items, classes], data } };
      },
    };
  },
});
