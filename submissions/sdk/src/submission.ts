import type { PrivacyDeclaration } from '@paretoboard/contract/privacy.js';
import type { RuntimeDescription } from '@paretoboard/contract/runtime.js';
import type { NamedTensors, Tensor, TensorSpec } from '@paretoboard/contract/tensor.js';
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
  /** Tensors of the whole task, the same for every row and query; empty where the task has none. */
  readonly constants: NamedTensors;
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
  /** As in training. */
  readonly constants: NamedTensors;
  /** Reads one file of the artefact. @throws if it is not there. */
  read(name: string): Uint8Array;
}

export interface TrainingSummary {
  /** Declared by the method: cannot be seen from outside. */
  readonly steps: number | null;
  readonly epochs: number | null;
  readonly parameters: number | null;
  /** The noise of a differentially private training; left out where none is claimed. */
  readonly privacy?: PrivacyDeclaration;
}

/** A method that was started from its artefact. */
export interface LoadedSubmission {
  /** Trainable parameters, declared; null if the method has none to count. */
  readonly parameters: number | null;
}

export interface Predictor extends LoadedSubmission {
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

/** Users side by side, each with what may be recommended to them. Only valid during the call. */
export interface RankQuery {
  /** Ids, [users]. */
  readonly users: Int32Array;
  /** Ids of items, [users, candidatesPerUser], in an order that means nothing; −1 where there is none. */
  readonly candidates: Int32Array;
  readonly candidatesPerUser: number;
  /** How many items to recommend to each user. */
  readonly places: number;
  /** All test inputs of the track, `user` and `candidates` among them. */
  readonly inputs: NamedTensors;
}

export interface Recommender extends LoadedSubmission {
  /** Ids of candidates, [users, places], the best first, none twice; −1 for a place that stays empty. */
  rank(query: RankQuery): Int32Array | Promise<Int32Array>;
}

/** An implementation for tasks of interaction `recommend`. */
export interface RecommendSubmission {
  readonly interaction: 'recommend';
  train(context: TrainContext): TrainingSummary | Promise<TrainingSummary>;
  load(context: LoadContext): Recommender | Promise<Recommender>;
}

/** Answers episodes, one after the other. */
export interface EpisodeLearner extends LoadedSubmission {
  /**
   * Takes the labelled support set of the next episode, which replaces the one before; its tensors may be kept.
   * @param items rows of the set: the first axis of each of its tensors
   */
  support(set: NamedTensors, items: number): void | Promise<void>;
  /**
   * One answer per query of the whole query set: a method may use all queries together. `queries` have the queries as first axis, and are only valid
   * during the call. Outputs have the names, dtypes and shapes of `LoadContext.outputs`, whose first axis is the queries.
   */
  predict(queries: NamedTensors, items: number): NamedTensors | Promise<NamedTensors>;
}

/** An implementation for tasks of interaction `episode`. Rows to train on are the task's `trainingRows`, no episodes: a method draws its own. */
export interface EpisodeSubmission {
  readonly interaction: 'episode';
  train(context: TrainContext): TrainingSummary | Promise<TrainingSummary>;
  load(context: LoadContext): EpisodeLearner | Promise<EpisodeLearner>;
}

/** The black box as an explanation sees it: rows in, answers back, counted. */
export interface Ask {
  /**
   * Blocks until the rows are answered. `rows` have the names, dtypes and per-item shapes of `LoadContext.inputs` that the task's page names, with the
   * batch first; the answers may be kept. Asking for more than `rowsLeft` ends the run.
   */
  (rows: NamedTensors, items: number): NamedTensors;
  /** Rows that may still be asked for this explanation. */
  readonly rowsLeft: number;
}

export interface Explainer extends LoadedSubmission {
  /**
   * The explanation of one instance. `instance` holds the track's test inputs WITHOUT a batch axis; the answer has the names, dtypes and shapes of
   * `LoadContext.outputs`, also without one. `ask` is of use during the call only.
   */
  explain(instance: NamedTensors, ask: Ask): NamedTensors | Promise<NamedTensors>;
}

/** An implementation for tasks of interaction `explain`: explanations of a black box that the harness owns. */
export interface ExplainSubmission {
  readonly interaction: 'explain';
  train(context: TrainContext): TrainingSummary | Promise<TrainingSummary>;
  load(context: LoadContext): Explainer | Promise<Explainer>;
}

export interface SequenceModel extends LoadedSubmission {
  /**
   * A new sequence begins: nothing of the one before may matter. `inputs` are the track's test inputs that are known at the start, as a batch of
   * one; they may be kept.
   */
  begin(inputs: NamedTensors): void | Promise<void>;
  /**
   * The next entry of the sequence, [1, …], only valid during the call: the test inputs that come step by step, without the axis that counts steps.
   * The answer is that of `LoadContext.outputs` without that axis, [1, …]. The next step comes after it.
   */
  step(inputs: NamedTensors): NamedTensors | Promise<NamedTensors>;
  /** The sequence is over. */
  end?(): void | Promise<void>;
}

/** An implementation for tasks of interaction `sequence`. */
export interface SequenceSubmission {
  readonly interaction: 'sequence';
  train(context: TrainContext): TrainingSummary | Promise<TrainingSummary>;
  load(context: LoadContext): SequenceModel | Promise<SequenceModel>;
}

/** Tensors have the batch first, and the dtype and per-item shape of the output of that name in `LoadContext.outputs`. */
export interface Generator extends LoadedSubmission {
  /** Output `reconstruction`: one for each item. `inputs` are the track's test inputs without `seed`, and are only valid during the call. */
  reconstruct(inputs: NamedTensors, items: number): Tensor | Promise<Tensor>;
  /** Output `sample`: one for each seed, by which alone it is drawn, whatever seeds stand beside it. */
  sample(seeds: Int32Array): Tensor | Promise<Tensor>;
}

/** An implementation for tasks of interaction `generate`. */
export interface GenerateSubmission {
  readonly interaction: 'generate';
  train(context: TrainContext): TrainingSummary | Promise<TrainingSummary>;
  load(context: LoadContext): Generator | Promise<Generator>;
}

/** Changes items so that something can no longer be told from them and something else still can. */
export interface Transformer extends LoadedSubmission {
  /**
   * The changed batch: names, dtypes and shapes of `batch`, whose items keep their order. `batch` are the test inputs that `LoadContext.outputs` are named
   * after, `conditions` the track's others (whose item it is, whose it is to look like); all are only valid during the call.
   */
  transform(batch: NamedTensors, conditions: NamedTensors, items: number): NamedTensors | Promise<NamedTensors>;
}

/** An implementation for tasks of interaction `transform`, whose answers are judged by what models of the harness can tell from them. */
export interface TransformSubmission {
  readonly interaction: 'transform';
  train(context: TrainContext): TrainingSummary | Promise<TrainingSummary>;
  load(context: LoadContext): Transformer | Promise<Transformer>;
}

export type Submission =
  | PredictSubmission
  | RecommendSubmission
  | EpisodeSubmission
  | SequenceSubmission
  | GenerateSubmission
  | TransformSubmission
  | ExplainSubmission;

/** Identity function that gives a submission its type: `export default defineSubmission({ … })`. */
export function defineSubmission<S extends Submission>(submission: S): S {
  return submission;
}
