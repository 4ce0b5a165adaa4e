import { pathToFileURL } from 'node:url';
import type { RuntimeDescription } from '@paretoboard/contract/runtime.js';
import { type WireEnvironment, wireEnvironmentSchema } from '@paretoboard/contract/wire.js';
import type { Submission } from '@paretoboard/sdk/submission.js';
import { countingLoader, type MultiplyMatrices } from '../model/count-operations.js';
import type { LoadModel } from '../model/open-pipeline.js';
import { MissingKernelError } from '../runtimes/missing-kernel.js';
import type { OpenRuntime } from '../runtimes/runtime.js';
import { connectToHarness } from './harness-connection.js';
import { moduleInteractions } from './interactions/registry.js';
import { errorMessage, ModuleError } from './report-error.js';
import { sentinelImplementation } from './sentinel-submission.js';
import { type Implementation, moduleImplementation, nullImplementation, serve } from './serve.js';

/** Entries that need no module and no runtime. */
const ownImplementations: ReadonlyMap<string, Implementation> = new Map([
  ['null', nullImplementation],
  ['sentinel', sentinelImplementation],
]);

/** Taken out of the environment before any code of the submission is loaded. */
function takeEnvironment() {
  const environment = wireEnvironmentSchema.parse(process.env);
  const threads = Number(process.env.PARETOBOARD_THREADS) || undefined;
  for (const name of Object.keys(process.env))
    if (name.startsWith('PARETOBOARD_WIRE') || name.startsWith('PARETOBOARD_SHARED')) delete process.env[name];
  return { environment, threads };
}

async function openChosenRuntime(name: string | undefined, threads: number | undefined): Promise<OpenRuntime> {
  // Loaded only when asked for: the null model starts without any of it.
  const [{ openRuntime }, { selectRuntime }] = await Promise.all([
    import('../runtimes/open-runtime.js'),
    import('../runtimes/select-runtime.js'),
  ]);
  const selected = await selectRuntime(name);
  return openRuntime(selected.name, threads === undefined ? {} : { threads });
}

async function importModule(entry: string): Promise<{ default?: Submission }> {
  try {
    return (await import(pathToFileURL(entry).href)) as { default?: Submission };
  } catch (error) {
    // An entry module that needs an absent kernel or runtime at its top level keeps that error's type.
    if (error instanceof MissingKernelError) throw error;
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    throw new ModuleError(`the entry module cannot be imported: ${text}`, { cause: error });
  }
}

async function loadModule(entry: string): Promise<Submission> {
  const module = await importModule(entry);
  if (module.default && moduleInteractions.includes(module.default.interaction)) return module.default;
  throw new ModuleError(
    `the entry module has no default export with an interaction of ${moduleInteractions.join(', ')}; expected \`export default defineSubmission({ … })\``,
  );
}

/** Kinds that are data alone: the entry is the kind. */
async function openModelKind(
  kind: 'onnx' | 'tfjs-model',
  { PARETOBOARD_MODEL: model = '', PARETOBOARD_PIPELINE: pipeline = '', ...asked }: WireEnvironment,
): Promise<{ implementation: Implementation; runtime: RuntimeDescription }> {
  const { modelSubmission } = await import('./model-submission.js');
  const { loadModel, multiply, runtime } = await openModelRuntime(kind, asked.PARETOBOARD_RUNTIME);
  const folder = asked.PARETOBOARD_COUNT;
  const load = folder ? await countingLoader(loadModel, multiply, folder) : loadModel;
  return { implementation: modelSubmission({ kind, model, pipeline }, load), runtime };
}

async function openModelRuntime(
  kind: 'onnx' | 'tfjs-model',
  asked: string | undefined,
): Promise<{ loadModel: LoadModel; multiply: MultiplyMatrices; runtime: RuntimeDescription }> {
  if (kind === 'onnx') {
    const { onnxLoader } = await import('../model/onnx/onnx-loader.js');
    const { description, ...opened } = await onnxLoader(asked, threads);
    return { ...opened, runtime: description };
  }
  const { tfjsLoader, tfjsMatrixProduct } = await import('../model/tfjs/tfjs-loader.js');
  const runtime = await openChosenRuntime(asked, threads);
  return { loadModel: tfjsLoader(runtime.tf), multiply: tfjsMatrixProduct(runtime.tf), runtime };
}

const { environment, threads } = takeEnvironment();
const connection = connectToHarness(environment);
const entry = environment.PARETOBOARD_ENTRY ?? 'null';
let implementation: Implementation = ownImplementations.get(entry) ?? nullImplementation;
let runtime: RuntimeDescription | null = null;
try {
  if (entry === 'onnx' || entry === 'tfjs-model') {
    ({ implementation, runtime } = await openModelKind(entry, environment));
  } else if (!ownImplementations.has(entry)) {
    const open = await openChosenRuntime(environment.PARETOBOARD_RUNTIME, threads);
    implementation = moduleImplementation(await loadModule(entry), open);
    runtime = open;
  }
  const described = runtime
    ? { name: runtime.name, version: runtime.version, device: runtime.device, threads: runtime.threads }
    : null;
  connection.write({ type: 'hello', protocol: 1, sharedMemory: connection.sharedMemory, runtime: described });
} catch (error) {
  connection.write(errorMessage(error, null));
  process.exit(1);
}
await serve(implementation, connection);
// Dawn and native thread pools keep a process alive.
process.exit(0);
