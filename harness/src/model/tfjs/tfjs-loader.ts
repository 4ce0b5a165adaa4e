import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { MultiplyMatrices } from '../count-operations.js';
import type { LoadModel } from '../open-pipeline.js';
import { openTfjsModel } from './open-tfjs-model.js';
import { readTfjsModel } from './read-tfjs-model.js';

/** Into the runtime that is open. */
export function tfjsLoader(tf: TensorFlow): LoadModel {
  return (path, file) => openTfjsModel(readTfjsModel(path, file), file, tf);
}

/** In the runtime that is open. */
export function tfjsMatrixProduct(tf: TensorFlow): MultiplyMatrices {
  return async (side) => {
    const product = tf.tidy(() => {
      const matrix = tf.fill([side, side], 0.5);
      return tf.matMul(matrix, matrix);
    });
    await product.data();
    product.dispose();
  };
}
