import type { Random } from '@paretoboard/sdk/random.js';
import {
  defineSubmission,
  type PredictSubmission,
  type TensorFlow,
  type TrainContext,
} from '@paretoboard/sdk/submission.js';
import { packTensors, unpackTensors } from '@paretoboard/sdk/tensor-bytes.js';
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs';
import { MomentsAverage, storedMoments } from '../layers/batch-normalisation.js';
import { type Batch, trainLoop } from '../shared/train-classifier.js';
import { countParameters, packWeights, unpackWeights, variablesOf, type Weights } from '../shared/weights.js';
import { type Anchor, fitAnchors, headTargets } from './anchors.js';
import { padded, roomOf } from './answers.js';
import { decode, suppressDoubles } from './detections.js';
import { detectionLoss, type TargetTensors } from './loss.js';
import { initialWeights, predictions } from './network.js';
import { type Box, prepare, toNetwork, toOriginal } from './pictures.js';
import { anchorsPerHead, strides, type YoloConfiguration } from './settings.js';
import { trainingPictures } from './training-pictures.js';

export interface YoloOptions {
  readonly configuration: YoloConfiguration;
  readonly eca: boolean;
}

interface Example {
  readonly values: Float32Array;
  /** In pixels of the network. */
  readonly boxes: readonly Box[];
}

const weightsFile = 'weights.bin';
const anchorsFile = 'anchors.bin';
/** Batches from which the stored moments of the normalisations are taken after training. */
const momentBatches = 12;

function examplesOf(context: TrainContext, configuration: YoloConfiguration): Example[] {
  return Array.from(trainingPictures(context), ({ image, boxes }) => {
    const { values, scale } = prepare(image, configuration);
    return { values, boxes: boxes.map((box) => toNetwork(box, scale)) };
  });
}

/** Mirrored left to right. */
export function mirrored({ values, boxes }: Example, [height, width]: readonly [number, number]): Example {
  const flipped = new Float32Array(values.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < 3; c++) flipped[(y * width + x) * 3 + c] = values[(y * width + width - 1 - x) * 3 + c]!;
  return { values: flipped, boxes: boxes.map(([left, top, w, h]): Box => [width - left - w, top, w, h]) };
}

function picturesOf(tf: TensorFlow, examples: readonly Example[], size: YoloConfiguration['size']): Tensor4D {
  const values = new Float32Array(examples.length * size[0] * size[1] * 3);
  for (const [index, example] of examples.entries()) values.set(example.values, index * example.values.length);
  return tf.tensor4d(values, [examples.length, ...size, 3]);
}

function batchOf(
  tf: TensorFlow,
  examples: readonly Example[],
  size: YoloConfiguration['size'],
  anchors: readonly Anchor[][],
): Batch {
  const targets = strides.flatMap((stride, head): Tensor[] => {
    const {
      rows,
      boxes,
      anchors: own,
      objectness,
    } = headTargets(
      examples.map((example) => example.boxes),
      size,
      stride,
      anchors[head]!,
    );
    return [
      tf.tensor1d(rows, 'int32'),
      tf.tensor2d(boxes, [rows.length, 4]),
      tf.tensor2d(own, [rows.length, 2]),
      tf.tensor1d(objectness),
    ];
  });
  return { inputs: [picturesOf(tf, examples, size)], targets };
}

function targetTensors(targets: readonly Tensor[]): TargetTensors[] {
  return strides.map((_, head) => ({
    rows: targets[4 * head] as Tensor1D,
    boxes: targets[4 * head + 1] as Tensor2D,
    anchors: targets[4 * head + 2] as Tensor2D,
    objectness: targets[4 * head + 3] as Tensor1D,
  }));
}

/** Moments of every normalisation over some training batches with the final weights: what is stored for answering. */
function finalMoments(
  { tf }: TrainContext,
  { configuration, eca }: YoloOptions,
  weights: Weights,
  examples: readonly Example[],
): Weights {
  const { batchSize, size } = configuration;
  const average = new MomentsAverage();
  const batches = Math.min(momentBatches, Math.ceil(examples.length / batchSize));
  for (let batch = 0; batch < batches; batch++) {
    tf.tidy(() => {
      const pictures = picturesOf(tf, examples.slice(batch * batchSize, (batch + 1) * batchSize), size);
      predictions({ tf, weights, moments: average.batch, eca }, pictures, configuration);
    });
    average.endBatch();
  }
  return average.tensors(tf);
}

function packAnchors(anchors: readonly (readonly Anchor[])[]): Uint8Array {
  const data = Float32Array.from(anchors.flat(2));
  return packTensors({ anchors: { dtype: 'float32', shape: [strides.length, anchorsPerHead, 2], data } });
}

function unpackAnchors(bytes: Uint8Array): Anchor[][] {
  const { data } = unpackTensors(bytes).anchors!;
  return strides.map((_, head) =>
    Array.from({ length: anchorsPerHead }, (_, index): Anchor => {
      const at = 2 * (head * anchorsPerHead + index);
      return [data[at]!, data[at + 1]!];
    }),
  );
}

/** YOLOv5 of a configuration, with or without channel attention in its neck. */
export function yoloSubmission(options: YoloOptions): PredictSubmission {
  const { configuration, eca } = options;
  const { size } = configuration;
  return defineSubmission({
    interaction: 'predict',
    train(context) {
      const { tf } = context;
      const examples = examplesOf(context, configuration);
      const anchors = fitAnchors(examples.flatMap(({ boxes }) => boxes));
      const variables = variablesOf(tf, initialWeights(tf, context.random.fork('weights'), configuration, eca));
      const drawn = (index: number, random: Random): Example =>
        random.uniform() < 0.5 ? mirrored(examples[index]!, size) : examples[index]!;
      const steps = trainLoop(context, {
        ...configuration,
        items: examples.length,
        variables,
        batch: (indices, random) =>
          batchOf(
            tf,
            Array.from(indices, (index) => drawn(index, random)),
            size,
            anchors,
          ),
        loss: ({ inputs, targets }) =>
          detectionLoss(
            tf,
            predictions(
              { tf, weights: variables, moments: { from: 'batch' }, eca },
              inputs[0] as Tensor4D,
              configuration,
            ),
            targetTensors(targets),
          ),
      });
      const moments = finalMoments(context, options, variables, examples);
      context.save(weightsFile, packWeights({ ...variables, ...moments }));
      context.save(anchorsFile, packAnchors(anchors));
      return { steps, epochs: configuration.epochs, parameters: countParameters(variables) };
    },
    load(context) {
      const { tf } = context;
      const weights = unpackWeights(tf, context.read(weightsFile));
      const anchors = unpackAnchors(context.read(anchorsFile));
      const room = roomOf(context);
      const trainable = Object.fromEntries(
        Object.entries(weights).filter(([name]) => !/\/(mean|variance)$/.test(name)),
      );
      const detect = (image: Tensor4D): Float32Array[] =>
        tf.tidy(() =>
          predictions({ tf, weights, moments: storedMoments(weights), eca }, image, configuration).map(
            (one) => one.dataSync() as Float32Array,
          ),
        );
      return {
        parameters: countParameters(trainable),
        predict: (inputs, items) => {
          const { data, shape } = inputs.image!;
          const length = data.length / items;
          const pictures = Array.from({ length: items }, (_, item) => {
            const one = data.subarray(item * length, (item + 1) * length);
            const { values, scale } = prepare(
              { dtype: 'uint8', shape: [1, ...shape.slice(1)], data: one },
              configuration,
            );
            const image = tf.tensor4d(values, [1, ...size, 3]);
            const found = suppressDoubles(decode(detect(image), size, anchors), room);
            image.dispose();
            return found.map(({ box, score }) => ({ box: toOriginal(box, scale), score }));
          });
          return padded(pictures, room);
        },
      };
    },
  });
}
