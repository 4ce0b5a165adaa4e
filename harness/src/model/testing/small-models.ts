import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TensorSpec } from '@paretoboard/contract/tensor.js';
import { type OnnxToWrite, writeOnnx } from '../onnx/write-onnx.js';

/** Writes files below a folder; values that are no bytes as JSON. */
export function writeFiles(folder: string, files: Readonly<Record<string, Uint8Array | object | string>>): void {
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    const isRaw = content instanceof Uint8Array || typeof content === 'string';
    writeFileSync(path, isRaw ? content : JSON.stringify(content));
  }
}

/** A picture of 4 × 4 colours, and two classes. */
export const pictureTask: { readonly inputs: TensorSpec[]; readonly outputs: TensorSpec[] } = {
  inputs: [{ name: 'image', dtype: 'uint8', shape: [4, 4, 3] }],
  outputs: [{ name: 'logits', dtype: 'float32', shape: [2] }],
};

/** `logits = flatten(x) · w`: the first class sums red, the second blue; channels first, [N, 3, 4, 4]. */
export const pictureModel: OnnxToWrite = {
  inputs: [{ name: 'x', dtype: 'float32', shape: [null, 3, 4, 4] }],
  outputs: [{ name: 'y', dtype: 'float32', shape: [null, 2] }],
  nodes: [
    { op: 'Flatten', inputs: ['x'], outputs: ['flat'], attributes: { axis: { int: 1 } } },
    { op: 'MatMul', inputs: ['flat', 'w'], outputs: ['y'] },
  ],
  weights: [{ name: 'w', shape: [48, 2], data: redAndBlue() }],
};

function redAndBlue(): Float32Array {
  const weights = new Float32Array(96);
  for (let pixel = 0; pixel < 16; pixel++) {
    weights[pixel * 2] = 1;
    weights[(32 + pixel) * 2 + 1] = 1;
  }
  return weights;
}

export const picturePipeline = {
  schemaVersion: 1,
  inputs: [
    {
      input: 'x',
      from: 'image',
      steps: [
        { op: 'scale', factor: 1 / 255 },
        { op: 'transpose', axes: [2, 0, 1] },
      ],
    },
  ],
  outputs: [{ output: 'logits', from: 'y' }],
};

/** Files of an artefact that fits `pictureTask`. */
export function pictureFiles(): Record<string, Uint8Array | object> {
  return { 'model.onnx': writeOnnx(pictureModel), 'pipeline.json': picturePipeline };
}
