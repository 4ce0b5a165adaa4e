import type { RuntimeDescription } from '@paretoboard/contract/runtime.js';
import type { NamedTensors, TensorSpec } from '@paretoboard/contract/tensor.js';
import type { Random } from './random.js';

/** TensorFlow.js as the harness opened it: backend set, gradients registered. Submissions use this instance and import none of their own. */
export type TensorFlow = typeof import('@tensorflow/tfjs');

/** A batch of rows of one split. Every tensor has the batch as its first axis. */
export interface Rows {
  readonly items: number;
  readonly inputs: NamedTensors;
  readonly targets: NamedTensors;
  /** What the task lets a method know of each row (recording, subject …). */
  readonly attributes: readonly Readonly<Record<string, string | number>>[];
}

export interface RemainingBudget {
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  readonly rows: number;
}

export interface Progress {
  readonly step?: number;
  readonly epoch?: number;
  readonly epochs?: number;
  readonly values?: Readonly<Record<string, number>>;
}

/** What a method may know while it trains: rows of train and validation, budgets, seeded random numbers. No clock, no test rows. */
export interface TrainContext {
  readonly tf: TensorFlow;
  readonly runtime: RuntimeDescription;
  readonly task: string;
  readonly track: string;
  readonly seed: number;
  readonly random: Random;
  readonly inputs: readonly TensorSpec[];
  readonly targets: readonly TensorSpec[];
  readonly outputs: readonly TensorSpec[];
  readonly splits: { readonly train: number; readonly validation: number };
  /**
   * The next rows of a split in the harness's seeded order, at most `items` of them, copied: they may be kept. `items: 0` marks the
   * end of an epoch; the call after it begins the next one in a new order. Every row served counts against the budget.
   */
  next(split: 'train' | 'validation', items: number): Rows;
  /** One whole epoch of a split in one batch. */
  all(split: 'train' | 'validation'): Rows;
  /** What is left as the harness counts it; enforced from outside whatever is done here. */
  remaining(): RemainingBudget;
  progress(progress: Progress): void;
  /** Writes one file of the artefact; names are relative paths. */
  save(name: string, bytes: Uint8Array): void;
}

/** What a method may know when it is started from its artefact. */
export interface LoadContext {
  readonly tf: TensorFlow;
  readonly runtime: RuntimeDescription;
  readonly task: string;
  readonly track: string;
  readonly inputs: readonly TensorSpec[];
  readonly outputs: readonly TensorSpec[];
  /** Reads one file of the artefact. @throws if it is not there. */
  read(name: string): Uint8Array;
}

export interface TrainingSummary {
  /** Declared by the method: cannot be seen from outside. */
  readonly steps: number | null;
  readonly epochs: number | null;
  readonly parameters: number | null;
}

export interface Predictor {
  /** Trainable parameters, declared; null if the method has none to count. */
  readonly parameters: number | null;
  /**
   * One answer per item of the batch. `inputs` are the track's test inputs with the batch first, and are only valid during the call.
   * Outputs must have the names, dtypes and per-item shapes of `LoadContext.outputs`.
   */
  predict(inputs: NamedTensors, items: number): NamedTensors | Promise<NamedTensors>;
}

/** An implementation for tasks of interaction `predict`. */
export interface PredictSubmission {
  readonly interaction: 'predict';
  train(context: TrainContext): TrainingSummary | Promise<TrainingSummary>;
  load(context: LoadContext): Predictor | Promise<Predictor>;
}

/** Later interactions join this union. */
export type Submission = PredictSubmission;

/** Identity function that gives a submission its type: `export default defineSubmission({ … })`. */
export function defineSubmission<S extends Submission>(submission: S): S {
  return submission;
}
