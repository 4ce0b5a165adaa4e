import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { LoadModel } from '../open-pipeline.js';
import { openTfjsModel } from './open-tfjs-model.js';
import { readTfjsModel } from './read-tfjs-model.js';

/** Into the runtime that is open. */
export function tfjsLoader(tf: TensorFlow): LoadModel {
  return (path, file) => openTfjsModel(readTfjsModel(path, file), file, tf);
}
