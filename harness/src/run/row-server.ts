import type { NamedTensors, Tensor, TensorSpec } from '@paretoboard/contract/tensor.js';
import { wireLimits } from '@paretoboard/contract/wire.js';
import { Random } from '@paretoboard/sdk/random.js';
import { SubmissionFailure } from '../sandbox/submission-failure.js';
import type { Item, ItemSource, LoadedData } from '../task/task-module.js';
import { stack } from './batch.js';

export type TrainingSplit = 'train' | 'validation';

export interface ServedRows {
  readonly items: number;
  readonly rowsLeft: number;
  /** Missing where no row has any. */
  readonly attributes?: Item['attributes'][];
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

/** Attributes travel in the header: half of it is left for the rest. */
const attributeBytes = wireLimits.headerBytes / 2;

/** As many of the rows as have attributes that fit a frame's header; at least one. */
function withinHeader(rows: Item[]): Item[] {
  let bytes = 0;
  const tooMany = rows.findIndex(({ attributes }) => {
    if (Object.keys(attributes).length === 0) return false;
    bytes += Buffer.byteLength(JSON.stringify(attributes)) + 1;
    return bytes > attributeBytes;
  });
  return tooMany < 0 ? rows : rows.slice(0, Math.max(1, tooMany));
}

/** Serves training rows in a seeded order that changes each epoch, and counts them. Test rows are not among its data. */
export class RowServer {
  private readonly cursors: Record<TrainingSplit, Cursor>;
  private readonly largestBatch: number;
  served = 0;

  constructor(private readonly options: RowServerOptions) {
    this.cursors = { train: this.cursor('train'), validation: this.cursor('validation') };
    const bytesPerRow = Math.max(...(['train', 'validation'] as const).map((split) => this.bytesOfRow(split)));
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
    const order = cursor.order.subarray(cursor.position, cursor.position + count);
    const rows = withinHeader(Array.from(order, (index) => cursor.source.read(index)));
    cursor.position += rows.length;
    this.served += rows.length;
    const attributes = rows.map((row) => row.attributes);
    return {
      items: rows.length,
      rowsLeft: this.rowsLeft,
      ...(attributes.some((one) => Object.keys(one).length > 0) && { attributes }),
      tensors: this.tensorsOf(rows),
    };
  }

  get rowsLeft(): number {
    return this.options.rowBudget - this.served;
  }

  /** Of the first row, since a spec does not tell how large an axis is that varies; 0 of a split without rows. */
  private bytesOfRow(split: TrainingSplit): number {
    const { source } = this.cursors[split];
    if (source.items === 0) return 0;
    const { inputs, targets } = source.read(0);
    const sizes = [
      ...this.options.inputs.map(({ name }) => inputs[name]?.data.byteLength ?? 0),
      ...this.options.targets.map(({ name }) => targets[name]?.data.byteLength ?? 0),
    ];
    return sizes.reduce((sum, bytes) => sum + bytes, 0);
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
