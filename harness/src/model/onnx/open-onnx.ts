import type { NamedTensors, Tensor } from '@paretoboard/contract/tensor.js';
import type { InferenceSession, Tensor as OrtTensor, TypedTensor } from 'onnxruntime-node';
import { ModelError } from '../model-error.js';
import { carrierOf, type ModelSummary, type OpenModel } from '../open-model.js';
import { fromModelType, toModelType } from './element-types.js';
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
  ) {
    this.inputs = summary.inputs;
    this.outputs = summary.outputs;
    this.parameters = summary.parameters;
    this.types = new Map(summary.inputs.map(({ name, dtype }) => [name, dtype]));
  }

  async run(feeds: NamedTensors, outputs: readonly string[]): Promise<Record<string, Tensor>> {
    const given: Record<string, OrtTensor> = {};
    for (const name in feeds) given[name] = this.toOrt(feeds[name]!, this.types.get(name)!);
    const made = await this.session.run(given, outputs as string[]);
    const answers: Record<string, Tensor> = {};
    for (const name of outputs) answers[name] = fromOrt(made[name]!);
    return answers;
  }

  private toOrt({ shape, data }: Tensor, type: string): OrtTensor {
    const values = toModelType(data, type) as Float32Array;
    return new this.runtime.ort.Tensor(type as 'float32', values, shape) as TypedTensor<'float32'>;
  }
}

function fromOrt({ type, dims, data }: OrtTensor): Tensor {
  return { dtype: carrierOf(type)!, shape: dims, data: fromModelType(data, type) };
}

/** Loads a model that was read before. @param path absolute @throws ModelError where ONNX Runtime refuses it */
export async function openOnnx(
  path: string,
  file: string,
  summary: ModelSummary,
  runtime: OnnxRuntime,
): Promise<OpenModel> {
  const { provider, description } = runtime;
  try {
    const session = await runtime.ort.InferenceSession.create(path, {
      executionProviders: provider === 'cpu' ? ['cpu'] : [provider, 'cpu'],
      intraOpNumThreads: description.threads ?? 1,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      graphOptimizationLevel: 'all',
      logSeverityLevel: 3,
    });
    return new OnnxModel(runtime, session, summary);
  } catch (error) {
    const why = (error instanceof Error ? error.message : String(error)).replaceAll(path, file);
    throw new ModelError(file, `ONNX Runtime refuses the model: ${why}`, 'Check it with onnx.checker.check_model(…).');
  }
}
