import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs';
import type { Batch } from '../shared/train-classifier.js';
import { type Anchor, fitAnchors, type HeadTargets, headTargets } from './anchors.js';
import type { TargetTensors } from './loss.js';
import type { Box } from './pictures.js';
import { strides, type YoloConfiguration } from './settings.js';

/** A training picture as the network sees it. */
export interface Example {
  readonly values: Float32Array;
  /** In pixels of the network. */
  readonly boxes: readonly Box[];
}

type Size = YoloConfiguration['size'];

/** What each head is to find, and the rows of targets that there is room for in any batch. */
export interface Heads {
  readonly size: Size;
  readonly anchors: readonly Anchor[][];
  readonly room: readonly number[];
}

function mirroredBoxes(boxes: readonly Box[], width: number): Box[] {
  return boxes.map(([left, top, w, h]) => [width - left - w, top, w, h]);
}

/** Mirrored left to right. */
export function mirrored({ values, boxes }: Example, [height, width]: Size): Example {
  const flipped = new Float32Array(values.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < 3; c++) flipped[(y * width + x) * 3 + c] = values[(y * width + width - 1 - x) * 3 + c]!;
  return { values: flipped, boxes: mirroredBoxes(boxes, width) };
}

/** Anchors that fit the boxes, and room for the pictures with the most targets, mirrored or not. */
export function headsOf(examples: readonly Example[], { size, batchSize }: YoloConfiguration): Heads {
  const anchors = fitAnchors(examples.flatMap(({ boxes }) => boxes));
  const room = strides.map((stride, head) => {
    const rowsOf = (boxes: readonly Box[]): number => headTargets([boxes], size, stride, anchors[head]!).rows.length;
    const rows = examples.map(({ boxes }) => Math.max(rowsOf(boxes), rowsOf(mirroredBoxes(boxes, size[1]))));
    const most = rows.sort((a, b) => b - a).slice(0, batchSize);
    return Math.max(
      1,
      most.reduce((sum, one) => sum + one, 0),
    );
  });
  return { size, anchors, room };
}

/** Pictures [n, height, width, 3]. */
export function picturesOf(tf: TensorFlow, examples: readonly Example[], size: Size): Tensor4D {
  const values = new Float32Array(examples.length * size[0] * size[1] * 3);
  for (const [index, example] of examples.entries()) values.set(example.values, index * example.values.length);
  return tf.tensor4d(values, [examples.length, ...size, 3]);
}

/** Longer by ones: no side of a box that only fills up is 0. */
function withOnes(values: Float32Array, length: number): Float32Array {
  const longer = new Float32Array(length).fill(1);
  longer.set(values);
  return longer;
}

function headTensors(tf: TensorFlow, { rows, boxes, anchors, objectness }: HeadTargets, room: number): Tensor[] {
  const places = new Int32Array(room);
  places.set(rows);
  return [
    tf.tensor1d(places, 'int32'),
    tf.tensor2d(withOnes(boxes, 4 * room), [room, 4]),
    tf.tensor2d(withOnes(anchors, 2 * room), [room, 2]),
    tf.tensor1d(objectness),
    tf.tensor1d(new Float32Array(room).fill(1 / rows.length, 0, rows.length)),
  ];
}

/** Batches of as many pictures have the same shapes. */
export function batchOf(tf: TensorFlow, examples: readonly Example[], { size, anchors, room }: Heads): Batch {
  const boxes = examples.map((example) => example.boxes);
  const targets = strides.flatMap((stride, head) =>
    headTensors(tf, headTargets(boxes, size, stride, anchors[head]!), room[head]!),
  );
  return { inputs: [picturesOf(tf, examples, size)], targets };
}

/** The targets of `batchOf`, head by head. */
export function targetTensors(targets: readonly Tensor[]): TargetTensors[] {
  const each = targets.length / strides.length;
  return strides.map((_, head) => {
    const [rows, boxes, anchors, objectness, shares] = targets.slice(head * each, (head + 1) * each);
    return { rows, boxes, anchors, objectness, shares } as TargetTensors;
  });
}
