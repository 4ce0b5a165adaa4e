import { registerTensorFlowGradients } from './gradients/tensorflow-gradients.js';
import { nvidiaCardModel } from './graphics-card.js';
import { offerGraphs } from './graphs/offer-graphs.js';
import { loadTensorFlowJs, requirePackage } from './load-tensorflow-js.js';
import { findNativeLibrary, type NativeLibrary } from './native-library.js';
import { processorModel, threadCount } from './processor.js';
import { type OpenRuntime, type RuntimeFacts, type RuntimeProvider, RuntimeUnavailableError } from './runtime.js';

const PACKAGE = '@tensorflow/tfjs-node-gpu';
const NOT_BUILT = 'native TensorFlow is not built (in a clone of the repository, npm run setup says why)';

function factsOf(library: NativeLibrary, gpu: string | null): RuntimeFacts {
  const { version } = requirePackage(`${PACKAGE}/package.json`) as { version: string };
  return { device: gpu ?? processorModel(), gpu, version: `${library.version} (tfjs ${version})` };
}

function nativeLibrary(): NativeLibrary {
  const library = findNativeLibrary();
  if (!library) throw new RuntimeUnavailableError('tensorflow', NOT_BUILT);
  return library;
}

/** TensorFlow reads these once, when its library is loaded. */
function configure(threads: number): void {
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
  process.env.TF_FORCE_GPU_ALLOW_GROWTH ??= 'true';
  // TensorFlow's own choice goes by the processor: without AVX-512 it leaves oneDNN out, and with it dilated depthwise convolutions.
  if (process.arch === 'x64') process.env.TF_ENABLE_ONEDNN_OPTS ??= '1';
  process.env.TF_NUM_INTRAOP_THREADS = String(threads);
  // A variable of TensorFlow's own, for experiments: −1 runs a graph in the thread that calls it.
  process.env.TF_NUM_INTEROP_THREADS ??= String(threads);
}

/** The package asks `@mapbox/node-pre-gyp` where its binding lies; answering for it leaves node_modules untouched. */
function answerForNodePreGyp(binding: string): void {
  const path = requirePackage.resolve('@mapbox/node-pre-gyp', {
    paths: [requirePackage.resolve(`${PACKAGE}/package.json`)],
  });
  const known = { id: path, filename: path, loaded: true, exports: { find: () => binding }, children: [], paths: [] };
  requirePackage.cache[path] = known as unknown as NodeJS.Module;
}

function loadBackend(library: NativeLibrary): void {
  try {
    if (process.env.TF_CPP_MIN_LOG_LEVEL !== '0') {
      const loader = requirePackage(library.quietLoader) as { preload(path: string): void };
      loader.preload(library.framework);
    }
    answerForNodePreGyp(library.binding);
    requirePackage(PACKAGE);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new RuntimeUnavailableError('tensorflow', `its library cannot be loaded: ${message}`, { cause: error });
  }
}

/** TensorFlow's own kernels through `@tensorflow/tfjs-node-gpu`, on CUDA where the library and the machine have it. */
export const tensorflowRuntime: RuntimeProvider = {
  name: 'tensorflow',

  async describe() {
    const library = nativeLibrary();
    return factsOf(library, library.variant === 'cuda' ? nvidiaCardModel() : null);
  },

  async open(options): Promise<OpenRuntime> {
    const library = nativeLibrary();
    const threads = threadCount(options.threads);
    configure(threads);
    const tf = loadTensorFlowJs();
    loadBackend(library);
    await tf.setBackend('tensorflow');
    registerTensorFlowGradients(tf);
    offerGraphs(tf, library.framework);
    const usesGpu = (tf.backend() as unknown as { isUsingGpuDevice: boolean }).isUsingGpuDevice;
    const gpu = usesGpu ? (nvidiaCardModel() ?? 'CUDA device') : null;
    return { name: 'tensorflow', ...factsOf(library, gpu), threads, tf, close: () => undefined };
  },
};
