import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { relativePathSchema } from '@paretoboard/contract/primitives.js';
import type { NamedTensors, Tensor } from '@paretoboard/contract/tensor.js';
import type { HarnessMessage } from '@paretoboard/contract/wire.js';
import { Random } from '@paretoboard/sdk/random.js';
import type { Rows, TrainContext } from '@paretoboard/sdk/submission.js';
import type { OpenRuntime } from '../runtimes/runtime.js';
import type { HarnessConnection } from './harness-connection.js';

type TrainBegin = Extract<HarnessMessage, { type: 'train.begin' }>;

/** Largest number of rows to ask for at once; the harness gives what fits one frame. */
const anyNumber = 2 ** 31 - 1;

function withPrefix(tensors: Readonly<Record<string, Tensor>>, prefix: string): NamedTensors {
  const wanted = Object.entries(tensors).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(wanted.map(([name, tensor]) => [name.slice(prefix.length), tensor]));
}

function concatenate(parts: readonly NamedTensors[]): NamedTensors {
  const names = Object.keys(parts[0] ?? {});
  return Object.fromEntries(names.map((name) => [name, concatenateOne(parts.map((part) => part[name]!))]));
}

function concatenateOne(tensors: readonly Tensor[]): Tensor {
  const first = tensors[0]!;
  if (tensors.length === 1) return first;
  const length = tensors.reduce((sum, tensor) => sum + tensor.data.length, 0);
  const data = new (first.data.constructor as new (length: number) => typeof first.data)(length);
  let offset = 0;
  for (const tensor of tensors) {
    data.set(tensor.data as never, offset);
    offset += tensor.data.length;
  }
  return {
    dtype: first.dtype,
    shape: [tensors.reduce((sum, tensor) => sum + tensor.shape[0]!, 0), ...first.shape.slice(1)],
    data,
  };
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** The context of one training, over the wire. `read` and `write` block. */
export function trainContext(
  begin: TrainBegin,
  constants: NamedTensors,
  runtime: OpenRuntime,
  connection: HarnessConnection,
): TrainContext {
  let id = 0;
  let rowsLeft = begin.budgets.rows;
  // Ours, close to what the harness counts from outside; the harness's count is the one that is enforced.
  const begunMs = performance.now();
  const next = (split: 'train' | 'validation', items: number): Rows => {
    connection.write({ type: 'next', id: ++id, split, items: Math.min(items, anyNumber) });
    const { message, tensors } = connection.read();
    if (message.type !== 'rows' || message.id !== id)
      throw new Error(`expected rows for request ${id}, found ${message.type}`);
    rowsLeft = message.rowsLeft;
    return {
      items: message.items,
      inputs: withPrefix(tensors, 'input:'),
      targets: withPrefix(tensors, 'target:'),
      attributes: message.attributes ?? Array.from({ length: message.items }, () => ({})),
    };
  };
  const all = (split: 'train' | 'validation'): Rows => {
    const parts: Rows[] = [];
    for (let part = next(split, anyNumber); part.items > 0; part = next(split, anyNumber)) parts.push(part);
    return {
      items: parts.reduce((sum, part) => sum + part.items, 0),
      inputs: concatenate(parts.map((part) => part.inputs)),
      targets: concatenate(parts.map((part) => part.targets)),
      attributes: parts.flatMap((part) => part.attributes),
    };
  };
  const { name, version, device, threads } = runtime;
  return {
    tf: runtime.tf,
    runtime: { name, version, device, threads },
    task: begin.task,
    track: begin.track,
    seed: begin.seed,
    random: new Random(begin.seed),
    inputs: begin.inputs,
    targets: begin.targets,
    outputs: begin.outputs,
    splits: begin.splits,
    constants,
    next,
    all,
    remaining: () => ({
      wallSeconds: Math.max(0, begin.budgets.wallSeconds - (performance.now() - begunMs) / 1000),
      cpuSeconds: Math.max(0, begin.budgets.cpuSeconds - cpuSeconds()),
      rows: rowsLeft,
    }),
    progress: (progress) => connection.write({ type: 'progress', ...progress }),
    save: (file, bytes) => {
      const path = join(begin.artefactFolder, relativePathSchema.parse(file));
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, bytes);
    },
  };
}
