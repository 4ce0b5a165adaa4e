import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type TaskDefinition, type Track, trainingRows } from '@paretoboard/contract/task.js';
import type { Tensor, TensorSpec } from '@paretoboard/contract/tensor.js';
import { npyHeader } from '@paretoboard/harness/data/npy.js';
import type { Item, ItemSource, LoadedData } from '@paretoboard/harness/task/task-module.js';
import { bytesOf } from '@paretoboard/sdk/tensor-bytes.js';

/** Splits that a method may learn from. */
const splits = ['train', 'validation'] as const;

interface Field {
  /** Below the folder, without ending: `train/inputs/image`. */
  readonly path: string;
  readonly spec: TensorSpec;
  readonly of: (item: Item) => Tensor;
}

function fieldsOf(task: TaskDefinition, track: Track, split: string): Field[] {
  const { inputs, targets } = trainingRows(task);
  const shown = task.trainingRows ? inputs : inputs.filter(({ name }) => track.trainingInputs.includes(name));
  const field = (kind: 'inputs' | 'targets', spec: TensorSpec): Field => ({
    path: `${split}/${kind}/${spec.name}`,
    spec,
    of: (item) => item[kind][spec.name]!,
  });
  return [...shown.map((spec) => field('inputs', spec)), ...targets.map((spec) => field('targets', spec))];
}

/** One file with all rows side by side, row by row: the rows of a large set need not fit into memory. */
function writeTogether({ spec: { dtype, shape }, of, path }: Field, source: ItemSource, folder: string): string {
  const name = `${path}.npy`;
  const file = openSync(join(folder, name), 'wx');
  try {
    writeSync(file, npyHeader(dtype, [source.items, ...(shape as number[])]));
    for (let index = 0; index < source.items; index++) writeSync(file, bytesOf(of(source.read(index)).data));
  } finally {
    closeSync(file);
  }
  return name;
}

/** Rows of several sizes: a file for each. */
function writeApart({ of, path }: Field, source: ItemSource, folder: string): string {
  mkdirSync(join(folder, path));
  const digits = String(source.items - 1).length;
  for (let index = 0; index < source.items; index++) {
    const tensor = of(source.read(index));
    const name = `${String(index).padStart(digits, '0')}.npy`;
    writeFileSync(
      join(folder, path, name),
      Buffer.concat([npyHeader(tensor.dtype, tensor.shape), bytesOf(tensor.data)]),
    );
  }
  return `${path}/*.npy`;
}

/**
 * Writes the rows that a method of the track may learn from as `.npy` files; never a test row.
 * @returns paths below the folder @throws if a file is there already
 */
export function writeRows(task: TaskDefinition, track: Track, data: LoadedData, folder: string): string[] {
  return splits.flatMap((split) =>
    fieldsOf(task, track, split).map((field) => {
      mkdirSync(join(folder, dirname(field.path)), { recursive: true });
      const write = field.spec.shape.includes(null) ? writeApart : writeTogether;
      return write(field, data[split], folder);
    }),
  );
}
