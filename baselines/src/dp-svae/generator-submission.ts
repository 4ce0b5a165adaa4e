import { defineSubmission, type GenerateSubmission, type TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Activations } from '../layers/linear-map.js';
import { countParameters, packWeights, unpackWeights, variablesOf } from '../shared/weights.js';
import type { Autoencoder } from './autoencoder.js';
import { greyLevels, pictureTensor, side } from './picture-scale.js';
import type { TrainingSettings } from './settings.js';
import { type Noise, trainPlainly, trainPrivately } from './train-autoencoder.js';

export interface GeneratorOptions {
  readonly autoencoder: Autoencoder;
  readonly settings: TrainingSettings;
  /** null: trained without privacy. */
  readonly noise: Noise | null;
}

const weightsFile = 'weights.bin';

function answer(tf: TensorFlow, items: number, draw: () => Activations) {
  const data = tf.tidy(() => draw().dataSync() as Float32Array);
  return { dtype: 'float32', shape: [items, side, side], data } as const;
}

/** An autoencoder as a submission: trained with or without privacy, answering pictures and seeds. */
export function generatorSubmission({ autoencoder, settings, noise }: GeneratorOptions): GenerateSubmission {
  return defineSubmission({
    interaction: 'generate',
    train(context) {
      const { tf, random } = context;
      const levels = greyLevels(context.all('train').inputs.image!.data);
      const variables = variablesOf(tf, autoencoder.initialWeights(tf, random.fork('weights')));
      const task = { autoencoder, settings, levels, variables };
      const privacy = noise && trainPrivately(context, task, noise);
      const steps = privacy ? privacy.steps : trainPlainly(context, task);
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
      return {
        parameters: countParameters(weights),
        reconstruct: (inputs, items) =>
          answer(tf, items, () =>
            autoencoder.reconstruct(tf, weights, pictureTensor(tf, greyLevels(inputs.image!.data))),
          ),
        sample: (seeds) => answer(tf, seeds.length, () => autoencoder.sample(tf, weights, seeds)),
      };
    },
  });
}
