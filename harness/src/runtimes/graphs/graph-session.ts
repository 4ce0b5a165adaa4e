import type { Tensor, TensorInfo } from '@tensorflow/tfjs';
import protobuf from 'protobufjs';
import { type AttributeKinds, graphDefinition, inputNames, outputNames, tensorAt } from './graph-definition.js';
import { type GraphBackend, isNumeric, type NativeValues } from './native-values.js';
import type { OperationDefinition } from './operation-definitions.js';
import type { Address, TensorFlowLibrary } from './tensorflow-library.js';
import { NotTraceableError, type Trace, type TracedTensor } from './trace.js';

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

/** What sessions of a runtime share. */
export interface SessionPlace {
  readonly backend: GraphBackend;
  readonly library: TensorFlowLibrary;
  readonly values: NativeValues;
  readonly definitions: ReadonlyMap<string, OperationDefinition>;
  /** Asked at each run; while it is there, every operation is timed. */
  watch(): OnGraphRun | null;
}

export interface SessionPlan {
  readonly trace: Trace;
  /** The last so many inputs are variables, whose values are taken when the graph runs. */
  readonly variables: number;
  /** The last so many outputs are what variables become: they stay in TensorFlow's memory. */
  readonly assigned: number;
  /** Operations run one after the other in the thread that calls; else in TensorFlow's, side by side where they can. */
  readonly inCallersThread: boolean;
}

/** A call whose inputs are taken over, and what the step draws is drawn. To be run once. */
export interface PreparedRun {
  run(variables: readonly TensorInfo[]): Tensor[];
  /** In another thread, while JavaScript goes on. Variables must not be assigned meanwhile. */
  runAside(variables: readonly TensorInfo[]): Promise<Tensor[]>;
}

/** Addresses outside of JavaScript's heap, where nothing moves them while another thread reads. */
function addresses(count: number): BigUint64Array {
  return new BigUint64Array(new ArrayBuffer(count * BigUint64Array.BYTES_PER_ELEMENT));
}

/** Tensors of one call, as the C interface has them. */
interface Call {
  /** Inputs, variables, draws, kept. */
  readonly fed: BigUint64Array;
  readonly given: BigUint64Array;
  /** Those of `fed` that are this call's alone. A variable may become one of them, so that another call cannot write to them. */
  readonly own: readonly Address[];
  readonly status: Address;
}

/**
 * A trace as a graph in a session of TensorFlow's C interface, through koffi. Values go from JavaScript's memory into it and back without handles of eager
 * execution, and those of variables stay where they are between calls ({@link NativeValues}). The package's binding has sessions too, but none that can run
 * beside JavaScript, in the thread that calls, or timed.
 */
export class GraphSession {
  private readonly graph: Address;
  private readonly session: Address;
  /** Pairs of operation and output. */
  private readonly inputs: BigUint64Array;
  private readonly outputs: BigUint64Array;
  private readonly given: readonly TracedTensor[];
  /** Data of variables, then of what is kept, as they were fed last. */
  private readonly lastFed: object[] = [];
  private readonly held: readonly object[];

  /** @throws NotTraceableError */
  constructor(
    private readonly place: SessionPlace,
    private readonly plan: SessionPlan,
  ) {
    const { library, backend, definitions } = place;
    const { trace } = plan;
    this.given = trace.outputs.map((source) => tensorAt(trace, source)!);
    if (![...trace.inputs, ...trace.draws, ...trace.kept, ...this.given].every(isNumeric))
      throw new NotTraceableError('it takes or gives tensors that are neither float32, int32 nor bool');
    const kinds = backend.binding as unknown as AttributeKinds;
    const definition = graphDefinition({ trace, definitions, kinds });
    const status = library.newStatus();
    try {
      this.graph = this.importGraph(definition, status);
      this.session = this.openSession(status);
    } finally {
      library.deleteStatus(status);
    }
    const places = (names: readonly string[]): BigUint64Array => {
      const pairs = addresses(2 * names.length);
      for (const [at, name] of names.entries()) pairs[2 * at] = library.operation(this.graph, name);
      return pairs;
    };
    this.inputs = places(inputNames(trace));
    this.outputs = places(outputNames(trace));
    this.held = trace.kept.map(({ tensor }) => tensor.dataId);
    for (const dataId of this.held) backend.incRef(dataId);
  }

  prepare(inputs: readonly TensorInfo[]): PreparedRun {
    const { values, library } = this.place;
    const { trace } = this.plan;
    const fed = addresses(trace.inputs.length + trace.draws.length + trace.kept.length);
    for (const [at, tensor] of inputs.entries()) fed[at] = values.copied(tensor);
    for (const [at, { draw }] of trace.draws.entries()) {
      const drawn = draw();
      fed[trace.inputs.length + at] = values.copied(drawn);
      drawn.dispose();
    }
    const own = [...fed].filter((address) => address !== 0n);
    const call = { fed, given: addresses(trace.outputs.length), own, status: library.newStatus() };
    return {
      run: (variables) => this.run(call, variables),
      runAside: (variables) => this.runAside(call, variables),
    };
  }

  dispose(): void {
    const { library, backend, values } = this.place;
    const status = library.newStatus();
    library.closeSession(this.session, status);
    library.deleteSession(this.session, status);
    library.deleteStatus(status);
    library.deleteGraph(this.graph);
    for (const dataId of this.lastFed) values.release(dataId);
    for (const dataId of this.held) backend.disposeData(dataId);
  }

  private run(call: Call, variables: readonly TensorInfo[]): Tensor[] {
    this.feed(call, variables);
    const onRun = this.place.watch();
    if (onRun) this.callWatched(call, onRun);
    else this.place.library.runSession(...this.arguments(call, null, null));
    return this.end(call);
  }

  private async runAside(call: Call, variables: readonly TensorInfo[]): Promise<Tensor[]> {
    if (this.place.watch()) return this.run(call, variables);
    this.feed(call, variables);
    await new Promise<void>((resolve, reject) => {
      const done = (error: unknown): void => (error ? reject(error) : resolve());
      this.place.library.runSessionAside(...this.arguments(call, null, null), done);
    });
    return this.end(call);
  }

  /** Where variables and what is kept lie now. */
  private feed({ fed }: Call, variables: readonly TensorInfo[]): void {
    const { trace } = this.plan;
    const firstVariable = trace.inputs.length - variables.length;
    for (const [index, tensor] of variables.entries()) fed[firstVariable + index] = this.addressAt(index, tensor);
    const firstKept = trace.inputs.length + trace.draws.length;
    for (const [index, { tensor }] of trace.kept.entries())
      fed[firstKept + index] = this.addressAt(variables.length + index, tensor);
  }

  private addressAt(index: number, { dataId }: TensorInfo): Address {
    const before = this.lastFed[index];
    if (before && before !== dataId) this.place.values.release(before);
    this.lastFed[index] = dataId;
    return this.place.values.addressOf({ dataId });
  }

  /** @param runOptions a `TF_Buffer` with `RunOptions` @param metadata a `TF_Buffer` for `RunMetadata` */
  private arguments(
    { fed, given, status }: Call,
    runOptions: Address | null,
    metadata: Address | null,
  ): Parameters<TensorFlowLibrary['runSession']> {
    const { session, inputs, outputs } = this;
    return [session, runOptions, inputs, fed, fed.length, outputs, given, given.length, null, 0, metadata, status];
  }

  private callWatched(call: Call, onRun: OnGraphRun): void {
    const { library } = this.place;
    const [runOptions, metadata] = [library.newBuffer(fullTrace, fullTrace.byteLength), library.newEmptyBuffer()];
    try {
      const beginMs = performance.now();
      library.runSession(...this.arguments(call, runOptions, metadata));
      onRun(library.contentsOf(metadata), beginMs);
    } finally {
      library.deleteBuffer(runOptions);
      library.deleteBuffer(metadata);
    }
  }

  private end({ given, own, status }: Call): Tensor[] {
    const { library, values } = this.place;
    for (const address of own) library.deleteTensor(address);
    try {
      this.check(status);
    } finally {
      library.deleteStatus(status);
    }
    const firstAssigned = given.length - this.plan.assigned;
    return Array.from(given, (address, at) => {
      const tensor = this.given[at]!;
      return at < firstAssigned ? values.taken(address, tensor.dtype) : values.kept(address, tensor);
    });
  }

  /** @throws Error of what TensorFlow found wrong last */
  private check(status: Address): void {
    const { library } = this.place;
    if (library.statusCode(status) !== 0) throw new Error(library.statusMessage(status));
  }

  private importGraph(definition: Uint8Array, status: Address): Address {
    const { library } = this.place;
    const graph = library.newGraph();
    const options = library.newImportOptions();
    const buffer = library.newBuffer(definition, definition.byteLength);
    library.importGraph(graph, buffer, options, status);
    library.deleteBuffer(buffer);
    library.deleteImportOptions(options);
    this.check(status);
    return graph;
  }

  private openSession(status: Address): Address {
    const { library } = this.place;
    const options = library.newSessionOptions();
    if (this.plan.inCallersThread)
      library.setConfiguration(options, inCallersThread, inCallersThread.byteLength, status);
    const session = library.newSession(this.graph, options, status);
    library.deleteSessionOptions(options);
    this.check(status);
    return session;
  }
}
