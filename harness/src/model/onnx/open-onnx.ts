import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { NamedTensors, Tensor } from '@paretoboard/contract/tensor.js';
import type { InferenceSession, Tensor as OrtTensor, TypedTensor } from 'onnxruntime-node';
import { ModelError } from '../model-error.js';
import { carrierOf, type ModelSummary, type OpenModel } from '../open-model.js';
import { fromModelType, toModelType } from './element-types.js';
import { onnxOperations, profileSchema } from './onnx-operations.js';
import type { OnnxRuntime } from './onnx-runtime.js';

class OnnxModel implements OpenModel {
  readonly inputs;
  readonly outputs;
  readonly parameters;
  private readonly types: ReadonlyMap<string, string>;

  constructor(
    private readonly runtime: OnnxRuntime,
    private readonly session: InferenceSession,
    summary: ModelSummary,
    private readonly path: string,
  ) {
    this.inputs = summary.inputs;
    this.outputs = summary.outputs;
    this.parameters = summary.parameters;
    this.types = new Map(summary.inputs.map(({ name, dtype }) => [name, dtype]));
  }

  async run(feeds: NamedTensors, outputs: readonly string[]): Promise<Record<string, Tensor>> {
    const made = await this.session.run(this.given(feeds), outputs as string[]);
    const answers: Record<string, Tensor> = {};
    for (const name of outputs) answers[name] = fromOrt(made[name]!);
    return answers;
  }

  /** By the runtime's own profile of the graph as it stands in the file: what it would fuse has the same operations. */
  async operations(feeds: NamedTensors, outputs: readonly string[], scratchFolder: string): Promise<number> {
    const prefix = join(scratchFolder, 'profile-');
    const session = await this.runtime.ort.InferenceSession.create(this.path, {
      ...sessionOptions(this.runtime),
      graphOptimizationLevel: 'disabled',
      // Weights that are laid out anew would be missing from the profile.
      extra: { session: { disable_prepacking: '1' } },
      enableProfiling: true,
      profileFilePrefix: prefix,
    });
    await session.run(this.given(feeds), outputs as string[]);
    await session.release();
    const names = readdirSync(dirname(prefix)).filter((name) => name.startsWith(basename(prefix)));
    const profiles = names.map((name) => join(scratchFolder, name));
    const events = profiles.flatMap((path) => profileSchema.parse(JSON.parse(readFileSync(path, 'utf8'))));
    for (const path of profiles) rmSync(path);
    return onnxOperations(events);
  }

  private given(feeds: NamedTensors): Record<string, OrtTensor> {
    const given: Record<string, OrtTensor> = {};
    for (const name in feeds) given[name] = this.toOrt(feeds[name]!, this.types.get(name)!);
    return given;
  }

  private toOrt({ shape, data }: Tensor, type: string): OrtTensor {
    const values = toModelType(data, type) as Float32Array;
    return new this.runtime.ort.Tensor(type as 'float32', values, shape) as TypedTensor<'float32'>;
  }
}

function fromOrt({ type, dims, data }: OrtTensor): Tensor {
  return { dtype: carrierOf(type)!, shape: dims, data: fromModelType(data, type) };
}

export function sessionOptions({ provider, description }: OnnxRuntime): InferenceSession.SessionOptions {
  return {
    executionProviders: provider === 'cpu' ? ['cpu'] : [provider, 'cpu'],
    intraOpNumThreads: description.threads ?? 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    logSeverityLevel: 3,
  };
}

/** Loads a model that was read before. @param path absolute @throws ModelError where ONNX Runtime refuses it */
export async function openOnnx(
  path: string,
  file: string,
  summary: ModelSummary,
  runtime: OnnxRuntime,
): Promise<OpenModel> {
  try {
    const session = await runtime.ort.InferenceSession.create(path, sessionOptions(runtime));
    return new OnnxModel(runtime, session, summary, path);
  } catch (error) {
    const why = (error instanceof Error ? error.message : String(error)).replaceAll(path, file);
    throw new ModelError(file, `ONNX Runtime refuses the model: ${why}`, 'Check it with onnx.checker.check_model(…).');
  }
}
