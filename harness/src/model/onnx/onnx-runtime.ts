import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { RuntimeDescription } from '@paretoboard/contract/runtime.js';
import { nvidiaCardModel } from '../../runtimes/graphics-card.js';
import { processorModel, threadCount } from '../../runtimes/processor.js';
import { RuntimeUnavailableError } from '../../runtimes/runtime.js';
import { encodeOnnx } from './onnx-schema.js';

const requirePackage = createRequire(import.meta.url);
const PACKAGE = 'onnxruntime-node';

export type Ort = typeof import('onnxruntime-node');
export type ExecutionProvider = 'cpu' | 'cuda' | 'webgpu';

/** ONNX Runtime, ready to load a model. */
export interface OnnxRuntime {
  readonly ort: Ort;
  readonly provider: ExecutionProvider;
  readonly description: RuntimeDescription;
}

/** The CUDA provider is a library of its own that the package does not bring. */
function hasCuda(): boolean {
  const platform = join('bin', 'napi-v6', process.platform, process.arch);
  const library = join(
    dirname(requirePackage.resolve(`${PACKAGE}/package.json`)),
    platform,
    'libonnxruntime_providers_cuda.so',
  );
  return existsSync(library) && nvidiaCardModel() !== null;
}

/** `y = x`, to see whether a provider computes at all. */
function identityModel(): Uint8Array {
  const type = { tensorType: { elemType: 1, shape: { dim: [{ dimValue: 1 }] } } };
  return encodeOnnx({
    irVersion: 8,
    opsetImport: [{ domain: '', version: 17 }],
    graph: {
      name: 'identity',
      node: [{ opType: 'Identity', input: ['x'], output: ['y'] }],
      input: [{ name: 'x', type }],
      output: [{ name: 'y', type }],
    },
  });
}

async function works(ort: Ort, provider: ExecutionProvider): Promise<unknown> {
  try {
    const session = await ort.InferenceSession.create(identityModel(), { executionProviders: [provider] });
    await session.run({ x: new ort.Tensor('float32', new Float32Array(1), [1]) });
    await session.release();
    return null;
  } catch (error) {
    return error;
  }
}

/** What was asked for, else the best: WebGPU is taken only when asked for, because operators that it lacks run on the processor. */
async function chooseProvider(ort: Ort, asked: string | undefined): Promise<ExecutionProvider> {
  if (asked === 'webgpu') {
    const error = await works(ort, 'webgpu');
    if (error === null) return 'webgpu';
    const why = error instanceof Error ? error.message : String(error);
    throw new RuntimeUnavailableError('webgpu', `ONNX Runtime's WebGPU provider does not start: ${why}`);
  }
  if (asked !== 'cpu' && hasCuda() && (await works(ort, 'cuda')) === null) return 'cuda';
  return 'cpu';
}

/** The packed command line comes without it. @throws RuntimeUnavailableError */
function loadPackage(): Ort {
  try {
    return requirePackage(PACKAGE) as Ort;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    throw new RuntimeUnavailableError('cpu', `kind onnx needs the package ${PACKAGE}: npm install ${PACKAGE}`);
  }
}

/**
 * Opens ONNX Runtime. `cpu` and `webgpu` choose that execution provider; other names are runtimes of TensorFlow.js and leave the choice to us: CUDA where its
 * library and a card are, else the processor.
 * @throws RuntimeUnavailableError
 */
export async function openOnnxRuntime(asked: string | undefined, threads: number | undefined): Promise<OnnxRuntime> {
  const ort = loadPackage();
  ort.env.logLevel = 'error';
  const provider = await chooseProvider(ort, asked);
  const { version } = requirePackage(`${PACKAGE}/package.json`) as { version: string };
  const device = provider === 'cpu' ? processorModel() : (nvidiaCardModel() ?? 'graphics card');
  return {
    ort,
    provider,
    description: { name: 'onnxruntime', version: `${version} (${provider})`, device, threads: threadCount(threads) },
  };
}
