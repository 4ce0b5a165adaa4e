import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import {
  defineSubmission,
  type PredictSubmission,
  type TensorFlow,
  type TrainContext,
} from '@paretoboard/sdk/submission.js';
import { packTensors, unpackTensors } from '@paretoboard/sdk/tensor-bytes.js';
import { askable } from '../shared/askable.js';
import { countParameters, packWeights, unpackWeights, type Weights } from '../shared/weights.js';
import type { WindowBatch, WindowNetwork } from './network.js';
import { centreSkeletons, fitPreprocessing, type Preprocessing, scaleInertial, scaleSkeleton } from './preprocess.js';
import type { Scaling } from './standardise.js';
import { teacherNetwork } from './teacher-network.js';
import { type Distillation, type PreparedRows, type TrainingSettings, trainNetwork } from './train-network.js';
import { allTrainingRows } from './training-rows.js';

export interface NetworkSubmission {
  readonly network: WindowNetwork;
  readonly settings: TrainingSettings;
  /** Train a teacher first and distil it. */
  readonly teacher?: { readonly settings: TrainingSettings } & Pick<Distillation, 'temperature' | 'weight'>;
}

const weightsFile = 'weights.bin';
const scalingFile = 'scaling.bin';

function packScaling({ inertial, skeleton }: Preprocessing): Uint8Array {
  const vector = (data: Float32Array) => ({ dtype: 'float32' as const, shape: [data.length], data });
  const pair = (name: string, scaling: Scaling): NamedTensors => ({
    [`${name}/mean`]: vector(scaling.mean),
    [`${name}/deviation`]: vector(scaling.deviation),
  });
  return packTensors({ ...pair('inertial', inertial), ...pair('skeleton', skeleton) });
}

function unpackScaling(bytes: Uint8Array): Preprocessing {
  const stored = unpackTensors(bytes);
  const pair = (name: string): Scaling => ({
    mean: stored[`${name}/mean`]!.data as Float32Array,
    deviation: stored[`${name}/deviation`]!.data as Float32Array,
  });
  return { inertial: pair('inertial'), skeleton: pair('skeleton') };
}

function prepare(context: TrainContext, needsSkeleton: boolean): PreparedRows {
  const { items, inertial, skeleton, labels } = allTrainingRows(context);
  const centred = centreSkeletons(skeleton, 64);
  return {
    items,
    labels,
    inertial,
    skeleton: needsSkeleton ? centred : null,
    fitted: fitPreprocessing(inertial, centred),
  };
}

function inputBatch(
  tf: TensorFlow,
  fitted: Preprocessing,
  network: WindowNetwork,
  inputs: NamedTensors,
  items: number,
): WindowBatch {
  const inertial = scaleInertial(fitted, inputs.inertial!.data as Float32Array);
  return {
    items,
    inertial: tf.tensor3d(inertial, [items, 64, 6]),
    skeleton: network.seesSkeleton
      ? tf.tensor4d(scaleSkeleton(fitted, inputs.skeleton!.data as Float32Array), [items, 64, 20, 3])
      : null,
  };
}

/** A network on windows, trained on all training subjects, with or without a teacher. */
export function networkSubmission({ network, settings, teacher }: NetworkSubmission): PredictSubmission {
  return defineSubmission({
    interaction: 'predict',
    async train(context) {
      const rows = prepare(context, network.seesSkeleton || teacher !== undefined);
      const taught = teacher && (await trainNetwork(context, teacherNetwork, rows, teacher.settings));
      const distillation =
        teacher && taught ? { ...teacher, network: teacherNetwork, weights: taught.variables as Weights } : null;
      const { variables, steps } = await trainNetwork(context, network, rows, settings, distillation);
      context.save(weightsFile, packWeights(variables));
      context.save(scalingFile, packScaling(rows.fitted));
      return {
        steps: steps + (taught?.steps ?? 0),
        epochs: settings.epochs + (teacher?.settings.epochs ?? 0),
        parameters: countParameters(variables),
      };
    },
    load(context) {
      const { tf } = context;
      const weights = unpackWeights(tf, context.read(weightsFile));
      const fitted = unpackScaling(context.read(scalingFile));
      const classes = context.outputs[0]!.shape[0]!;
      const ask = askable(tf, (inertial, skeleton) => {
        const windows = { items: inertial!.shape[0]!, inertial, skeleton: skeleton ?? null } as WindowBatch;
        return [network.logits(tf, weights, windows, null)];
      });
      return {
        parameters: countParameters(weights),
        predict: (inputs, items) => {
          const [data] = ask(() => {
            const { inertial, skeleton } = inputBatch(tf, fitted, network, inputs, items);
            return skeleton ? [inertial, skeleton] : [inertial];
          });
          return { logits: { dtype: 'float32', shape: [items, classes], data: data! } };
        },
      };
    },
  });
}
