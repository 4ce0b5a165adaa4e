import type { TensorFlow, TrainContext } from '@paretoboard/sdk/submission.js';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs';
import { type CodeGeometry, codeGeometry, padWindows } from './code-geometry.js';
import type { Settings } from './settings.js';
import { fitWindowScale, toUnit, type WindowScale } from './window-scale.js';

/** All training windows in [0, 1], and whose they are. */
export interface TrainingWindows {
  readonly items: number;
  readonly classes: number;
  readonly geometry: CodeGeometry;
  readonly scale: WindowScale;
  /** [items, steps, channels]. */
  readonly unit: Float32Array;
  readonly subjects: Int32Array;
}

export function trainingWindows(context: TrainContext, settings: Settings): TrainingWindows {
  const { items, inputs, targets } = context.all('train');
  const { data, shape } = inputs.window!;
  const [, steps, channels] = shape as [number, number, number];
  const scale = fitWindowScale(data as Float32Array, channels);
  const subjects = targets.subject!.data as Int32Array;
  return {
    items,
    classes: 1 + subjects.reduce((a, b) => Math.max(a, b), 0),
    geometry: codeGeometry(steps, channels, settings.autoencoder.timePadding),
    scale,
    unit: toUnit(scale, data),
    subjects,
  };
}

/** Values of some windows, one after the other. */
function gathered({ unit, geometry }: TrainingWindows, indices: Uint32Array): Float32Array {
  const size = geometry.window[0] * geometry.window[1];
  const values = new Float32Array(indices.length * size);
  for (const [row, index] of indices.entries()) values.set(unit.subarray(index * size, (index + 1) * size), row * size);
  return values;
}

/** [n, steps, channels, 1]. */
export function windowBatch(tf: TensorFlow, windows: TrainingWindows, indices: Uint32Array): Tensor4D {
  const [steps, channels] = windows.geometry.window;
  return tf.tensor4d(gathered(windows, indices), [indices.length, steps, channels, 1]);
}

/** [n, padded time, padded width, 1]. */
export function paddedBatch(tf: TensorFlow, windows: TrainingWindows, indices: Uint32Array): Tensor4D {
  const { geometry } = windows;
  const padded = padWindows(gathered(windows, indices), geometry);
  return tf.tensor4d(padded, [indices.length, ...geometry.padded, 1]);
}

/** One-hot subjects of some windows, [n, classes]. */
export function subjectBatch(tf: TensorFlow, { subjects, classes }: TrainingWindows, indices: Uint32Array): Tensor2D {
  const labels = Int32Array.from(indices, (index) => subjects[index]!);
  return tf.oneHot(tf.tensor1d(labels, 'int32'), classes, 1, 0, 'float32') as Tensor2D;
}

/** Positions 0 … items − 1 in runs of `size`. */
export function* runsOf(items: number, size: number): Generator<Uint32Array> {
  for (let from = 0; from < items; from += size)
    yield Uint32Array.from({ length: Math.min(size, items - from) }, (_, at) => from + at);
}
