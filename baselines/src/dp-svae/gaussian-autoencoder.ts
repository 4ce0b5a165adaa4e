import { drawn } from '@paretoboard/sdk/graphs.js';
import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor1D } from '@tensorflow/tfjs';
import { normalisationWeights, normaliseExample } from '../layers/example-normalisation.js';
import { type Activations, linearMap, linearWeights } from '../layers/linear-map.js';
import {
  convolutionWeights,
  patchConvolution,
  transposedConvolution,
  transposedConvolutionWeights,
} from '../layers/patch-convolution.js';
import type { Weights } from '../shared/weights.js';
import type { Autoencoder } from './autoencoder.js';
import { pixels, side } from './picture-scale.js';
import type { NetworkSettings } from './settings.js';

const slope = 0.01;
/** The divergence beside the mean squared error of a pixel: as of a normal density of variance ½ at each. */
const divergenceWeight = 1 / pixels;

function smallSide({ channels }: NetworkSettings): number {
  return side / 2 ** channels.length;
}

function initialWeights(tf: TensorFlow, random: Random, settings: NetworkSettings): Weights {
  const { channels, latent } = settings;
  const units = smallSide(settings) ** 2 * channels.at(-1)!;
  const decoder = [...[...channels].reverse(), channels[0]!];
  return Object.assign(
    {},
    ...channels.flatMap((out, index) => [
      convolutionWeights(tf, random, `encoder/${index}`, channels[index - 1] ?? 1, out),
      normalisationWeights(tf, `encoder/${index}`, out),
    ]),
    linearWeights(tf, random, 'encoder/mean', units, latent),
    linearWeights(tf, random, 'encoder/logVariance', units, latent),
    linearWeights(tf, random, 'decoder/latent', latent, units),
    ...decoder
      .slice(1)
      .flatMap((out, index) => [
        transposedConvolutionWeights(tf, random, `decoder/${index}`, decoder[index]!, out),
        normalisationWeights(tf, `decoder/${index}`, out),
      ]),
    convolutionWeights(tf, random, 'decoder/picture', channels[0]!, 1),
  );
}

function block(tf: TensorFlow, weights: Weights, name: string, x: Activations): Activations {
  return tf.leakyRelu(normaliseExample(tf, weights, name, x, 1), slope);
}

/** Mean and logarithm of the variance, [examples, 1, 1, latent]. */
function encode(tf: TensorFlow, weights: Weights, { channels }: NetworkSettings, pictures: Activations) {
  let x = pictures;
  for (const index of channels.keys())
    x = block(tf, weights, `encoder/${index}`, patchConvolution(tf, weights, `encoder/${index}`, x, 2));
  const flat = x.reshape([x.shape[0], 1, 1, -1]) as Activations;
  return {
    mean: linearMap(tf, weights, 'encoder/mean', flat),
    logVariance: linearMap(tf, weights, 'encoder/logVariance', flat),
  };
}

function decode(tf: TensorFlow, weights: Weights, settings: NetworkSettings, z: Activations): Activations {
  let x = linearMap(tf, weights, 'decoder/latent', z).reshape([
    z.shape[0],
    1,
    smallSide(settings) ** 2,
    settings.channels.at(-1)!,
  ]) as Activations;
  for (const index of settings.channels.keys())
    x = block(tf, weights, `decoder/${index}`, transposedConvolution(tf, weights, `decoder/${index}`, x));
  return tf.tanh(patchConvolution(tf, weights, 'decoder/picture', x, 1));
}

/** @param rows those behind the last of `draws` are zeros */
function normals(tf: TensorFlow, draws: readonly Random[], latent: number, rows = draws.length): Activations {
  const values = new Float32Array(rows * latent);
  for (const [row, random] of draws.entries())
    for (let unit = 0; unit < latent; unit++) values[row * latent + unit] = random.normal();
  return tf.tensor4d(values, [rows, 1, 1, latent]);
}

/**
 * The ordinary variational autoencoder that the paper compares with (Kingma & Welling 2014): the same convolutions with leaky ReLU, a Gaussian latent.
 * `steps`, `outputsPerUnit` and `hidden` of the settings are of no use to it.
 */
export function gaussianAutoencoder(settings: NetworkSettings): Autoencoder {
  return {
    initialWeights: (tf, random) => initialWeights(tf, random, settings),
    losses: (tf, weights, pictures, draws) => {
      const { mean, logVariance } = encode(tf, weights, settings, pictures);
      const drawNormals = () => {
        const rows = Array.from({ length: draws.examples }, () => draws.random);
        return normals(tf, rows, settings.latent, pictures.shape[0]);
      };
      const noise = tf.mul(tf.exp(tf.div(logVariance, 2)), drawn(tf, drawNormals));
      const pictured = decode(tf, weights, settings, tf.add(mean, noise));
      const error = tf.mean(tf.squaredDifference(pictured, pictures), [1, 2, 3]);
      const surprise = tf.sub(tf.add(tf.square(mean), tf.exp(logVariance)), tf.add(logVariance, 1));
      const divergence = tf.mul(tf.sum(surprise, [1, 2, 3]), 0.5 * divergenceWeight);
      return tf.add(error, divergence) as Tensor1D;
    },
    reconstruct: (tf, weights, pictures) => decode(tf, weights, settings, encode(tf, weights, settings, pictures).mean),
    sample: (tf, weights, _pictures, generators) =>
      decode(
        tf,
        weights,
        settings,
        drawn(tf, () => normals(tf, generators(), settings.latent)),
      ),
  };
}
