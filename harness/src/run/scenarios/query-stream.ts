import type { Track } from '@paretoboard/contract/task.js';
import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import type { Random } from '@paretoboard/sdk/random.js';
import type { ItemSource, TaskModule } from '../../task/task-module.js';
import { stack } from '../batch.js';

export interface QuerySource {
  readonly module: Pick<TaskModule, 'perturb'>;
  readonly test: ItemSource;
  readonly track: Track;
}

export interface Query {
  readonly inputs: NamedTensors;
  readonly items: number;
  /** For each item, its index in the test split if its input is unchanged, else null. */
  readonly originals: readonly (number | null)[];
}

/**
 * While unchanged test items last, every other sample is one; after that every eighth. A fixed order would tell a submission when the scored share is over.
 */
const originalsOneIn = { firstPass: 2, later: 8 } as const;

/**
 * Fresh input for each query: unchanged test items in secret order, mixed at random with label-preserving perturbations; for warm-up and the null model
 * perturbations only.
 */
export class QueryStream {
  private readonly order: Uint32Array;
  private used = 0;

  constructor(
    private readonly source: QuerySource,
    private readonly random: Random,
    private readonly kind: 'mixed' | 'perturbed',
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
    const { test, module } = this.source;
    const oneIn = this.used < this.order.length ? originalsOneIn.firstPass : originalsOneIn.later;
    if (this.kind === 'mixed' && this.random.integer(oneIn) === 0) {
      const original = this.order[this.used++ % this.order.length]!;
      return { inputs: test.read(original).inputs, original };
    }
    const { inputs } = test.read(this.random.integer(test.items));
    return { inputs: module.perturb(inputs, this.random.uint32()), original: null };
  }
}
