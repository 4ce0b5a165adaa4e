import type { RuntimeDescription } from '@paretoboard/contract/runtime.js';
import type { MultiplyMatrices } from '../count-operations.js';
import type { LoadModel } from '../open-pipeline.js';
import { matrixProduct } from './matrix-product.js';
import { openOnnxRuntime } from './onnx-runtime.js';
import { openOnnx } from './open-onnx.js';
import { readOnnx } from './read-onnx.js';

/** Looks at a file before ONNX Runtime sees it. @throws RuntimeUnavailableError */
export async function onnxLoader(
  runtime: string | undefined,
  threads: number | undefined,
): Promise<{
  readonly loadModel: LoadModel;
  readonly description: RuntimeDescription;
  readonly multiply: MultiplyMatrices;
}> {
  const opened = await openOnnxRuntime(runtime, threads);
  return {
    loadModel: (path, file) => openOnnx(path, file, readOnnx(path, file), opened),
    description: opened.description,
    multiply: matrixProduct(opened),
  };
}
