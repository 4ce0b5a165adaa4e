import type { Track } from '@paretoboard/contract/task.js';
import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import type { Random } from '@paretoboard/sdk/random.js';
import type { ItemSource, TaskModule } from '../../task/task-module.js';
import { stack } from '../batch.js';

export interface QuerySource {
  readonly module: TaskModule;
  readonly test: ItemSource;
  readonly track: Track;
}

export interface Query {
  readonly inputs: NamedTensors;
  readonly items: number;
  /** For each item, its index in the test split if its input is unchanged, else null. */
  readonly originals: readonly (number | null)[];
}

/** Fresh input for each query: test items in secret order, then label-preserving perturbations of them. */
export class QueryStream {
  private readonly order: Uint32Array;
  private position = 0;

  constructor(
    private readonly source: QuerySource,
    private readonly random: Random,
    private readonly perturbed: 'always' | 'after-first-pass',
  ) {
    this.order = random.permutation(source.test.items);
  }

  next(items: number): Query {
    const parts = Array.from({ length: items }, () => this.one());
    return {
      inputs: stack(
        parts.map((part) => part.inputs),
        this.source.track.testInputs,
      ),
      items,
      originals: parts.map((part) => part.original),
    };
  }

  private one(): { inputs: NamedTensors; original: number | null } {
    const index = this.order[this.position % this.order.length]!;
    const isFirstPass = this.position < this.order.length;
    this.position += 1;
    const { inputs } = this.source.test.read(index);
    if (this.perturbed === 'after-first-pass' && isFirstPass) return { inputs, original: index };
    return { inputs: this.source.module.perturb(inputs, this.random.uint32()), original: null };
  }
}
