import { Random } from '@paretoboard/sdk/random.js';
import { defineSubmission, type GenerateSubmission } from '@paretoboard/sdk/submission.js';
import type { Activations } from '../layers/linear-map.js';
import { askable } from '../shared/askable.js';
import { countParameters, packWeights, unpackWeights, variablesOf } from '../shared/weights.js';
import type { Autoencoder } from './autoencoder.js';
import { greyLevels, pictureTensor, pixels, side } from './picture-scale.js';
import type { TrainingSettings } from './settings.js';
import { type Noise, trainPlainly, trainPrivately } from './train-autoencoder.js';

export interface GeneratorOptions {
  readonly autoencoder: Autoencoder;
  readonly settings: TrainingSettings;
  /** null: trained without privacy. */
  readonly noise: Noise | null;
}

const weightsFile = 'weights.bin';

/** Pictures of a query, `atOnce` of them after the other. @param ask what a network says of items `from` to `to` */
function answerInParts(items: number, atOnce: number, ask: (from: number, to: number) => Float32Array[]) {
  const data = new Float32Array(items * pixels);
  for (let from = 0; from < items; from += atOnce) {
    const [part] = ask(from, Math.min(items, from + atOnce));
    data.set(part!, from * pixels);
  }
  return { dtype: 'float32', shape: [items, side, side], data } as const;
}

/** An autoencoder as a submission: trained with or without privacy, answering pictures and seeds. */
export function generatorSubmission({ autoencoder, settings, noise }: GeneratorOptions): GenerateSubmission {
  return defineSubmission({
    interaction: 'generate',
    async train(context) {
      const { tf, random } = context;
      const levels = greyLevels(context.all('train').inputs.image!.data);
      const variables = variablesOf(tf, autoencoder.initialWeights(tf, random.fork('weights')));
      const task = { autoencoder, settings, levels, variables };
      const privacy = noise && trainPrivately(context, task, noise);
      const steps = privacy ? privacy.steps : await trainPlainly(context, task);
      context.save(weightsFile, packWeights(variables));
      return {
        steps,
        epochs: settings.epochs,
        parameters: countParameters(variables),
        ...(privacy && { privacy }),
      };
    },
    load(context) {
      const { tf } = context;
      const weights = unpackWeights(tf, context.read(weightsFile));
      const { atOnce = Number.POSITIVE_INFINITY } = autoencoder;
      let asked: Int32Array = new Int32Array(0);
      const generators = () => Array.from(asked, (seed) => new Random(seed));
      const reconstruct = askable(tf, (pictures) => [autoencoder.reconstruct(tf, weights, pictures as Activations)]);
      const sample = askable(tf, (seeds) => [autoencoder.sample(tf, weights, seeds!.shape[0]!, generators)]);
      return {
        parameters: countParameters(weights),
        reconstruct: (inputs, items) => {
          const levels = greyLevels(inputs.image!.data);
          return answerInParts(items, atOnce, (from, to) =>
            reconstruct(() => [pictureTensor(tf, levels.subarray(from * pixels, to * pixels))]),
          );
        },
        sample: (seeds) =>
          answerInParts(seeds.length, atOnce, (from, to) => {
            asked = seeds.subarray(from, to);
            return sample(() => [tf.tensor1d(asked, 'int32')]);
          }),
      };
    },
  });
}
