import { defineSubmission } from '@paretoboard/sdk/submission.js';
import { countParameters } from '../shared/weights.js';
import { loadArtefact, saveArtefact } from './artefact.js';
import { teacherLogits } from './teacher.js';
import { prepare, settings, trainTeacher } from './train-student.js';
import {
  allRows,
  centreSkeletons,
  inertialChannels,
  jointAxes,
  jointCount,
  normaliseInertial,
  scalingOf,
  steps,
} from './windows-data.js';

/** The teacher itself: sees the skeleton at test time too. */
export default defineSubmission({
  interaction: 'predict',
  train(context) {
    const windows = allRows(context);
    const scaling = scalingOf(windows);
    const teacher = trainTeacher(context, windows, prepare(windows, scaling));
    saveArtefact(context, teacher.variables, scaling);
    return { steps: teacher.steps, epochs: settings.epochs, parameters: countParameters(teacher.variables) };
  },
  load(context) {
    const { tf } = context;
    const { weights, scaling } = loadArtefact(tf, context);
    const classes = context.outputs[0]!.shape[0]!;
    return {
      parameters: countParameters(weights),
      predict: (inputs, items) => {
        const wrist = normaliseInertial(inputs.inertial!.data as Float32Array, scaling);
        const body = centreSkeletons(inputs.skeleton!.data as Float32Array, scaling.skeletonDeviation);
        const data = tf.tidy(() =>
          teacherLogits(
            tf,
            weights,
            tf.tensor3d(wrist, [items, steps, inertialChannels]),
            tf.tensor4d(body, [items, steps, jointCount, jointAxes]),
          ).dataSync(),
        );
        return { logits: { dtype: 'float32', shape: [items, classes], data: data as Float32Array } };
      },
    };
  },
});
