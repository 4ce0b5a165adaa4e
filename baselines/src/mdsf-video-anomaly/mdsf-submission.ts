import { defineSubmission, type PredictSubmission } from '@paretoboard/sdk/submission.js';
import { packTensors, unpackTensors } from '@paretoboard/sdk/tensor-bytes.js';
import type { Tensor4D } from '@tensorflow/tfjs';
import { askable } from '../shared/askable.js';
import { countParameters, packWeights, unpackWeights, type Weights } from '../shared/weights.js';
import type { FusionParts } from './discrepancy-fusion.js';
import { pictureChannels } from './masked-autoencoder.js';
import { meanLevel, normalised, picturesOf, trainingPictures } from './pictures.js';
import { scored } from './scored.js';
import type { MdsfConfiguration } from './settings.js';
import { scores, trainAutoencoder, trainGates, trainStudent, untrainedFusion } from './train-parts.js';

export interface MdsfOptions {
  readonly configuration: MdsfConfiguration;
  readonly parts: FusionParts;
  /** Train the gates on pasted patches; else they stay at their initial values, as the paper's stated loss leaves them. */
  readonly gatesTrained: boolean;
}

const weightsFile = 'weights.bin';
const levelFile = 'level.bin';

/** Teacher, then student, then gates; each frozen for the next. Saved without the decoders: a score needs features only. */
export function mdsfSubmission(options: MdsfOptions): PredictSubmission {
  const { configuration, parts } = options;
  const { size } = configuration;
  return defineSubmission({
    interaction: 'predict',
    async train(context) {
      const seen = trainingPictures(context, configuration.size);
      const pictures = { ...seen, mean: meanLevel(seen) };
      const { teacher: widths, teacherTraining } = configuration;
      const teacher = await trainAutoencoder(context, 'teacher', widths, pictures, teacherTraining, true);
      const student = await trainStudent(context, teacher.variables, configuration, pictures);
      const networks: Weights = { ...teacher.variables, ...student.variables };
      const gates = options.gatesTrained
        ? await trainGates(context, networks, configuration, pictures)
        : { variables: untrainedFusion(context, configuration), steps: 0 };
      const needed = Object.entries({ ...networks, ...gates.variables }).filter(([name]) => !name.includes('/decoder'));
      context.save(weightsFile, packWeights(Object.fromEntries(needed)));
      const level = { dtype: 'float32' as const, shape: [], data: Float32Array.of(pictures.mean) };
      context.save(levelFile, packTensors({ mean: level }));
      return {
        steps: teacher.steps + student.steps + gates.steps,
        epochs:
          configuration.teacherTraining.epochs +
          configuration.studentTraining.epochs +
          (options.gatesTrained ? configuration.gateTraining.epochs : 0),
        parameters: countParameters({ ...networks, ...gates.variables }),
      };
    },
    load(context) {
      const { tf } = context;
      const weights = unpackWeights(tf, context.read(weightsFile));
      const mean = unpackTensors(context.read(levelFile)).mean!.data[0]!;
      const ask = askable(tf, (x) => [scores({ tf }, weights, x as Tensor4D, configuration.teacher.length, parts)]);
      return {
        parameters: countParameters(weights),
        predict: (inputs, items) => {
          const all = Uint32Array.from({ length: items }, (_, index) => index);
          const batch = normalised(picturesOf(inputs, items, size), mean, all);
          const [values] = ask(() => [tf.tensor4d(batch, [items, ...size, pictureChannels])]);
          return scored(values!);
        },
      };
    },
  });
}
