import type { TrainContext } from '@paretoboard/sdk/submission.js';
import type { Scalar, Tensor2D, Tensor3D, Tensor4D, Variable } from '@tensorflow/tfjs';
import { crossEntropy, trainLoop } from '../shared/train-classifier.js';
import { variablesOf } from '../shared/weights.js';
import { studentLogits, studentWeights } from './student.js';
import { teacherLogits, teacherWeights } from './teacher.js';
import {
  centreSkeletons,
  gather,
  inertialChannels,
  jitter,
  jointAxes,
  jointCount,
  lengths,
  normaliseInertial,
  type Scaling,
  steps,
  type Windows,
} from './windows-data.js';

/** Chosen on validation (see the task's README). The paper's SGD at 0.0025 needs many more epochs for the same loss. */
export const settings = { epochs: 150, batchSize: 64, learningRate: 2e-3, temperature: 2 } as const;

interface Prepared {
  readonly inertial: Float32Array;
  readonly skeleton: Float32Array;
}

export function prepare(windows: Windows, scaling: Scaling): Prepared {
  return {
    inertial: normaliseInertial(windows.inertial, scaling),
    skeleton: centreSkeletons(windows.skeleton, scaling.skeletonDeviation),
  };
}

/** Trains the teacher on both modalities. @returns its variables and the optimiser's steps */
export function trainTeacher(
  context: TrainContext,
  windows: Windows,
  prepared: Prepared,
): { variables: Record<string, Variable>; steps: number } {
  const { tf, random } = context;
  const classes = context.outputs[0]!.shape[0]!;
  const variables = variablesOf(tf, teacherWeights(tf, random.fork('teacher'), classes));
  const done = trainLoop(context, {
    ...settings,
    items: windows.items,
    variables,
    batch: (indices, draw) => {
      const inertial = gather(prepared.inertial, indices, lengths.inertial);
      jitter(inertial, draw);
      return {
        inputs: [
          tf.tensor3d(inertial, [indices.length, steps, inertialChannels]),
          tf.tensor4d(gather(prepared.skeleton, indices, lengths.skeleton), [
            indices.length,
            steps,
            jointCount,
            jointAxes,
          ]),
        ],
        targets: [oneHot(context, windows.labels, indices, classes)],
      };
    },
    loss: ({ inputs, targets }) =>
      crossEntropy(
        tf,
        targets[0] as Tensor2D,
        teacherLogits(tf, variables, inputs[0] as Tensor3D, inputs[1] as Tensor4D),
      ),
  });
  return { variables, steps: done };
}

function oneHot({ tf }: TrainContext, labels: Int32Array, indices: Uint32Array, classes: number): Tensor2D {
  return tf.oneHot(
    tf.tensor1d(
      Int32Array.from(indices, (index) => labels[index]!),
      'int32',
    ),
    classes,
  ) as Tensor2D;
}

/** The frozen teacher's logits of every training row, [items, classes]: computed once. */
export function teacherTargets(
  context: TrainContext,
  windows: Windows,
  prepared: Prepared,
  variables: Record<string, Variable>,
): Float32Array {
  const { tf } = context;
  return tf.tidy(() => {
    const inertial = tf.tensor3d(prepared.inertial, [windows.items, steps, inertialChannels]);
    const skeleton = tf.tensor4d(prepared.skeleton, [windows.items, steps, jointCount, jointAxes]);
    return teacherLogits(tf, variables, inertial, skeleton).dataSync() as Float32Array;
  });
}

/**
 * Trains the student; with a teacher by L = CE + T² · KL(teacher ‖ student) at temperature T (Eq. 11, in the usual direction), without one by CE
 * alone, from the same initial weights.
 * @param teacher logits [items, classes] of the frozen teacher, or null
 */
export function trainStudent(
  context: TrainContext,
  windows: Windows,
  prepared: Prepared,
  teacher: Float32Array | null,
): { variables: Record<string, Variable>; steps: number } {
  const { tf, random } = context;
  const classes = context.outputs[0]!.shape[0]!;
  const variables = variablesOf(tf, studentWeights(tf, random.fork('student'), classes));
  const { temperature } = settings;
  const done = trainLoop(context, {
    ...settings,
    items: windows.items,
    variables,
    batch: (indices, draw) => {
      const inertial = gather(prepared.inertial, indices, lengths.inertial);
      jitter(inertial, draw);
      const hard = oneHot(context, windows.labels, indices, classes);
      const soft = teacher
        ? [tf.softmax(tf.div(tf.tensor2d(gather(teacher, indices, classes), [indices.length, classes]), temperature))]
        : [];
      return { inputs: [tf.tensor3d(inertial, [indices.length, steps, inertialChannels])], targets: [hard, ...soft] };
    },
    loss: ({ inputs, targets }): Scalar => {
      const logits = studentLogits(tf, variables, inputs[0] as Tensor3D);
      const hard = crossEntropy(tf, targets[0] as Tensor2D, logits);
      if (!targets[1]) return hard;
      // KL and cross-entropy against the teacher differ by the teacher's entropy, which has no gradient.
      const soft = crossEntropy(tf, targets[1] as Tensor2D, tf.div(logits, temperature));
      return tf.add(hard, tf.mul(soft, temperature * temperature));
    },
  });
  return { variables, steps: done };
}
