import { createHash } from 'node:crypto';
import type { Random } from '@paretoboard/sdk/random.js';
import type { Tensor, TensorInfo } from '@tensorflow/tfjs';
import { type NodeBinding, type OperationAttribute, type TensorMetadata, withFunctions } from '../node-binding.js';

/** Where an operation has a tensor from. `draw`: made anew in JavaScript for each call; `kept`: one that was there before, and stays. */
export type Source =
  | { readonly from: 'node'; readonly node: number; readonly output: number }
  | { readonly from: 'input' | 'constant' | 'draw' | 'kept'; readonly index: number };

export interface TracedOperation {
  readonly name: string;
  readonly attributes: readonly OperationAttribute[];
  readonly inputs: readonly Source[];
  readonly outputs: readonly TracedTensor[];
}

/** dtype: TensorFlow's number. */
export interface TracedTensor {
  readonly dtype: number;
  readonly shape: readonly number[];
}

export interface Trace {
  readonly operations: readonly TracedOperation[];
  readonly constants: readonly (TracedTensor & { readonly bytes: Uint8Array })[];
  readonly inputs: readonly TracedTensor[];
  readonly draws: readonly (TracedTensor & { readonly draw: () => Tensor })[];
  /** Tensors of before the step: fed as they are. */
  readonly kept: readonly (TracedTensor & { readonly tensor: TensorInfo })[];
  readonly outputs: readonly Source[];
  /** The same for two calls that differ in the values of inputs and draws alone. */
  readonly digest: string;
}

/** A step that cannot be a graph; the message says why. */
export class NotTraceableError extends Error {
  override readonly name = 'NotTraceableError';
}

/** What tfjs-node's backend has of a tensor: a handle of eager execution, or, where `id` is −1, values in JavaScript's memory. */
export interface TensorData {
  readonly id: number;
  readonly values: unknown;
  readonly dtype: number;
  readonly shape: number[];
}

/** The parts of tfjs-node's backend that every operation goes through. */
export interface TracedBackend {
  binding: NodeBinding;
  readonly tensorMap: { get(dataId: object): TensorData | undefined };
  getInputTensorIds(tensors: readonly TensorInfo[]): number[];
}

function bytesOf(values: ArrayBufferView): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength).slice();
}

/** Where in the code of a step this is: the first place that is neither ours nor the library's. */
function placeInSubmission(): string {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 60;
  const places = new Error().stack?.split('\n').slice(1) ?? [];
  Error.stackTraceLimit = stackTraceLimit;
  const place = places.find((line) => !/tfjs|[\\/]runtimes[\\/]|node:internal/.test(line))?.trim();
  return place ? ` (${place})` : '';
}

/** Writes down what one call of a step does, while it is done. */
class Recorder {
  readonly operations: TracedOperation[] = [];
  readonly constants: (TracedTensor & { bytes: Uint8Array })[] = [];
  readonly draws: (TracedTensor & { draw: () => Tensor })[] = [];
  readonly kept: (TracedTensor & { tensor: TensorInfo })[] = [];
  readonly inputs: TracedTensor[];
  failure: string | null = null;
  /** Numbers that were drawn where they are told of. */
  private told = 0;
  private readonly takenBefore: number;
  private readonly sources = new Map<number, Source>();
  private isDrawing = false;

  constructor(
    private readonly backend: TracedBackend,
    private readonly original: NodeBinding,
    private readonly random: Random | null,
    inputs: readonly TensorInfo[],
  ) {
    this.takenBefore = random?.numbersTaken ?? 0;
    const ids = backend.getInputTensorIds(inputs);
    this.inputs = inputs.map((tensor) => this.describe(tensor));
    for (const [index, id] of ids.entries()) {
      if (this.sources.has(id)) this.failure ??= 'one tensor comes in twice';
      this.sources.set(id, { from: 'input', index });
    }
  }

  /** A tensor that is made anew for each call: how it is made is no part of the step. */
  draw<Made extends Tensor>(draw: () => Made): Made {
    const before = this.random?.numbersTaken ?? 0;
    this.isDrawing = true;
    try {
      const tensor = draw();
      const [id] = this.backend.getInputTensorIds([tensor]);
      this.sources.set(id!, { from: 'draw', index: this.draws.push({ ...this.describe(tensor), draw }) - 1 });
      return tensor;
    } finally {
      this.isDrawing = false;
      this.told += (this.random?.numbersTaken ?? 0) - before;
    }
  }

  /** For the step, in the place of the original. */
  binding(): NodeBinding {
    return withFunctions(this.original, {
      executeOp: (name, attributes, ids, outputs) => this.execute(name, attributes, ids, outputs),
      createTensor: (shape, dtype, values) => this.create(shape, dtype, values),
      tensorDataSync: (id) => {
        if (this.sources.get(id)?.from === 'node')
          this.failure ??= `it reads a value that it has computed${placeInSubmission()}`;
        return this.original.tensorDataSync(id);
      },
    });
  }

  private execute(name: string, attributes: OperationAttribute[], ids: number[], outputs: number): TensorMetadata[] {
    if (this.isDrawing) return this.original.executeOp(name, attributes, ids, outputs);
    const inputs = ids.map((id) => this.sourceOf(id));
    const made = this.original.executeOp(name, attributes, ids, outputs);
    const described = made.map(({ dtype, shape }) => ({ dtype, shape: [...shape] }));
    const node = this.operations.push({ name, attributes, inputs, outputs: described }) - 1;
    for (const [output, { id }] of made.entries()) this.sources.set(id, { from: 'node', node, output });
    return made;
  }

  private create(shape: number[], dtype: number, values: ArrayBufferView): number {
    const id = this.original.createTensor(shape, dtype, values);
    if (this.isDrawing) return id;
    if (!ArrayBuffer.isView(values)) this.failure ??= 'it makes a tensor of texts';
    else {
      const index = this.constants.push({ shape: [...shape], dtype, bytes: bytesOf(values) }) - 1;
      this.sources.set(id, { from: 'constant', index });
    }
    return id;
  }

  /** Tensors that an operation is about to take: those of unknown origin were there before the step. */
  meet(tensors: readonly TensorInfo[], ids: readonly number[]): void {
    if (this.isDrawing) return;
    for (const [index, tensor] of tensors.entries()) {
      const id = ids[index]!;
      if (this.sources.has(id)) continue;
      this.sources.set(id, { from: 'kept', index: this.kept.push({ ...this.describe(tensor), tensor }) - 1 });
    }
  }

  end(outputs: readonly TensorInfo[]): Trace {
    const ids = this.backend.getInputTensorIds(outputs);
    const { operations, constants, inputs, draws, kept } = this;
    const trace = { operations, constants, inputs, draws, kept, outputs: ids.map((id) => this.sourceOf(id)) };
    if ((this.random?.numbersTaken ?? 0) !== this.takenBefore + this.told)
      this.failure ??= 'it draws random numbers outside `drawn`';
    if (this.failure) throw new NotTraceableError(this.failure);
    return {
      ...trace,
      digest: digestOf(
        trace,
        kept.map(({ tensor }) => this.backend.tensorMap.get(tensor.dataId)!.id),
      ),
    };
  }

  private describe({ dataId }: TensorInfo): TracedTensor {
    const { dtype, shape } = this.backend.tensorMap.get(dataId)!;
    return { dtype, shape: [...shape] };
  }

  private sourceOf(id: number): Source {
    const source = this.sources.get(id);
    if (!source) this.failure ??= 'it uses a tensor that did not come through the backend';
    return source ?? { from: 'constant', index: -1 };
  }
}

function digestOf(trace: Omit<Trace, 'digest'>, keptIds: readonly number[]): string {
  const hash = createHash('sha256');
  const tensor = ({ dtype, shape }: TracedTensor): unknown => [dtype, shape];
  const { operations, inputs, draws, outputs, constants } = trace;
  hash.update(
    JSON.stringify([operations, inputs.map(tensor), draws.map(tensor), keptIds, outputs, constants.map(tensor)]),
  );
  for (const { bytes } of constants) hash.update(bytes);
  return hash.digest('hex');
}

let current: Recorder | null = null;

/** Within a step that is traced, a tensor that is made anew for each call; elsewhere just that tensor. */
export function drawTensor<Made extends Tensor>(draw: () => Made): Made {
  return current?.draw(draw) ?? draw();
}

/**
 * Calls a step, and writes down the operations that it runs.
 * @param step must be the same function of its inputs, of what `drawTensor` gives and of tensors that stay, whenever it is called
 * @returns its outputs, and the trace or why there is none
 */
export function traceStep<Outputs extends readonly TensorInfo[]>(
  backend: TracedBackend,
  random: Random | null,
  inputs: readonly TensorInfo[],
  step: () => { returned: Outputs; outputs: readonly TensorInfo[] },
): { returned: Outputs; trace: Trace | NotTraceableError } {
  if (current) throw new Error('a step that is traced calls another one');
  const original = backend.binding;
  const originalIds = backend.getInputTensorIds;
  const recorder = new Recorder(backend, original, random, inputs);
  current = recorder;
  backend.binding = recorder.binding();
  backend.getInputTensorIds = (tensors) => {
    const ids = originalIds.call(backend, tensors);
    recorder.meet(tensors, ids);
    return ids;
  };
  try {
    const { returned, outputs } = step();
    try {
      return { returned, trace: recorder.end(outputs) };
    } catch (error) {
      if (error instanceof NotTraceableError) return { returned, trace: error };
      throw error;
    }
  } finally {
    current = null;
    backend.binding = original;
    backend.getInputTensorIds = originalIds;
  }
}
