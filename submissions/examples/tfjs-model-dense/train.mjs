import { readFileSync, writeFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';

/** The bytes of an .npy file after its header. */
function npy(path) {
  const bytes = readFileSync(path);
  return bytes.subarray(10 + bytes.readUInt16LE(8));
}

function rows(split) {
  const pictures = npy(`rows/${split}/inputs/image.npy`); // uint8 [n, 32, 32, 3]
  const labels = npy(`rows/${split}/targets/label.npy`); // int32 [n]
  const n = labels.length / 4;
  return {
    // The pipeline repeats this: 0 to 1.
    pictures: tf.tensor4d(
      Float32Array.from(pictures, (value) => value / 255),
      [n, 32, 32, 3],
    ),
    labels: tf.tensor1d(
      Int32Array.from({ length: n }, (_, i) => labels.readInt32LE(4 * i)),
      'int32',
    ),
  };
}

const init = (seed) => tf.initializers.glorotUniform({ seed });
const model = tf.sequential({
  layers: [
    tf.layers.averagePooling2d({ poolSize: 2, inputShape: [32, 32, 3], name: 'picture' }),
    tf.layers.flatten(),
    tf.layers.dense({ units: 32, activation: 'relu', kernelInitializer: init(1) }),
    tf.layers.dense({ units: 43, kernelInitializer: init(2), name: 'logits' }),
  ],
});
model.compile({ optimizer: tf.train.adam(3e-3), loss: tf.losses.softmaxCrossEntropy });

const { pictures, labels } = rows('train');
await model.fit(pictures, tf.oneHot(labels, 43), { epochs: 60, batchSize: 32, verbose: 0 });

const held = rows('validation');
const right = model.predict(held.pictures).argMax(1).equal(held.labels).mean();
console.log('validation accuracy', right.dataSync()[0]);

await model.save(
  tf.io.withSaveHandler(async ({ modelTopology, weightSpecs, weightData }) => {
    const weightsManifest = [{ paths: ['model.weights.bin'], weights: weightSpecs }];
    const json = { format: 'layers-model', modelTopology, weightsManifest };
    writeFileSync('model/model.json', JSON.stringify(json));
    writeFileSync('model/model.weights.bin', new Uint8Array(weightData));
    return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } };
  }),
);
