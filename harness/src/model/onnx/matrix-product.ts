import type { InferenceSession } from 'onnxruntime-node';
import type { MultiplyMatrices } from '../count-operations.js';
import type { OnnxRuntime } from './onnx-runtime.js';
import { encodeOnnx } from './onnx-schema.js';
import { sessionOptions } from './open-onnx.js';

/** `y = a · b`, all of them `side` × `side`. */
function productModel(side: number): Uint8Array {
  const shape = { dim: [{ dimValue: side }, { dimValue: side }] };
  const named = (name: string) => ({ name, type: { tensorType: { elemType: 1, shape } } });
  return encodeOnnx({
    irVersion: 8,
    opsetImport: [{ domain: '', version: 17 }],
    graph: {
      name: 'product',
      node: [{ opType: 'MatMul', input: ['a', 'b'], output: ['y'] }],
      input: [named('a'), named('b')],
      output: [named('y')],
    },
  });
}

/** With the provider and the threads that a model of the same process has. */
export function matrixProduct(runtime: OnnxRuntime): MultiplyMatrices {
  const { ort } = runtime;
  const sessions = new Map<number, InferenceSession>();
  return async (side) => {
    const session =
      sessions.get(side) ?? (await ort.InferenceSession.create(productModel(side), sessionOptions(runtime)));
    sessions.set(side, session);
    const matrix = new ort.Tensor('float32', new Float32Array(side * side).fill(0.5), [side, side]);
    await session.run({ a: matrix, b: matrix });
  };
}
