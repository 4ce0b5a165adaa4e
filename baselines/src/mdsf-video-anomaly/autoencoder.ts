import { defineSubmission } from '@paretoboard/sdk/submission.js';
import { packTensors, unpackTensors } from '@paretoboard/sdk/tensor-bytes.js';
import type { Tensor4D } from '@tensorflow/tfjs';
import { askable } from '../shared/askable.js';
import { countParameters, packWeights, unpackWeights } from '../shared/weights.js';
import { decode, encode, pictureChannels } from './masked-autoencoder.js';
import { meanLevel, normalised, picturesOf, trainingPictures } from './pictures.js';
import { scored } from './scored.js';
import { small } from './settings.js';
import { trainAutoencoder } from './train-parts.js';

const name = 'plain';

/** A plain autoencoder of the teacher's size, nothing hidden: the mean squared error of the reconstruction is the score. */
export default defineSubmission({
  interaction: 'predict',
  async train(context) {
    const seen = trainingPictures(context, small.size);
    const pictures = { ...seen, mean: meanLevel(seen) };
    const { variables, steps } = await trainAutoencoder(
      context,
      name,
      small.teacher,
      pictures,
      small.teacherTraining,
      false,
    );
    context.save('weights.bin', packWeights(variables));
    const level = { dtype: 'float32' as const, shape: [], data: Float32Array.of(pictures.mean) };
    context.save('level.bin', packTensors({ mean: level }));
    return { steps, epochs: small.teacherTraining.epochs, parameters: countParameters(variables) };
  },
  load({ tf, read }) {
    const weights = unpackWeights(tf, read('weights.bin'));
    const mean = unpackTensors(read('level.bin')).mean!.data[0]!;
    const ask = askable(tf, (x) => {
      const again = decode(tf, weights, name, encode(tf, weights, name, x as Tensor4D, small.teacher.length));
      return [tf.mean(tf.squaredDifference(again, x!), [1, 2, 3])];
    });
    return {
      parameters: countParameters(weights),
      predict: (inputs, items) => {
        const pictures = picturesOf(inputs, items, small.size);
        const all = Uint32Array.from({ length: items }, (_, index) => index);
        const [errors] = ask(() => [
          tf.tensor4d(normalised(pictures, mean, all), [items, ...small.size, pictureChannels]),
        ]);
        return scored(errors!);
      },
    };
  },
});
