import {
  bytesPerElement,
  elementCount,
  type NamedTensors,
  type Tensor,
  type TensorSpec,
} from '@paretoboard/contract/tensor.js';
import { wireLimits } from '@paretoboard/contract/wire.js';
import { Random } from '@paretoboard/sdk/random.js';
import { SubmissionFailure } from '../sandbox/submission-failure.js';
import type { Item, ItemSource, LoadedData } from '../task/task-module.js';
import { stack } from './batch.js';

export type TrainingSplit = 'train' | 'validation';

export interface ServedRows {
  readonly items: number;
  readonly rowsLeft: number;
  readonly attributes: Item['attributes'][];
  readonly tensors: NamedTensors;
}

interface Cursor {
  readonly source: ItemSource;
  epoch: number;
  position: number;
  order: Uint32Array;
}

export interface RowServerOptions {
  readonly data: Pick<LoadedData, TrainingSplit>;
  readonly inputs: readonly TensorSpec[];
  readonly targets: readonly TensorSpec[];
  readonly seed: number;
  readonly rowBudget: number;
}

function prefixed(prefix: string, batch: Record<string, Tensor>): [string, Tensor][] {
  return Object.entries(batch).map(([name, tensor]) => [`${prefix}:${name}`, tensor]);
}

/** Serves training rows in a seeded order that changes each epoch, and counts them. Test rows are not among its data. */
export class RowServer {
  private readonly cursors: Record<TrainingSplit, Cursor>;
  private readonly largestBatch: number;
  served = 0;

  constructor(private readonly options: RowServerOptions) {
    this.cursors = { train: this.cursor('train'), validation: this.cursor('validation') };
    const specs = [...options.inputs, ...options.targets];
    const bytesPerRow = specs.reduce(
      (sum, spec) => sum + bytesPerElement[spec.dtype] * elementCount(spec.shape.map((size) => size ?? 1)),
      0,
    );
    this.largestBatch = Math.max(1, Math.floor(wireLimits.bodyBytes / 4 / Math.max(1, bytesPerRow)));
  }

  /** Up to `items` rows; none at the end of an epoch. @throws SubmissionFailure budget-exceeded */
  next(split: TrainingSplit, items: number): ServedRows {
    const cursor = this.cursors[split];
    const left = cursor.source.items - cursor.position;
    const count = Math.min(items, left, this.largestBatch);
    if (left <= 0) return this.endEpoch(split, cursor);
    if (count < 1) throw new SubmissionFailure('submission-error', 'asked for 0 rows', 'Ask for at least one row.');
    if (this.served + count > this.options.rowBudget) {
      throw new SubmissionFailure(
        'budget-exceeded',
        `${this.served + count} training rows asked for; the budget is ${this.options.rowBudget}`,
        'Keep rows in memory between epochs, or train for fewer epochs.',
        { budget: 'rowsServed', used: this.served },
      );
    }
    const rows = Array.from(cursor.order.subarray(cursor.position, cursor.position + count), (index) =>
      cursor.source.read(index),
    );
    cursor.position += count;
    this.served += count;
    return {
      items: count,
      rowsLeft: this.rowsLeft,
      attributes: rows.map((row) => row.attributes),
      tensors: this.tensorsOf(rows),
    };
  }

  get rowsLeft(): number {
    return this.options.rowBudget - this.served;
  }

  private tensorsOf(rows: readonly Item[]): NamedTensors {
    const inputs = stack(
      rows.map((row) => row.inputs),
      this.options.inputs.map((spec) => spec.name),
    );
    const targets = stack(
      rows.map((row) => row.targets),
      this.options.targets.map((spec) => spec.name),
    );
    return Object.fromEntries([...prefixed('input', inputs), ...prefixed('target', targets)]);
  }

  private endEpoch(split: TrainingSplit, cursor: Cursor): ServedRows {
    cursor.epoch += 1;
    cursor.position = 0;
    cursor.order = this.orderOf(split, cursor.epoch, cursor.source.items);
    return { items: 0, rowsLeft: this.rowsLeft, attributes: [], tensors: {} };
  }

  private cursor(split: TrainingSplit): Cursor {
    const source = this.options.data[split];
    return { source, epoch: 0, position: 0, order: this.orderOf(split, 0, source.items) };
  }

  private orderOf(split: TrainingSplit, epoch: number, items: number): Uint32Array {
    return new Random(this.options.seed).fork(`${split}-${epoch}`).permutation(items);
  }
}
