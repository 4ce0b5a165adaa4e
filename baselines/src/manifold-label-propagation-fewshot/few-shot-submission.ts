import { defineSubmission, type EpisodeSubmission } from '@paretoboard/sdk/submission.js';
import { storedMoments } from '../layers/batch-normalisation.js';
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
    train(context) {
      const rows = labelledPictures(context, backbone);
      const method = { configuration, components, shots: shotsOf(context.track) };
      const { variables, moments, steps, epochs } = trainFewShot(context, method, rows);
      context.save(weightsFile, packWeights(variables));
      context.save(momentsFile, packWeights(moments));
      return { steps, epochs, parameters: countParameters(variables) };
    },
    load(context) {
      const { tf } = context;
      const weights = unpackWeights(tf, context.read(weightsFile));
      const moments = storedMoments(unpackWeights(tf, context.read(momentsFile)));
      let support: Support | null = null;
      return {
        parameters: countParameters(weights),
        support: (set) => {
          support = supportOf(set);
        },
        predict: ({ queryImages }, items) => {
          const { images, labels } = support!;
          const data = tf.tidy(() => {
            const { side, channels } = backbone;
            const pictures = new Float32Array((labels.length + items) * side * side * channels);
            pictures.set(prepare(images, side, channels));
            pictures.set(prepare(queryImages!.data, side, channels), labels.length * side * side * channels);
            const batch = tf.tensor4d(pictures, [labels.length + items, side, side, channels]);
            const features = refine(tf, components, backbone.features(tf, weights, batch, moments));
            return classifyQueries(tf, components, features, tf.tensor1d(labels, 'int32')).dataSync();
          }) as Float32Array;
          return { logits: { dtype: 'float32', shape: [items, ways], data } };
        },
      };
    },
  });
}
