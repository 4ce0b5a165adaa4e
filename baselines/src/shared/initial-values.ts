import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor } from '@tensorflow/tfjs';

/** Uniform within ±gain · √(6 / (fanIn + fanOut)) (Glorot & Bengio 2010), with gain 1 Keras's default; seeded. */
export function glorotUniform(
  tf: TensorFlow,
  random: Random,
  shape: number[],
  fanIn: number,
  fanOut: number,
  gain = 1,
): Tensor {
  const limit = gain * Math.sqrt(6 / (fanIn + fanOut));
  const size = shape.reduce((product, length) => product * length, 1);
  return tf.tensor(
    Float32Array.from({ length: size }, () => random.uniform(-limit, limit)),
    shape,
  );
}

/** A convolution's filter [height, width, in, out]. */
export function glorotFilter(
  tf: TensorFlow,
  random: Random,
  [height, width, channelsIn, channelsOut]: [number, number, number, number],
  gain = 1,
): Tensor {
  const area = height * width;
  return glorotUniform(
    tf,
    random,
    [height, width, channelsIn, channelsOut],
    area * channelsIn,
    area * channelsOut,
    gain,
  );
}

/** A dense layer's matrix [in, out]. */
export function glorotMatrix(tf: TensorFlow, random: Random, unitsIn: number, unitsOut: number, gain = 1): Tensor {
  return glorotUniform(tf, random, [unitsIn, unitsOut], unitsIn, unitsOut, gain);
}
