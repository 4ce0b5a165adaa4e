/** node onnx-participant.mjs <model> <folder of the fixture> cpu <threads>: a model that PyTorch has exported, in ONNX Runtime. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openOnnxRuntime } from '@paretoboard/harness/model/onnx/onnx-runtime.js';
import { unpackTensors } from '@paretoboard/sdk/tensor-bytes.js';
import { serve } from './participant.mjs';

const [, , , folder, asked, threads] = process.argv;
const { ort, provider, description } = await openOnnxRuntime(asked, Number(threads));
const session = await ort.InferenceSession.create(join(folder, 'model.onnx'), {
  executionProviders: [provider],
  intraOpNumThreads: Number(threads),
});
const one = Object.entries(unpackTensors(readFileSync(join(folder, 'onnx-inputs.bin'))));

/** Whole numbers are indices, which PyTorch has as int64. */
const tensor = ({ dtype, data, shape }) =>
  dtype === 'int32'
    ? new ort.Tensor('int64', BigInt64Array.from(data, BigInt), shape)
    : new ort.Tensor(dtype, data, shape);

async function answer() {
  const inputs = one.map(([name, values]) => [name, tensor(values)]);
  const outputs = await session.run(Object.fromEntries(inputs));
  return outputs[session.outputNames[0]].data;
}

await serve(description, answer, null);
