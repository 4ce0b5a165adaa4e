import { defineSubmission, type EpisodeSubmission } from '@paretoboard/sdk/submission.js';
import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs';
import { storedMoments } from '../layers/batch-normalisation.js';
import { askable } from '../shared/askable.js';
import { countParameters, packWeights, unpackWeights } from '../shared/weights.js';
import { classifyQueries } from './classify-queries.js';
import { type Support, shotsOf, supportOf } from './episode-pictures.js';
import { labelledPictures } from './labelled-pictures.js';
import { type Components, refine } from './network.js';
import { prepare } from './pictures.js';
import { type Configuration, ways } from './settings.js';
import { trainFewShot } from './training.js';

const weightsFile = 'weights.bin';
const momentsFile = 'moments.bin';

/** The method, or a part of it, on episodes. All queries are embedded together with the support set: it is transductive. */
export function fewShotSubmission(configuration: Configuration, components: Components): EpisodeSubmission {
  const { backbone } = configuration;
  return defineSubmission({
    interaction: 'episode',
    async train(context) {
      const rows = labelledPictures(context, backbone);
      const method = { configuration, components, shots: shotsOf(context.track) };
      const { variables, moments, steps, epochs } = await trainFewShot(context, method, rows);
      context.save(weightsFile, packWeights(variables));
      context.save(momentsFile, packWeights(moments));
      return { steps, epochs, parameters: countParameters(variables) };
    },
    load(context) {
      const { tf } = context;
      const weights = unpackWeights(tf, context.read(weightsFile));
      const moments = storedMoments(unpackWeights(tf, context.read(momentsFile)));
      const ask = askable(tf, (pictures, labels) => {
        const features = refine(tf, components, backbone.features(tf, weights, pictures as Tensor4D, moments));
        return [classifyQueries(tf, components, features, labels as Tensor1D)];
      });
      let support: Support | null = null;
      return {
        parameters: countParameters(weights),
        support: (set) => {
          support = supportOf(set);
        },
        predict: ({ queryImages }, items) => {
          const { images, labels } = support!;
          const { side, channels } = backbone;
          const pictures = new Float32Array((labels.length + items) * side * side * channels);
          pictures.set(prepare(images, side, channels));
          pictures.set(prepare(queryImages!.data, side, channels), labels.length * side * side * channels);
          const [data] = ask(() => [
            tf.tensor4d(pictures, [labels.length + items, side, side, channels]),
            tf.tensor1d(labels, 'int32'),
          ]);
          return { logits: { dtype: 'float32', shape: [items, ways], data: data! } };
        },
      };
    },
  });
}
