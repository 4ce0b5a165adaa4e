import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import { defineSubmission, type PredictSubmission, type TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor4D } from '@tensorflow/tfjs';
import { type Moments, storedMoments } from '../layers/batch-normalisation.js';
import { type Ask, askable } from '../shared/askable.js';
import { countParameters, packWeights, unpackWeights, variablesOf, type Weights } from '../shared/weights.js';
import { embeddingsOf } from './embeddings.js';
import { embeddingLength, modalityNames, neck, networkWeights, runStem, runTrunk } from './network.js';
import { peopleOf } from './people.js';
import { labelledPictures, lengthOf, type Pictures, picturesOf } from './pictures.js';
import type { NetworkSettings, ReIdSettings } from './settings.js';
import { type Stage, type TrainedStage, trainStage } from './train-stage.js';
import type { Alignment } from './training-losses.js';

/** What of the method is in use; the comparators leave parts of it out. */
export interface Components {
  /** Stage one, on the source alone. */
  readonly hasStageOne: boolean;
  /** Stage two: on both together, or on the target alone, or none. */
  readonly stageTwo: 'source and target' | 'target' | 'none';
  readonly alignment: Alignment;
}

const weightsFile = 'weights.bin';
const momentsFile = 'moments.bin';

/** Stages of a method; one that has a single stage has the steps of both, save stage two alone, which the paper sets against both by its lower cost. */
function stagesOf(
  pictures: Stage['pictures'],
  { hasStageOne, stageTwo, alignment }: Components,
  { stageOne, stageTwo: stepsTwo }: ReIdSettings['steps'],
): Stage[] {
  const [source, target] = [peopleOf(pictures, 0), peopleOf(pictures, 1)];
  const both = stageOne + stepsTwo;
  const first: Stage = {
    pictures,
    parts: [source],
    steps: stageTwo === 'none' ? both : stageOne,
    alignment: 'none',
  };
  const second: Stage =
    stageTwo === 'target'
      ? { pictures, parts: [target], steps: both, alignment: 'none' }
      : { pictures, parts: [source, target], steps: stepsTwo, alignment };
  return [...(hasStageOne ? [first] : []), ...(stageTwo === 'none' ? [] : [second])];
}

/** Of each modality: pictures → their unit vectors [rows, length]. */
function embedders(tf: TensorFlow, weights: Weights, moments: Moments, network: NetworkSettings): Ask[] {
  return modalityNames.map((modality) =>
    askable(tf, (x) => {
      const stem = runStem(tf, weights, network, modality, x as Tensor4D, moments);
      const features = neck(tf, weights, runTrunk(tf, weights, network, stem, moments), moments);
      const lengths = tf.sqrt(tf.add(tf.sum(tf.square(features), 1, true), 1e-12));
      return [tf.div(features, lengths)];
    }),
  );
}

/** Unit vectors [rows, length] of the pictures of one modality. */
function embedded(
  tf: TensorFlow,
  ask: Ask,
  pictures: Pictures,
  modality: number,
): { rows: number[]; values: Float32Array } {
  const rows = [...pictures.modality.keys()].filter((row) => pictures.modality[row] === modality);
  if (rows.length === 0) return { rows, values: new Float32Array(0) };
  const size = lengthOf(pictures.size);
  const batch = new Float32Array(rows.length * size);
  rows.forEach((row, position) => {
    batch.set(pictures.values.subarray(row * size, (row + 1) * size), position * size);
  });
  const [values] = ask(() => [tf.tensor4d(batch, [rows.length, ...pictures.size, 3])]);
  return { rows, values: values! };
}

function answersOf(tf: TensorFlow, asks: readonly Ask[], length: number, pictures: Pictures): NamedTensors {
  const all = new Float32Array(pictures.items * length);
  for (const [modality, ask] of asks.entries()) {
    const { rows, values } = embedded(tf, ask, pictures, modality);
    rows.forEach((row, position) => {
      all.set(values.subarray(position * length, (position + 1) * length), row * length);
    });
  }
  return embeddingsOf(all, pictures.items);
}

/** The two-stream network of AGW, trained in the method's stages or in some of them. Saved without the classifiers. */
export function reIdSubmission(settings: ReIdSettings, components: Components): PredictSubmission {
  const { network } = settings;
  return defineSubmission({
    interaction: 'predict',
    async train(context) {
      const { tf } = context;
      const pictures = labelledPictures(context, network.size);
      const variables = variablesOf(tf, networkWeights(tf, context.random.fork('network'), network));
      const trained: TrainedStage[] = [];
      for (const stage of stagesOf(pictures, components, settings.steps))
        trained.push(await trainStage(context, variables, settings, stage));
      const { moments, parameters } = trained.at(-1)!;
      context.save(weightsFile, packWeights(variables));
      context.save(momentsFile, packWeights(moments));
      return { steps: trained.reduce((sum, { steps }) => sum + steps, 0), epochs: null, parameters };
    },
    load(context) {
      const { tf } = context;
      const weights = unpackWeights(tf, context.read(weightsFile));
      const moments = storedMoments(unpackWeights(tf, context.read(momentsFile)));
      const asks = embedders(tf, weights, moments, network);
      const length = embeddingLength(network);
      return {
        parameters: countParameters(weights),
        predict: (inputs, items) => answersOf(tf, asks, length, picturesOf(inputs, items, network.size)),
      };
    },
  });
}
