import type { Dtype, NamedTensors, Tensor } from '@paretoboard/contract/tensor.js';

/** Element types of models beside those of tasks, and what carries them through a pipeline: converted where the model begins and ends. */
const carriers: Readonly<Record<string, Dtype>> = {
  float16: 'float32',
  int8: 'int32',
  int16: 'int32',
  uint16: 'int32',
  int64: 'int32',
  float32: 'float32',
  float64: 'float64',
  uint8: 'uint8',
  int32: 'int32',
  bool: 'bool',
};

/** The dtype that a pipeline has to give to, or gets from, a tensor of a model; null: none does. */
export function carrierOf(dtype: string): Dtype | null {
  return Object.hasOwn(carriers, dtype) ? carriers[dtype]! : null;
}

/** An input or output of a model as the file states it. */
export interface ModelTensor {
  readonly name: string;
  /** `float16`, `int64` … */
  readonly dtype: string;
  /** With the batch; null for an axis that may vary; null as a whole: not stated. */
  readonly shape: readonly (number | null)[] | null;
}

/** What a pipeline must know of a model before it runs. */
export interface ModelFace {
  readonly inputs: readonly ModelTensor[];
  readonly outputs: readonly ModelTensor[];
}

/** What can be told of a model without running it. */
export interface ModelSummary extends ModelFace {
  /** Entries of all weights: counted. */
  readonly parameters: number;
  readonly weightBytes: number;
  /** Kinds of operators with the number of each. */
  readonly operators: Readonly<Record<string, number>>;
  /** Version of the operator set; null for formats that have none. */
  readonly opset: number | null;
}

/** A model that is loaded. */
export interface OpenModel extends ModelFace {
  readonly parameters: number;
  /**
   * @param feeds one for each input, in its carrier's dtype
   * @param outputs names of those that are wanted
   */
  run(feeds: NamedTensors, outputs: readonly string[]): Promise<Readonly<Record<string, Tensor>>>;
  /**
   * Runs it once to see the sizes of everything that it computes.
   * @param scratchFolder writable
   * @returns floating-point operations of convolutions, matrix products and recurrent layers; a product and its sum are two. Everything else is left out:
   * it computes at least that much
   */
  operations(feeds: NamedTensors, outputs: readonly string[], scratchFolder: string): Promise<number>;
}
