import { defineSubmission, type PredictSubmission, type TrainContext } from '@paretoboard/sdk/submission.js';
import { packTensors, unpackTensors } from '@paretoboard/sdk/tensor-bytes.js';
import type { Tensor4D } from '@tensorflow/tfjs';
import { storedMoments } from '../layers/batch-normalisation.js';
import { askable } from '../shared/askable.js';
import { countParameters, packWeights, unpackWeights } from '../shared/weights.js';
import type { Anchor } from './anchors.js';
import { padded, roomOf } from './answers.js';
import { decode, suppressDoubles } from './detections.js';
import { predictions } from './network.js';
import { prepare, toNetwork, toOriginal } from './pictures.js';
import { anchorsPerHead, strides, type YoloConfiguration } from './settings.js';
import { trainDetector, type YoloOptions } from './train-detector.js';
import type { Example } from './training-batch.js';
import { trainingPictures } from './training-pictures.js';

const weightsFile = 'weights.bin';
const anchorsFile = 'anchors.bin';

function examplesOf(context: TrainContext, configuration: YoloConfiguration): Example[] {
  return Array.from(trainingPictures(context), ({ image, boxes }) => {
    const { values, scale } = prepare(image, configuration);
    return { values, boxes: boxes.map((box) => toNetwork(box, scale)) };
  });
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
    async train(context) {
      const examples = examplesOf(context, configuration);
      const { variables, moments, anchors, steps } = await trainDetector(context, options, examples);
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
      const pass = { tf, weights, moments: storedMoments(weights), eca };
      const detect = askable(tf, (image) => [...predictions(pass, image as Tensor4D, configuration)]);
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
            const heads = detect(() => [tf.tensor4d(values, [1, ...size, 3])]);
            const found = suppressDoubles(decode(heads, size, anchors), room);
            return found.map(({ box, score }) => ({ box: toOriginal(box, scale), score }));
          });
          return padded(pictures, room);
        },
      };
    },
  });
}
