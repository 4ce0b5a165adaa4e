import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import { defineSubmission, type TensorFlow, type TrainContext } from '@paretoboard/sdk/submission.js';
import { packTensors, unpackTensors } from '@paretoboard/sdk/tensor-bytes.js';

// Multinomial logistic regression on standardised inputs, trained with Adam.

const inputNames = ['my-input'];
const targetName = 'my-target';
const outputName = 'my-output';
const epochs = 10;
const batchSize = 128;
const learningRate = 0.003;
const artefactFile = 'weights.bin';

/** The inputs of a batch side by side. @returns [items × features] */
function featuresOf(inputs: NamedTensors, items: number): Float32Array {
  const parts = inputNames.map((name) => inputs[name]!.data);
  const sizes = parts.map((part) => part.length / items);
  const features = sizes.reduce((sum, size) => sum + size, 0);
  const joined = new Float32Array(items * features);
  for (let item = 0; item < items; item++) {
    let at = item * features;
    for (const [index, part] of parts.entries()) {
      const size = sizes[index]!;
      joined.set(part.subarray(item * size, (item + 1) * size), at);
      at += size;
    }
  }
  return joined;
}

interface Scale {
  readonly mean: Float32Array<ArrayBuffer>;
  readonly deviation: Float32Array<ArrayBuffer>;
}

/** Mean and deviation of each feature over one epoch. */
function scaleOf(context: TrainContext): Scale {
  const sums: number[] = [];
  const squares: number[] = [];
  let count = 0;
  for (;;) {
    const { items, inputs } = context.next('train', batchSize);
    if (items === 0) break;
    const values = featuresOf(inputs, items);
    const features = values.length / items;
    values.forEach((value, at) => {
      const feature = at % features;
      sums[feature] = (sums[feature] ?? 0) + value;
      squares[feature] = (squares[feature] ?? 0) + value * value;
    });
    count += items;
  }
  const mean = Float32Array.from(sums, (sum) => sum / count);
  const variance = squares.map((square, feature) => square / count - mean[feature]! ** 2);
  return { mean, deviation: Float32Array.from(variance, (value) => Math.sqrt(Math.max(value, 1e-6))) };
}

function standardised(tf: TensorFlow, inputs: NamedTensors, items: number, { mean, deviation }: Scale) {
  const values = tf.tensor2d(featuresOf(inputs, items), [items, mean.length]);
  return values.sub(tf.tensor1d(mean)).div(tf.tensor1d(deviation));
}

export default defineSubmission({
  interaction: 'predict',

  async train(context) {
    const { tf } = context;
    const scale = scaleOf(context);
    const classes = context.outputs[0]!.shape[0]!;
    const weights = tf.variable(tf.zeros([scale.mean.length, classes]));
    const bias = tf.variable(tf.zeros([classes]));
    const optimizer = tf.train.adam(learningRate);
    let steps = 0;
    for (let epoch = 1; epoch <= epochs; epoch++) {
      let loss = 0;
      let batches = 0;
      for (;;) {
        const { items, inputs, targets } = context.next('train', batchSize);
        if (items === 0) break;
        const [x, y] = tf.tidy(() => [
          standardised(tf, inputs, items, scale),
          tf.oneHot(tf.tensor1d(Int32Array.from(targets[targetName]!.data), 'int32'), classes),
        ]);
        const cost = optimizer.minimize(
          () => tf.losses.softmaxCrossEntropy(y!, tf.add(tf.matMul(x!, weights), bias)),
          true,
        );
        loss += (await cost!.data())[0]!;
        tf.dispose([x!, y!, cost!]);
        batches += 1;
      }
      steps += batches;
      context.progress({ epoch, epochs, values: { loss: loss / batches } });
    }
    const vector = (data: Float32Array) => ({ dtype: 'float32' as const, shape: [data.length], data });
    context.save(
      artefactFile,
      packTensors({
        mean: vector(scale.mean),
        deviation: vector(scale.deviation),
        weights: vector(Float32Array.from(await weights.data())),
        bias: vector(Float32Array.from(await bias.data())),
      }),
    );
    return { steps, epochs, parameters: weights.size + bias.size };
  },

  load({ tf, read, outputs }) {
    const saved = unpackTensors(read(artefactFile));
    const data = (name: string) => Float32Array.from(saved[name]!.data);
    const scale = { mean: data('mean'), deviation: data('deviation') };
    const classes = outputs[0]!.shape[0]!;
    const weights = tf.tensor2d(data('weights'), [scale.mean.length, classes]);
    const bias = tf.tensor1d(data('bias'));
    return {
      parameters: weights.size + bias.size,
      async predict(inputs, items) {
        const logits = tf.tidy(() => tf.add(tf.matMul(standardised(tf, inputs, items, scale), weights), bias));
        const values = Float32Array.from(await logits.data());
        logits.dispose();
        return { [outputName]: { dtype: 'float32', shape: [items, classes], data: values } };
      },
    };
  },
});
