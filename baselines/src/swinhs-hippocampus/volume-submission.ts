import type { Tensor } from '@paretoboard/contract/tensor.js';
import type { Random } from '@paretoboard/sdk/random.js';
import { defineSubmission, type PredictSubmission, type TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor2D } from '@tensorflow/tfjs';
import { type Sizes3, type Volume, voxelsOf } from '../layers/volume.js';
import { type Ask, askable } from '../shared/askable.js';
import { type Batch, trainLoop } from '../shared/train-classifier.js';
import { countParameters, packWeights, unpackWeights, variablesOf } from '../shared/weights.js';
import { segmentationLoss } from './loss.js';
import type { TrainingSettings } from './settings.js';
import type { VolumeNetwork } from './volume-network.js';
import { answerOf, copyBox, type LabelledVolume, readAll, sizesOfBatch, standardised } from './volumes.js';

const weightsFile = 'weights.bin';

function mapSizes(map: (axis: 0 | 1 | 2) => number): Sizes3 {
  return [map(0), map(1), map(2)];
}

/** Sides that a network takes: at least those of a volume. */
function padded(sizes: Sizes3, multiple: number): Sizes3 {
  return mapSizes((axis) => Math.ceil(sizes[axis] / multiple) * multiple);
}

/** One size for all crops: the largest volume's, but no more than the settings say. */
function cropOf(volumes: readonly LabelledVolume[], most: Sizes3, multiple: number): Sizes3 {
  const largest = mapSizes((axis) => Math.max(...volumes.map(({ sizes }) => sizes[axis])));
  return mapSizes((axis) => Math.min(padded(largest, multiple)[axis], most[axis]));
}

/** Where a crop begins: anywhere in a volume that is larger, and so that a smaller one lies anywhere in it. */
function drawCorner(random: Random, sizes: Sizes3, crop: Sizes3): Sizes3 {
  return mapSizes((axis) => {
    const room = sizes[axis] - crop[axis];
    return room >= 0 ? random.integer(room + 1) : -random.integer(1 - room);
  });
}

function batchOf(
  tf: TensorFlow,
  volumes: readonly LabelledVolume[],
  crop: Sizes3,
  indices: Uint32Array,
  random: Random,
): Batch {
  const voxels = voxelsOf(crop);
  const [grey, masks] = [new Float32Array(indices.length * voxels), new Float32Array(indices.length * voxels)];
  for (const [position, index] of indices.entries()) {
    const volume = volumes[index]!;
    const corner = drawCorner(random, volume.sizes, crop);
    copyBox(volume.grey, volume.sizes, corner, grey, crop, position * voxels);
    copyBox(volume.mask, volume.sizes, corner, masks, crop, position * voxels);
  }
  return {
    inputs: [tf.tensor5d(grey, [indices.length, ...crop, 1])],
    targets: [tf.tensor2d(masks, [indices.length, voxels])],
  };
}

/** Probabilities of one volume, from a network that sees it as a whole, zeros around. */
function probabilities(tf: TensorFlow, ask: Ask, multiple: number, values: Float32Array, sizes: Sizes3): Float32Array {
  const outer = padded(sizes, multiple);
  const corner = mapSizes(() => 0);
  const around = new Float32Array(voxelsOf(outer));
  copyBox(standardised(values), sizes, corner, around, outer);
  const [whole] = ask(() => [tf.tensor5d(around, [1, ...outer, 1])]);
  const inner = new Float32Array(voxelsOf(sizes));
  copyBox(whole!, outer, corner, inner, sizes);
  return inner;
}

function predictEach(tf: TensorFlow, ask: Ask, multiple: number, volume: Tensor, items: number) {
  const sizes = sizesOfBatch(volume);
  const voxels = voxelsOf(sizes);
  const all = Array.from({ length: items }, (_, item) => {
    const values = volume.data.slice(item * voxels, (item + 1) * voxels) as Float32Array;
    return probabilities(tf, ask, multiple, values, sizes);
  });
  return answerOf(all, sizes);
}

/** Trained on crops at random places with Dice and binary cross-entropy, Adam, and a rate that falls along half a cosine; asked about whole volumes. */
export function volumeSubmission(network: VolumeNetwork, training: TrainingSettings): PredictSubmission {
  return defineSubmission({
    interaction: 'predict',
    async train(context) {
      const { tf, random } = context;
      const volumes = readAll(context, 'train');
      const crop = cropOf(volumes, training.crop, network.multiple);
      const variables = variablesOf(tf, network.initialWeights(tf, random.fork('weights')));
      const { epochs, batchSize, learningRate, weightDecay } = training;
      const steps = await trainLoop(context, {
        items: volumes.length,
        batchSize,
        epochs,
        learningRate,
        weightDecay,
        variables,
        isSteady: true,
        batch: (indices, draw) => batchOf(tf, volumes, crop, indices, draw),
        loss: ({ inputs, targets }) => {
          const masks = targets[0] as Tensor2D;
          const logits = network.logits(tf, variables, inputs[0] as Volume);
          return segmentationLoss(tf, logits.reshape(masks.shape), masks);
        },
      });
      context.save(weightsFile, packWeights(variables));
      return { steps, epochs, parameters: countParameters(variables) };
    },
    load(context) {
      const { tf } = context;
      const weights = unpackWeights(tf, context.read(weightsFile));
      const ask = askable(tf, (volume) => [tf.sigmoid(network.logits(tf, weights, volume as Volume))]);
      return {
        parameters: countParameters(weights),
        predict: ({ volume }, items) => predictEach(tf, ask, network.multiple, volume!, items),
      };
    },
  });
}
