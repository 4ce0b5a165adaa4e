import { type OnnxToWrite, writeOnnx } from '@paretoboard/harness/model/onnx/write-onnx.js';
import { sequentialModel } from '@paretoboard/harness/model/testing/sequential-model.js';
import { picturePipeline } from '@paretoboard/harness/model/testing/small-models.js';
import type { MalformedSubmission } from './malformed-submission.js';

type Files = NonNullable<MalformedSubmission['files']>;

const artefact = (files: Readonly<Record<string, object | string | Uint8Array>>): Files =>
  Object.fromEntries(
    Object.entries(files).map(([name, content]) => [
      `model/${name}`,
      typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content),
    ]),
  );

const preTrained = { entry: undefined, division: 'pre-trained', artefact: 'model', pipeline: 'pipeline.json' };

/** Mean colours to classes: [N, 3, 32, 32] to [N, 43]. */
export const soundModel: OnnxToWrite = {
  inputs: [{ name: 'x', dtype: 'float32', shape: [null, 3, 32, 32] }],
  outputs: [{ name: 'y', dtype: 'float32', shape: [null, 43] }],
  nodes: [
    { op: 'GlobalAveragePool', inputs: ['x'], outputs: ['mean'] },
    { op: 'Flatten', inputs: ['mean'], outputs: ['flat'], attributes: { axis: { int: 1 } } },
    { op: 'MatMul', inputs: ['flat', 'w'], outputs: ['y'] },
  ],
  weights: [{ name: 'w', shape: [3, 43], data: new Float32Array(129) }],
};

export const soundOnnx = writeOnnx(soundModel);

/** A submission of kind onnx with other files in its artefact; undefined leaves one out. */
export function onnxCase(
  title: string,
  files: Readonly<Record<string, object | string | Uint8Array | undefined>>,
  ...expected: readonly (readonly [string, string])[]
): MalformedSubmission {
  const all = { 'model.onnx': soundOnnx, 'pipeline.json': picturePipeline, ...files };
  const kept = Object.fromEntries(Object.entries(all).filter(([, content]) => content !== undefined));
  return {
    title,
    change: { ...preTrained, kind: 'onnx', model: 'model.onnx' },
    files: artefact(kept as Record<string, object | string | Uint8Array>),
    expected: expected.map(([path, part]) => [`model/${path}`, part]),
  };
}

const zeros = { class_name: 'Zeros', config: {} };
const pooling = { name: 'pool', trainable: true, batch_input_shape: [null, 32, 32, 3], dtype: 'float32' };
const dense = { name: 'dense', units: 43, use_bias: false, activation: 'linear', kernel_initializer: zeros };

/** The same as a layers model, as tf.save writes it. */
export const soundLayers = sequentialModel(
  [
    { class_name: 'GlobalAveragePooling2D', config: pooling },
    { class_name: 'Dense', config: dense },
  ],
  [{ name: 'dense/kernel', shape: [3, 43], dtype: 'float32' }],
);

export const layersPipeline = {
  schemaVersion: 1,
  inputs: [{ input: 'pool_input', from: 'image', steps: [{ op: 'cast', dtype: 'float32' }] }],
  outputs: [{ output: 'logits', from: 'dense' }],
};

/** As `onnxCase`, of kind tfjs-model. */
export function tfjsCase(
  title: string,
  files: Readonly<Record<string, object | string | Uint8Array>>,
  ...expected: readonly (readonly [string, string])[]
): MalformedSubmission {
  const all = { 'model.json': soundLayers, 'w.bin': new Uint8Array(516), 'pipeline.json': layersPipeline, ...files };
  return {
    title,
    change: { ...preTrained, kind: 'tfjs-model', model: 'model.json' },
    files: artefact(all),
    expected: expected.map(([path, part]) => [`model/${path}`, part]),
  };
}
