import type { LoadContext, Predictor } from '@paretoboard/sdk/submission.js';
import { countParameters } from '../shared/weights.js';
import { loadArtefact } from './artefact.js';
import { studentLogits } from './student.js';
import { inertialChannels, normaliseInertial, steps } from './windows-data.js';

/** The student at test time: inertial windows only. */
export function loadStudent(context: LoadContext): Predictor {
  const { tf } = context;
  const { weights, scaling } = loadArtefact(tf, context);
  const classes = context.outputs[0]!.shape[0]!;
  return {
    parameters: countParameters(weights),
    predict: (inputs, items) => {
      const windows = normaliseInertial(inputs.inertial!.data as Float32Array, scaling);
      const data = tf.tidy(() =>
        studentLogits(tf, weights, tf.tensor3d(windows, [items, steps, inertialChannels])).dataSync(),
      );
      return { logits: { dtype: 'float32', shape: [items, classes], data: data as Float32Array } };
    },
  };
}
