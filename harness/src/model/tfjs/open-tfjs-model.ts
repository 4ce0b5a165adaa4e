import type { Dtype, NamedTensors, Tensor, TensorData } from '@paretoboard/contract/tensor.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { io, NamedTensorMap, SymbolicTensor, Tensor as TfTensor } from '@tensorflow/tfjs';
import { MissingKernelError } from '../../runtimes/missing-kernel.js';
import { ModelError } from '../model-error.js';
import type { ModelTensor, OpenModel } from '../open-model.js';
import type { SignedTensor, TfjsModelFiles } from './read-tfjs-model.js';
import { type ProfiledKernel, tfjsOperations } from './tfjs-operations.js';

interface LoadedModel {
  readonly inputs: readonly ModelTensor[];
  readonly outputs: readonly ModelTensor[];
  execute(inputs: NamedTensorMap, outputs: readonly string[]): TfTensor[];
}

/** Sizes of −1 and null vary. */
function shapeOf(shape: readonly (number | null)[] | undefined): (number | null)[] | null {
  return shape?.map((size) => (size === null || size < 0 ? null : size)) ?? null;
}

function face(tensors: readonly { name: string; dtype: string; shape?: unknown }[]): ModelTensor[] {
  return tensors.map(({ name, dtype, shape }) => ({
    name: name.replace(/:0$/, ''),
    dtype,
    shape: shapeOf(shape as (number | null)[] | undefined),
  }));
}

interface GraphNode {
  readonly name: string;
  readonly op: string;
  readonly category?: string;
}

/** tfjs itself finds an operation that it does not know only when it comes to it. */
function refuseUnknownOps(model: unknown, file: string): void {
  const { executor } = model as { executor: { graph: { nodes: Record<string, GraphNode> } } };
  const unknown = Object.values(executor.graph.nodes).find(({ category }) => category === undefined);
  if (!unknown) return;
  throw new ModelError(
    `${file}: node "${unknown.name}"`,
    `unknown operation ${unknown.op}`,
    'Convert the model to operations that TensorFlow.js has: custom ones would be code of its own.',
  );
}

/** Without a signature a graph's nodes say little of what they give: float32, until the model runs. */
function nodeFace(tensors: readonly { name: string; dtype?: string; shape?: unknown }[]): ModelTensor[] {
  return face(tensors.map(({ name, dtype, shape }) => ({ name, dtype: dtype ?? 'float32', shape })));
}

async function loadGraph(
  tf: TensorFlow,
  handler: io.IOHandler,
  file: string,
  files: TfjsModelFiles,
): Promise<LoadedModel> {
  const model = await tf.loadGraphModel(handler);
  refuseUnknownOps(model, file);
  const { signature } = files;
  const nodeOf = (kind: 'inputs' | 'outputs', name: string): string => signature?.[kind].get(name)?.node ?? name;
  return {
    inputs: signature ? signedFace(signature.inputs) : nodeFace(model.inputs),
    outputs: signature ? signedFace(signature.outputs) : nodeFace(model.outputs),
    execute: (inputs, outputs) => {
      const given = Object.entries(inputs).map(([name, tensor]) => [nodeOf('inputs', name), tensor]);
      const wanted = outputs.map((name) => nodeOf('outputs', name));
      const made = model.execute(Object.fromEntries(given), wanted);
      return Array.isArray(made) ? made : [made];
    },
  };
}

function signedFace(tensors: ReadonlyMap<string, SignedTensor>): ModelTensor[] {
  return [...tensors].map(([name, { dtype, shape }]) => ({ name, dtype, shape }));
}

async function loadLayers(tf: TensorFlow, handler: io.IOHandler): Promise<LoadedModel> {
  const model = await tf.loadLayersModel(handler);
  // Tensors are named after layers and operations; names of layers are what their author knows.
  const named = (tensors: readonly SymbolicTensor[]): ModelTensor[] =>
    face(tensors.map(({ dtype, shape, sourceLayer }) => ({ dtype, shape, name: sourceLayer.name })));
  const inputs = named(model.inputs);
  const outputs = named(model.outputs);
  return {
    inputs,
    outputs,
    execute: (given, wanted) => {
      const made = model.predictOnBatch(inputs.map(({ name }) => given[name]!)) as TfTensor | TfTensor[];
      const all = Array.isArray(made) ? made : [made];
      return wanted.map((name) => all[outputs.findIndex((output) => output.name === name)]!);
    },
  };
}

const arrays: Readonly<Record<string, Dtype>> = { float32: 'float32', int32: 'int32', bool: 'bool' };

class TfjsModel implements OpenModel {
  readonly inputs;
  readonly outputs;

  constructor(
    private readonly tf: TensorFlow,
    private readonly model: LoadedModel,
    readonly parameters: number,
  ) {
    this.inputs = model.inputs;
    this.outputs = model.outputs;
  }

  async operations(feeds: NamedTensors, outputs: readonly string[]): Promise<number> {
    const { kernels } = await this.tf.profile(() => {
      for (const tensor of this.execute(feeds, outputs)) tensor.dispose();
    });
    return tfjsOperations(kernels as unknown as readonly ProfiledKernel[]);
  }

  private execute(feeds: NamedTensors, outputs: readonly string[]): TfTensor[] {
    return this.tf.tidy(() => {
      const given: NamedTensorMap = {};
      for (const name in feeds) {
        const { dtype, shape, data } = feeds[name]!;
        given[name] = this.tf.tensor(data as Float32Array, shape as number[], dtype as 'float32');
      }
      return this.model.execute(given, outputs);
    });
  }

  /** A model with loops would need `executeAsync`; its operations are refused by `execute` with their names. */
  async run(feeds: NamedTensors, outputs: readonly string[]): Promise<Record<string, Tensor>> {
    const made = this.execute(feeds, outputs);
    // WebGPU can be read without blocking only; elsewhere the wait for the event loop would be timed.
    const isBlocking = this.tf.getBackend() !== 'webgpu';
    const values = isBlocking ? made.map((tensor) => tensor.dataSync()) : await Promise.all(made.map((t) => t.data()));
    const answers: Record<string, Tensor> = {};
    made.forEach((tensor, index) => {
      const dtype = arrays[tensor.dtype]!;
      answers[outputs[index]!] = { dtype, shape: tensor.shape, data: values[index] as TensorData };
      tensor.dispose();
    });
    return answers;
  }
}

/**
 * Loads a layers or graph model into the runtime that is open, from the bytes of its files: nothing is fetched.
 * @throws ModelError where TensorFlow.js refuses it
 */
export async function openTfjsModel(files: TfjsModelFiles, file: string, tf: TensorFlow): Promise<OpenModel> {
  const { json, format } = files;
  const handler: io.IOHandler = {
    load: async () =>
      ({
        modelTopology: json.modelTopology,
        format,
        weightSpecs: json.weightsManifest.flatMap(({ weights }) => weights) as io.WeightsManifestEntry[],
        weightData: files.readWeights(),
        ...(json.signature ? { signature: json.signature } : {}),
        ...(json.userDefinedMetadata ? { userDefinedMetadata: json.userDefinedMetadata } : {}),
      }) as io.ModelArtifacts,
  };
  try {
    const model = await (format === 'graph-model' ? loadGraph(tf, handler, file, files) : loadLayers(tf, handler));
    return new TfjsModel(tf, model, files.parameters);
  } catch (error) {
    if (error instanceof ModelError || error instanceof MissingKernelError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new ModelError(
      file,
      `TensorFlow.js refuses the model: ${why}`,
      'Save it again with the same version of tfjs (4.22).',
    );
  }
}
