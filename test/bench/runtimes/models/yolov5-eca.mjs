import { storedMoments } from '@paretoboard/baselines/layers/batch-normalisation.js';
import { detectionLoss } from '@paretoboard/baselines/yolov5-apple-picking/loss.js';
import { initialWeights, predictions } from '@paretoboard/baselines/yolov5-apple-picking/network.js';
import { small, strides } from '@paretoboard/baselines/yolov5-apple-picking/settings.js';
import { integers, normal } from '../draw.mjs';

const [height, width] = small.size;
/** Assigned boxes at each head: fixed, so that all batches have the same shapes. */
const BOXES = 24;

/** Moments of an untrained network: mean 0 and variance 1 of every layer. */
function plainMoments(tf, weights) {
  const layers = Object.keys(weights).flatMap((name) => (name.endsWith('/scale') ? [name.slice(0, -6)] : []));
  return storedMoments(
    Object.fromEntries(
      layers.flatMap((layer) => {
        const { shape } = weights[`${layer}/scale`];
        return [
          [`${layer}/mean`, tf.zeros(shape)],
          [`${layer}/variance`, tf.ones(shape)],
        ];
      }),
    ),
  );
}

/** @returns boxes near their anchors, assigned to random places, and the objectness that follows */
function headTargets(n, random, head, stride) {
  const places = n * (height / stride) * (width / stride) * 3;
  const rows = integers(random, [BOXES], places);
  const anchors = Float32Array.from({ length: 2 * BOXES }, () => random.uniform(1, 4));
  const boxes = Float32Array.from({ length: 4 * BOXES }, (_, at) =>
    at % 4 < 2 ? random.uniform(0, 1) : anchors[2 * Math.floor(at / 4) + (at % 4) - 2] * random.uniform(0.5, 2),
  );
  const objectness = new Float32Array(places);
  for (const row of rows.data) objectness[row] = 1;
  const float = (shape, data) => ({ dtype: 'float32', shape, data });
  return {
    [`rows${head}`]: rows,
    [`boxes${head}`]: float([BOXES, 4], boxes),
    [`anchors${head}`]: float([BOXES, 2], anchors),
    [`objectness${head}`]: float([places], objectness),
    [`shares${head}`]: float([BOXES], new Float32Array(BOXES).fill(1 / BOXES)),
  };
}

const parts = ['rows', 'boxes', 'anchors', 'objectness', 'shares'];

/** The baseline's network for two cores, whole: backbone, neck with channel attention, three heads; its loss with targets that are given. */
export default {
  id: 'yolov5-eca',
  batchSize: small.batchSize,
  learningRate: 1e-3,
  weights: (tf, random) => initialWeights(tf, random, small, true),
  batch: (n, random) =>
    Object.assign(
      { x: normal(random, [n, height, width, 3]) },
      ...strides.map((stride, head) => headTargets(n, random, head, stride)),
    ),
  inputs: ({ x }) => [x],
  targets: (tf, batch) =>
    strides.flatMap((_, head) =>
      parts.map((part) => {
        const { data, shape, dtype } = batch[`${part}${head}`];
        return tf.tensor(data, shape, dtype);
      }),
    ),
  infer(tf, weights, x) {
    const heads = predictions({ tf, weights, moments: plainMoments(tf, weights), eca: true }, x, small);
    return tf.concat(heads.map((head) => head.flatten()));
  },
  loss(tf, weights, [x], targets) {
    const heads = predictions({ tf, weights, moments: { from: 'batch' }, eca: true }, x, small);
    const byHead = heads.map((_, head) =>
      Object.fromEntries(parts.map((part, at) => [part, targets[head * parts.length + at]])),
    );
    return detectionLoss(tf, heads, byHead);
  },
};
