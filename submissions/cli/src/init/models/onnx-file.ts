import { writeOnnx } from '@paretoboard/harness/model/onnx/write-onnx.js';
import type { StarterModel } from './starter.js';
import { arbitraryWeights } from './weights.js';

/** The bytes of a starter as an ONNX model. */
export function onnxFile(model: StarterModel): Uint8Array {
  if (model.form === 'identity')
    return writeOnnx({
      inputs: [{ name: 'x', dtype: 'float32', shape: [null, ...model.shape] }],
      outputs: [{ name: 'y', dtype: 'float32', shape: [null, ...model.shape] }],
      nodes: [{ op: 'Identity', inputs: ['x'], outputs: ['y'] }],
    });
  const { inputs, bias } = model;
  return writeOnnx({
    inputs: [{ name: 'x', dtype: 'float32', shape: [null, inputs] }],
    outputs: [{ name: 'y', dtype: 'float32', shape: [null, bias.length] }],
    nodes: [{ op: 'Gemm', inputs: ['x', 'w', 'b'], outputs: ['y'] }],
    weights: [
      { name: 'w', shape: [inputs, bias.length], data: arbitraryWeights(inputs * bias.length) },
      { name: 'b', shape: [bias.length], data: Float32Array.from(bias) },
    ],
  });
}
