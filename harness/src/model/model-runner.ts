import type { ModelInput, PipelineStep } from '@paretoboard/contract/model-pipeline.js';
import {
  allocate,
  elementCount,
  type NamedTensors,
  type Tensor,
  type TensorData,
} from '@paretoboard/contract/tensor.js';
import { Random } from '@paretoboard/sdk/random.js';
import type { PipelinePart } from './check-pipeline.js';
import { type FlowNode, JoinNode, SourceNode, StepNode } from './flow.js';
import { ModelError } from './model-error.js';
import type { OpenModel } from './open-model.js';
import { Windows } from './sliding-window.js';
import { type StepContext, StepProblem } from './steps/step.js';
import type { Batch } from './tensor-type.js';

/** Windows that go through the model together. */
const windowsAtOnce = 8;

type Feeds = Readonly<Record<string, Batch>>;

export interface RunnerOptions {
  readonly part: PipelinePart;
  readonly model: OpenModel;
  /** File that is named in problems, `pipeline.json`. */
  readonly file: string;
}

function batchOf({ dtype, shape, data }: Tensor): Batch {
  return { items: shape[0] ?? 1, dtype, shape: shape.slice(1), data };
}

/** One item of a batch, in the same memory. */
function itemOf(batch: Batch, index: number): Batch {
  const each = elementCount(batch.shape);
  return { ...batch, items: 1, data: batch.data.subarray(index * each, (index + 1) * each) };
}

/** @throws ModelError unless all have one shape */
function side(parts: readonly Batch[], path: string): Batch {
  const first = parts[0]!;
  if (parts.length === 1) return first;
  const odd = parts.find(({ shape }) => String(shape) !== String(first.shape));
  if (odd)
    throw new ModelError(
      path,
      `[${first.shape.join(', ')}] for one item, [${odd.shape.join(', ')}] for another`,
      'Answers of one batch must be of one shape.',
    );
  const items = parts.reduce((sum, part) => sum + part.items, 0);
  const data = allocate(first.dtype, items * elementCount(first.shape));
  let at = 0;
  for (const part of parts) {
    data.set(part.data, at);
    at += part.data.length;
  }
  return { ...first, items, data };
}

/** A model with what comes before and after it: fields of a task in, its outputs out. What it returns holds until the next call. */
export class ModelRunner {
  private readonly sources = new Map<string, SourceNode>();
  private readonly nodes = new Map<string, FlowNode>();
  private readonly feeds = new Map<string, FlowNode>();
  private readonly answers = new Map<string, FlowNode>();
  private readonly wanted: readonly string[];
  private readonly isOneByOne: boolean;
  private round = 0;
  private fields: NamedTensors = {};

  constructor(private readonly options: RunnerOptions) {
    const { part, model } = options;
    const first = model.inputs.map(({ shape }) => shape?.[0]);
    this.isOneByOne = part.batch === 'none' || first.includes(1);
    part.inputs.forEach((input, index) => {
      const path = `${options.file}: inputs[${index}]`;
      this.feeds.set(input.input, this.chain(this.startOf(input, path), input.steps, path, `in ${sourceKey(input)}`));
    });
    part.outputs.forEach(({ output, from, join, axis, steps }, index) => {
      const path = `${options.file}: outputs[${index}]`;
      const start = join
        ? this.joined(join, axis, path)
        : { node: this.source(`out ${from}`, path), key: `out ${from}` };
      this.answers.set(output, this.chain(start.node, steps, path, start.key));
    });
    const used = part.outputs.flatMap(({ from, join }) => (join ? join.map((source) => source.from) : [from!]));
    this.wanted = [...new Set([...used, ...(part.state ?? []).map(({ output }) => output)])];
  }

  private source(key: string, path: string): SourceNode {
    const found = this.sources.get(key);
    if (found) return found;
    const made = new SourceNode(path);
    this.sources.set(key, made);
    return made;
  }

  private startOf(input: ModelInput, path: string): FlowNode {
    return this.source(`in ${sourceKey(input)}`, path);
  }

  private joined(join: readonly { from: string; steps: readonly PipelineStep[] }[], axis: number, path: string) {
    const nodes = join.map(({ from, steps }, index) =>
      this.chain(this.source(`out ${from}`, path), steps, `${path}.join[${index}]`, `out ${from}`),
    );
    const key = `join ${axis} ${JSON.stringify(join)}`;
    const node = this.nodes.get(key) ?? new JoinNode(path, nodes, axis);
    this.nodes.set(key, node);
    return { node, key };
  }

  /** Steps that two chains begin with are computed once. */
  private chain(start: FlowNode, steps: readonly PipelineStep[], path: string, startKey: string): FlowNode {
    let [node, key] = [start, startKey];
    steps.forEach((step, index) => {
      key = `${key} ${JSON.stringify(step)}`;
      node = this.nodes.get(key) ?? new StepNode(`${path}.steps[${index}]`, node, step, this.context);
      this.nodes.set(key, node);
    });
    return node;
  }

  private readonly context: StepContext = {
    shapeOf: (field) => {
      const tensor = this.fields[field];
      if (tensor) return tensor.shape.slice(1);
      throw new StepProblem(`field "${field}" was not given`, 'Name a field that is.');
    },
    mapOf: (input) => this.feeds.get(input)!.mapped(this.round),
  };

  /**
   * @param fields with the batch as first axis
   * @param seeds one for each item, where an input is noise
   * @param state model inputs that are fed as they are
   * @returns outputs of the task, and those of the model that are a state, with the batch first
   */
  async run(
    fields: NamedTensors,
    items: number,
    { seeds, state = {} }: { readonly seeds?: Int32Array; readonly state?: Feeds } = {},
  ): Promise<{ readonly outputs: NamedTensors; readonly state: Feeds }> {
    this.round++;
    this.fields = fields;
    for (const input of this.options.part.inputs) this.give(input, fields, items, seeds);
    const feeds: Record<string, Batch> = { ...state };
    for (const [name, node] of this.feeds) feeds[name] = node.value(this.round);
    const answers = await this.answersTo(feeds, items);
    for (const [name, batch] of Object.entries(answers)) this.sources.get(`out ${name}`)?.give(batch);
    const outputs: Record<string, Tensor> = {};
    for (const [name, node] of this.answers) {
      const { dtype, shape, data } = node.value(this.round);
      outputs[name] = { dtype, shape: [items, ...shape], data };
    }
    return { outputs, state: answers };
  }

  private give(input: ModelInput, fields: NamedTensors, items: number, seeds: Int32Array | undefined): void {
    const source = this.sources.get(`in ${sourceKey(input)}`)!;
    if (input.constant) source.give(constantBatch(input.constant, items));
    else if (input.noise) source.give(noiseBatch(input.noise, seeds ?? new Int32Array(items)));
    else {
      const tensor = fields[input.from!];
      if (!tensor) throw new ModelError(source.path, `field "${input.from}" was not given`, 'Name a field that is.');
      source.give(batchOf(tensor));
    }
  }

  private async answersTo(feeds: Feeds, items: number): Promise<Record<string, Batch>> {
    const { window } = this.options.part;
    if (!window) return this.throughModel(feeds, items);
    const parts: Batch[] = [];
    for (let item = 0; item < items; item++) {
      const one = Object.fromEntries(Object.entries(feeds).map(([name, batch]) => [name, itemOf(batch, item)]));
      parts.push(await this.throughWindows(one));
    }
    return { [window.output]: side(parts, `${this.options.file}: window`) };
  }

  private async throughWindows(feeds: Feeds): Promise<Batch> {
    const window = this.options.part.window!;
    const whole = feeds[window.input]!;
    const path = `${this.options.file}: window`;
    const windows = new Windows(window, whole.shape, path);
    const answers: Batch[] = [];
    for (let first = 0; first < windows.places.length; first += windowsAtOnce) {
      const cut = windows.cut(whole, first, windowsAtOnce);
      const repeated = Object.entries(feeds).map(([name, batch]) => [
        name,
        name === window.input ? cut : side(new Array<Batch>(cut.items).fill(batch), path),
      ]);
      const made = await this.throughModel(Object.fromEntries(repeated), cut.items);
      answers.push(made[window.output]!);
    }
    return windows.join(side(answers, path));
  }

  private async throughModel(feeds: Feeds, items: number): Promise<Record<string, Batch>> {
    if (!this.isOneByOne) return this.call(feeds, items);
    const answers: Record<string, Batch>[] = [];
    for (let item = 0; item < items; item++)
      answers.push(
        await this.call(
          Object.fromEntries(Object.entries(feeds).map(([name, batch]) => [name, itemOf(batch, item)])),
          1,
        ),
      );
    if (items === 1) return answers[0]!;
    return Object.fromEntries(
      this.wanted.map((name) => [
        name,
        side(
          answers.map((answer) => answer[name]!),
          `output "${name}" of the model`,
        ),
      ]),
    );
  }

  private async call(feeds: Feeds, items: number): Promise<Record<string, Batch>> {
    const isBare = this.options.part.batch === 'none';
    const tensors: Record<string, Tensor> = {};
    for (const name in feeds) {
      const { dtype, shape, data } = feeds[name]!;
      tensors[name] = { dtype, shape: isBare ? shape : [items, ...shape], data };
    }
    const made = await this.options.model.run(tensors, this.wanted);
    const answers: Record<string, Batch> = {};
    for (const name of this.wanted) {
      const { dtype, shape, data } = made[name]!;
      if (!isBare && shape[0] !== items) throw notPerItem(name, shape, items);
      answers[name] = { items, dtype, shape: isBare ? shape : shape.slice(1), data };
    }
    return answers;
  }
}

function notPerItem(name: string, shape: readonly number[], items: number): ModelError {
  return new ModelError(
    `output "${name}" of the model`,
    `[${shape.join(', ')}] for ${items} items: expected the batch as first axis`,
    'Let the model answer one entry per item, or say "batch": "none" if it takes one item without a batch axis.',
  );
}

function sourceKey({ input, from }: ModelInput): string {
  return from ?? ` ${input}`;
}

function constantBatch({ dtype, shape, values }: NonNullable<ModelInput['constant']>, items: number): Batch {
  const data = allocate(dtype, items * elementCount(shape));
  if (!Array.isArray(values)) data.fill(values);
  else for (let at = 0; at < data.length; at += values.length) data.set(values, at);
  return { items, dtype, shape, data };
}

/** Each item's numbers follow from its own seed alone. */
function noiseBatch({ distribution, shape }: NonNullable<ModelInput['noise']>, seeds: Int32Array): Batch {
  const each = elementCount(shape);
  const data = new Float32Array(seeds.length * each);
  seeds.forEach((seed, item) => {
    const random = new Random(seed);
    for (let i = 0; i < each; i++)
      data[item * each + i] = distribution === 'normal' ? random.normal() : random.uniform();
  });
  return { items: seeds.length, dtype: 'float32', shape, data };
}

/** A batch of one with the same number everywhere. */
export function filled(dtype: Batch['dtype'], shape: readonly number[], value: number): Batch {
  const data: TensorData = allocate(dtype, elementCount(shape));
  data.fill(value);
  return { items: 1, dtype, shape, data };
}
