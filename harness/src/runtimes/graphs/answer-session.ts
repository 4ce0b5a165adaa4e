import { elementCount } from '@paretoboard/contract/tensor-data.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { DataType, Tensor, TensorInfo } from '@tensorflow/tfjs';
import protobuf from 'protobufjs';
import type { GraphBackend, Session } from './graph-session.js';
import type { OperationDefinition } from './operation-definitions.js';
import { type AttributeKinds, dtypeOf, graphDefinition, inputNames, outputNames } from './saved-model.js';
import type { Address, TensorFlowLibrary } from './tensorflow-library.js';
import type { Trace, TracedTensor } from './trace.js';

/** By TensorFlow's number: what values of it are in JavaScript. */
const kinds = new Map<
  number,
  { dtype: DataType; array: Float32ArrayConstructor | Int32ArrayConstructor | Uint8ArrayConstructor }
>([
  [1, { dtype: 'float32', array: Float32Array }],
  [3, { dtype: 'int32', array: Int32Array }],
  [10, { dtype: 'bool', array: Uint8Array }],
]);

/** `ConfigProto.inter_op_parallelism_threads` = −1: operations run in the thread that calls; each may still use several for itself. */
const inCallersThread = protobuf.Writer.create()
  .uint32(5 << 3)
  .int32(-1)
  .finish();

/** `RunOptions.trace_level` = FULL_TRACE: when each operation of the graph began and ended. */
const fullTrace = protobuf.Writer.create()
  .uint32(1 << 3)
  .int32(3)
  .finish();

/** Told of each run of a graph: its `RunMetadata`, and when it began on the clock of `performance.now()`. */
export type OnGraphRun = (metadata: Uint8Array, beginMs: number) => void;

const outputTypes = (trace: Trace): (number | null)[] => trace.outputs.map((source) => dtypeOf(trace, source));

/** Whether {@link AnswerSession} can run it: what goes in and out are numbers of kinds that JavaScript has, too. */
export function canBeAnswered(trace: Trace): boolean {
  const fed = [...trace.inputs, ...trace.draws, ...trace.kept].map(({ dtype }) => dtype);
  return [...fed, ...outputTypes(trace)].every((dtype) => dtype !== null && kinds.has(dtype));
}

export interface AnswerSessionOptions {
  /** Operations run one after the other in the thread that calls; else in TensorFlow's, side by side where they can. */
  readonly inCallersThread: boolean;
  /** Asked at each run; while it is there, every operation is timed. */
  readonly watch: () => OnGraphRun | null;
}

/** A tensor that is written anew for each call. */
class Feed {
  readonly tensor: Address;
  private readonly memory: Uint8Array | null;

  constructor(library: TensorFlowLibrary, { dtype, shape }: TracedTensor) {
    const bytes = elementCount(shape) * kinds.get(dtype)!.array.BYTES_PER_ELEMENT;
    this.tensor = library.newTensor(dtype, BigInt64Array.from(shape, BigInt), shape.length, bytes);
    this.memory = bytes > 0 ? library.memory(library.data(this.tensor), bytes) : null;
  }

  write(values: ArrayBufferView): void {
    this.memory?.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  }
}

/**
 * A graph that changes nothing, for answers to one item: what counts is then the call itself. It runs in the thread that calls, which wakes no other
 * for operations of a few microseconds, and values go from JavaScript's memory into the session and back, without handles of eager execution in between.
 * TensorFlow's C interface can time each operation of a run, which the package's binding cannot: what is watched runs here, too.
 */
export class AnswerSession implements Session {
  private readonly graph: Address;
  private readonly session: Address;
  private readonly status: Address;
  private readonly feeds: readonly Feed[];
  /** Arrays as the C interface has them: of `TF_Output` (operation, index), and of tensors. */
  private readonly inputs: BigUint64Array;
  private readonly inputTensors: BigUint64Array;
  private readonly outputs: BigUint64Array;
  private readonly outputTensors: BigUint64Array;
  private readonly outputTypes: readonly (number | null)[];

  constructor(
    private readonly tf: TensorFlow,
    private readonly backend: GraphBackend,
    private readonly library: TensorFlowLibrary,
    private readonly trace: Trace,
    definitions: ReadonlyMap<string, OperationDefinition>,
    private readonly options: AnswerSessionOptions,
  ) {
    const definition = graphDefinition({ trace, definitions, kinds: backend.binding as unknown as AttributeKinds });
    this.status = library.newStatus();
    this.graph = this.importGraph(definition);
    this.session = this.openSession();
    const places = (names: readonly string[]): BigUint64Array =>
      BigUint64Array.from(names.flatMap((name) => [library.operation(this.graph, name), 0n]));
    this.inputs = places(inputNames(trace));
    this.outputs = places(outputNames(trace));
    this.feeds = [...trace.inputs, ...trace.draws, ...trace.kept].map((one) => new Feed(library, one));
    this.inputTensors = BigUint64Array.from(this.feeds, ({ tensor }) => tensor);
    this.outputTypes = outputTypes(trace);
    this.outputTensors = new BigUint64Array(trace.outputs.length);
    for (const { tensor } of trace.kept) backend.incRef(tensor.dataId);
  }

  run(inputs: readonly TensorInfo[]): Tensor[] {
    const { feeds, trace } = this;
    const draws = trace.draws.map(({ draw }) => draw());
    const kept = trace.kept.map(({ tensor }) => tensor);
    for (const [at, tensor] of [...inputs, ...draws, ...kept].entries()) feeds[at]!.write(this.valuesOf(tensor));
    for (const draw of draws) draw.dispose();
    const onRun = this.options.watch();
    if (onRun) this.callWatched(onRun);
    else this.call(null, null);
    return Array.from(this.outputTensors, (address, at) => this.take(address, this.outputTypes[at]!));
  }

  dispose(): void {
    const { library, session, status } = this;
    library.closeSession(session, status);
    library.deleteSession(session, status);
    library.deleteGraph(this.graph);
    for (const { tensor } of this.feeds) library.deleteTensor(tensor);
    for (const { tensor } of this.trace.kept) this.backend.disposeData(tensor.dataId);
    library.deleteStatus(status);
  }

  /** @param runOptions a `TF_Buffer` with `RunOptions` @param metadata a `TF_Buffer` for `RunMetadata` */
  private call(runOptions: Address | null, metadata: Address | null): void {
    const { library, feeds, outputTensors } = this;
    library.runSession(
      this.session,
      runOptions,
      this.inputs,
      this.inputTensors,
      feeds.length,
      this.outputs,
      outputTensors,
      outputTensors.length,
      null,
      0,
      metadata,
      this.status,
    );
    this.check();
  }

  private callWatched(onRun: OnGraphRun): void {
    const { library } = this;
    const [runOptions, metadata] = [library.newBuffer(fullTrace, fullTrace.byteLength), library.newEmptyBuffer()];
    try {
      const beginMs = performance.now();
      this.call(runOptions, metadata);
      onRun(library.contentsOf(metadata), beginMs);
    } finally {
      library.deleteBuffer(runOptions);
      library.deleteBuffer(metadata);
    }
  }

  /** @throws Error of what TensorFlow found wrong last */
  private check(): void {
    const { library, status } = this;
    if (library.statusCode(status) !== 0) throw new Error(library.statusMessage(status));
  }

  private importGraph(definition: Uint8Array): Address {
    const { library, status } = this;
    const graph = library.newGraph();
    const options = library.newImportOptions();
    const buffer = library.newBuffer(definition, definition.byteLength);
    library.importGraph(graph, buffer, options, status);
    library.deleteBuffer(buffer);
    library.deleteImportOptions(options);
    this.check();
    return graph;
  }

  private openSession(): Address {
    const { library, status } = this;
    const options = library.newSessionOptions();
    if (this.options.inCallersThread)
      library.setConfiguration(options, inCallersThread, inCallersThread.byteLength, status);
    const session = library.newSession(this.graph, options, status);
    library.deleteSessionOptions(options);
    this.check();
    return session;
  }

  /** What the backend holds of a tensor: still in JavaScript where no operation has used it. */
  private valuesOf({ dataId }: TensorInfo): ArrayBufferView {
    const { values, id } = this.backend.tensorMap.get(dataId)!;
    return (values ?? this.backend.binding.tensorDataSync(id)) as ArrayBufferView;
  }

  /** An output as a tensor whose values are in JavaScript. */
  private take(address: Address, number: number): Tensor {
    const { library, tf } = this;
    const { dtype, array } = kinds.get(number)!;
    const shape = Array.from({ length: library.rank(address) }, (_, axis) => Number(library.size(address, axis)));
    const values = new array(elementCount(shape));
    if (values.length > 0) library.copy(values, library.data(address), values.byteLength);
    library.deleteTensor(address);
    return tf.tensor(values, shape, dtype);
  }
}
