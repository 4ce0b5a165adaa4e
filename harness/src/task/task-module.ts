import type { DeclaredByTraining } from '@paretoboard/contract/record.js';
import type { TaskDefinition } from '@paretoboard/contract/task.js';
import type { NamedTensors, TensorSpec } from '@paretoboard/contract/tensor.js';
import type { Seed } from '@paretoboard/sdk/secret-random.js';
import type { ShownSamples } from './shown-samples.js';

export type SplitName = 'train' | 'validation' | 'test';

/** One item: tensors WITHOUT a batch axis, as the task's `inputs` and `targets` specify them. */
export interface Item {
  readonly inputs: NamedTensors;
  readonly targets: NamedTensors;
  /** May be shown to a method while it trains. */
  readonly attributes: Readonly<Record<string, string | number>>;
  /** Related items (windows of one trial, frames of one track); used by the scorer, never sent. */
  readonly group: string;
}

/** Random access to the items of one split. `read` is pure: the same index gives the same item. */
export interface ItemSource {
  readonly items: number;
  read(index: number): Item;
}

export interface LoadedData extends Readonly<Record<SplitName, ItemSource>> {
  /** Tensors of the whole task, without a batch axis, as the definition's `constants` specify them; missing where it has none. */
  readonly constants?: NamedTensors;
}

/** One answer of a method, matched to its item. Tensors without a batch axis. */
export interface Answer {
  readonly index: number;
  readonly item: Item;
  readonly outputs: NamedTensors;
}

/** What one seed's answers are worth. `outcomes[i]` belongs to `answers[i]`. */
export interface Score {
  /** By metric id, in the metric's unit. A metric that cannot be computed is left out. */
  readonly metrics: Readonly<Record<string, number>>;
  /** Items (or groups) that each metric is a mean over, for intervals of proportions; by metric id. */
  readonly counts: Readonly<Record<string, { successes: number; trials: number } | undefined>>;
  readonly outcomes: readonly Readonly<Record<string, number>>[];
}

/** A model that the harness owns and answers for: a submission sees its answers alone. Deterministic. */
export interface BlackBox {
  /** One row of an `ask`. */
  readonly rows: readonly TensorSpec[];
  /** What is wrong with rows that fit the specs, a code that no feature has for one; null: nothing. */
  problem(rows: NamedTensors, items: number): string | null;
  /** Rows and answers with the batch as first axis. */
  answer(rows: NamedTensors, items: number): NamedTensors;
}

export interface OpenOptions {
  /** Folder of the data set (official layout), or of a generated surrogate. */
  readonly folder: string;
  readonly variant: string;
}

/** Everything that the registry knows of one paper. One folder in `tasks/src/<slug>/`. */
export interface TaskModule {
  readonly definition: TaskDefinition;
  /** Reads a folder in the official layout. @throws DataSetError naming what was expected, what was found, what to do. */
  open(options: OpenOptions): Promise<LoadedData>;
  /** Writes the surrogate in the official layout below `folder` (empty). The same seed gives the same bytes; a text is a secret one. */
  generateSurrogate(folder: string, seed: Seed): Promise<void>;
  /** Bumped whenever the generator's output changes: names the cached folder. */
  readonly surrogateVersion: number;
  readonly surrogateSeed: number;
  /** Pure. @throws on empty or non-finite answers. */
  score(answers: readonly Answer[]): Score;
  /**
   * Metrics of source `declared`, from what the method said of its training; one that does not follow from it is left out. Pure. Missing where the task
   * has none.
   */
  readonly declaredMetrics?: (declared: DeclaredByTraining) => Readonly<Record<string, number>>;
  /**
   * A fresh input for a timed query: a label-preserving perturbation of a test item, for when the window needs more queries than there are
   * items. `seed` differs for each query. Pure.
   */
  perturb(inputs: NamedTensors, seed: number): NamedTensors;
  /** What people call the classes of `targets.label`, by their number; missing where the data set only numbers them. */
  readonly classNames?: readonly string[];
  /** From it on a score of a box counts, above it a probability of a voxel: the operating point that `score` uses. */
  readonly threshold?: number;
  /** How pages show single answers; missing: not at all. */
  readonly samples?: ShownSamples;
  /** Interaction `explain`: what is to be explained, made from the train split and a seed of the task. */
  blackBox?(data: LoadedData): BlackBox;
}
