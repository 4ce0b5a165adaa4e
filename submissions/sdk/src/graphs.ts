import type { Tensor, Variable } from '@tensorflow/tfjs';
import type { Random } from './random.js';
import type { TensorFlow } from './submission.js';

/** A step of training or inference: tensors in, tensors out; it may read and assign variables. */
export type Step = (...inputs: Tensor[]) => Tensor[];

/** A call whose inputs are taken over, and for which is drawn what the step draws, as far as that can be done ahead. */
export interface PreparedCall {
  /**
   * To be called once, when the call before has ended. Where the step is a graph, another thread computes it, and JavaScript can prepare the next call
   * meanwhile; variables must not be assigned then. Elsewhere it is computed at once.
   */
  run(): Promise<Tensor[]>;
}

/** Called like the step that it was made of. */
export interface CompiledStep {
  (...inputs: Tensor[]): Tensor[];
  /**
   * A call in two parts: see {@link PreparedCall}. Numbers are drawn in the order of what is written: where every batch is made, prepared and run after the
   * one before was prepared, they are those of calls one after the other. The inputs must be there until the call has ended.
   */
  prepare(...inputs: Tensor[]): PreparedCall;
  /** Frees what it holds; it can be called no more. */
  dispose(): void;
}

export interface CompileOptions {
  /** All variables that the step reads or assigns. */
  readonly variables?: readonly Variable[];
  /** The generator that the step draws from: by `drawn` alone. */
  readonly random?: Random;
}

/** What a runtime offers that can run a step as one graph. */
export interface Graphs {
  canCompile(): boolean;
  compile(step: Step, options: CompileOptions): CompiledStep;
  draw<Made extends Tensor>(make: () => Made): Made;
  /** Values of variables that lie in the memory of graphs. */
  tensorsKept(): number;
}

/** Where a runtime puts it: a bundled submission has a copy of this module, and shares `tf` alone with its host. */
export const graphsKey: unique symbol = Symbol.for('paretoboard.graphs') as never;

function graphsOf(tf: TensorFlow): Graphs | undefined {
  return (tf as TensorFlow & { [graphsKey]?: Graphs })[graphsKey];
}

/**
 * `tf.function`: a step that runs as one graph of TensorFlow where the runtime can (`tensorflow`), and as it is elsewhere. Two calls with inputs of the same
 * shapes run operation by operation; those after them run as the graph of what these did. So the step has to be a function of its inputs, of its variables, of
 * tensors that stay, and of what it makes by `drawn`: a number that changes from call to call (a learning rate, an annealed weight) goes in as a tensor, and
 * no value is read inside. A step that two calls show to be none stays as it is, and the log says why; one that changes only later cannot be told.
 */
export function compile(tf: TensorFlow, step: Step, options: CompileOptions = {}): CompiledStep {
  const graphs = graphsOf(tf);
  if (graphs?.canCompile()) return graphs.compile(step, options);
  return uncompiled(step);
}

/** A step that stays as it is, to be called as if it was compiled. */
export function uncompiled(step: Step): CompiledStep {
  const prepare = (...inputs: Tensor[]): PreparedCall => ({ run: async () => step(...inputs) });
  return Object.assign((...inputs: Tensor[]) => step(...inputs), { prepare, dispose: () => undefined });
}

/** A tensor that a compiled step makes anew in each call, of numbers drawn in JavaScript. @param make depends on a seeded generator alone */
export function drawn<Made extends Tensor>(tf: TensorFlow, make: () => Made): Made {
  return graphsOf(tf)?.draw(make) ?? make();
}
