// What the accuracy pass and the bare loop beside it answer: items, and a model as a submission has it.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export const [rows, width, classes] = [64, 256, 43];

/** Layers of 1,024 units, so many that one item takes at least 5 ms; the number of them is the artefact. */
export const model = `
  export default {
    interaction: 'predict',
    train() {},
    load({ tf, read }) {
      const layers = Number(new TextDecoder().decode(read('layers.txt')));
      const first = tf.randomUniform([${width}, 1024], -0.1, 0.1, 'float32', 1);
      const hidden = tf.randomUniform([1024, 1024], -0.05, 0.05, 'float32', 2);
      const last = tf.randomUniform([1024, ${classes}], -0.1, 0.1, 'float32', 3);
      return {
        parameters: null,
        predict(inputs, items) {
          const logits = tf.tidy(() => {
            let value = tf.tensor2d(inputs.x.data, [items * ${rows}, ${width}]).matMul(first);
            for (let layer = 0; layer < layers; layer++) value = value.relu().matMul(hidden);
            return value.matMul(last).reshape([items, ${rows}, ${classes}]).mean(1);
          });
          const data = logits.dataSync();
          logits.dispose();
          return { logits: { dtype: 'float32', shape: [items, ${classes}], data } };
        },
      };
    },
  };`;

export function readItem(index) {
  const data = Float32Array.from({ length: rows * width }, (_, at) => ((index + 1) * (at + 7)) % 13);
  return { inputs: { x: { dtype: 'float32', shape: [rows, width], data } }, targets: {}, attributes: {}, group: '' };
}

/** The model of `folder`, in this process. */
export async function loadHere(folder, runtime, layers) {
  const { default: submission } = await import(pathToFileURL(join(folder, 'model.mjs')).href);
  return submission.load({ tf: runtime.tf, read: () => new TextEncoder().encode(String(layers)) });
}

/** Milliseconds of each item, read and answered in a plain loop. */
export function timeLoop(predictor, items) {
  return Array.from({ length: items }, (_, index) => {
    const begun = performance.now();
    const { inputs } = readItem(index);
    predictor.predict({ x: { ...inputs.x, shape: [1, rows, width] } }, 1);
    return performance.now() - begun;
  });
}
