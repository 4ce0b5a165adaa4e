import type { Interaction } from '@paretoboard/contract/interaction.js';
import { type TaskDefinition, taskDefinitionSchema } from '@paretoboard/contract/task.js';
import { allocate, type Dtype, elementCount, type Tensor, type TensorSpec } from '@paretoboard/contract/tensor.js';
import { Random } from '@paretoboard/sdk/random.js';
import type { BlackBox, Item, ItemSource, TaskModule } from '../../task/task-module.js';
import type { ConformanceSubject } from './subject.js';

/** Axes that vary have this size. */
const variedSize = 5;
/** Labels and ids are below this. */
const classes = 3;

const spec = (name: string, dtype: Dtype, ...shape: (number | null)[]): TensorSpec => ({ name, dtype, shape });

interface Fields {
  readonly inputs: readonly TensorSpec[];
  readonly outputs: readonly TensorSpec[];
  readonly targets?: readonly TensorSpec[];
  readonly constants?: readonly TensorSpec[];
  readonly rest?: object;
}

const label = spec('label', 'int32');
const labelled = (...inputs: TensorSpec[]) => ({ trainingRows: { inputs, targets: [label] } });

/** The smallest task of each interaction in which every kind of tensor, axis and constant occurs somewhere. */
const fieldsOf: Readonly<Record<Interaction, Fields>> = {
  predict: {
    inputs: [spec('x', 'float32', 4), spec('mask', 'bool', 3), spec('weight', 'float64')],
    outputs: [spec('logits', 'float32', classes)],
    constants: [spec('scale', 'float64', 2), spec('names', 'uint8', 3, 3)],
  },
  sequence: {
    inputs: [spec('start', 'float32', 2), spec('frames', 'uint8', null, 6)],
    outputs: [spec('boxes', 'float32', null, 2)],
    rest: { sequence: { steps: ['frames'] } },
  },
  episode: {
    inputs: [spec('images', 'uint8', 6, 8), spec('labels', 'int32', 6), spec('queries', 'uint8', 9, 8)],
    outputs: [spec('logits', 'float32', 9, classes)],
    rest: { episode: { queries: ['queries'] }, ...labelled(spec('image', 'uint8', 8)) },
  },
  recommend: {
    inputs: [spec('user', 'int32'), spec('candidates', 'int32', 12)],
    outputs: [spec('items', 'int32', 4)],
    constants: [spec('features', 'float32', 12, 2)],
    rest: labelled(spec('user', 'int32'), spec('item', 'int32')),
  },
  generate: {
    inputs: [spec('image', 'float32', 4), spec('seed', 'int32')],
    outputs: [spec('reconstruction', 'float32', 4), spec('sample', 'float32', 4)],
    rest: { trainingRows: { inputs: [spec('image', 'float32', 4)], targets: [] } },
  },
  transform: {
    inputs: [spec('window', 'float32', 3, 2), spec('subject', 'int32')],
    outputs: [spec('window', 'float32', 3, 2)],
  },
  explain: { inputs: [spec('instance', 'uint8', 5)], outputs: [spec('rule', 'uint8', 5)] },
};

function definitionOf(interaction: Interaction): TaskDefinition {
  const { inputs, outputs, targets = [label], constants = [], rest } = fieldsOf[interaction];
  const names = inputs.map(({ name }) => name);
  const training = (rest as Partial<TaskDefinition> | undefined)?.trainingRows?.inputs.map(({ name }) => name);
  const text = `interaction ${interaction}, for the conformance of the wire`;
  return taskDefinitionSchema.parse({
    id: `conformance-${interaction}`,
    version: '1.0.0',
    title: text,
    summary: text,
    paper: { title: '', authors: '', venue: '', year: 2026, doi: '' },
    interaction,
    inputs,
    targets,
    outputs,
    constants,
    metrics: [{ id: 'none', name: text, unit: '1', direction: 'higher', primary: true, description: text }],
    variants: [{ id: 'made', dataset: 'made', relation: 'surrogate', title: text, comparability: text }],
    tracks: [{ id: 'all', title: text, description: text, trainingInputs: training ?? names, testInputs: names }],
    budgets: [{ id: 'askedRows', limit: 50, unit: 'rows' }],
    scenarios: ['single-stream'],
    timing: { batchSize: 1, precision: 'float32', tolerance: 1e-5 },
    qualityBar: { metric: 'none', shareOfReference: 0, reference: 'none' },
    chance: 0,
    protocol: text,
    referees: [],
    claims: [],
    ...rest,
  });
}

function drawOf({ name, dtype }: TensorSpec, at: number, random: Random): number {
  if (dtype === 'bool') return random.integer(2);
  if (name === 'candidates') return at;
  if (dtype === 'int32') return random.integer(classes);
  return dtype === 'uint8' ? random.integer(256) : random.normal();
}

function tensorOf(one: TensorSpec, random: Random): Tensor {
  const shape = one.shape.map((size) => size ?? variedSize);
  const data = allocate(one.dtype, elementCount(shape));
  for (let at = 0; at < data.length; at++) data[at] = drawOf(one, at, random);
  return { dtype: one.dtype, shape, data };
}

function tensorsOf(specs: readonly TensorSpec[], random: Random): Record<string, Tensor> {
  return Object.fromEntries(specs.map((one) => [one.name, tensorOf(one, random)]));
}

function source(
  inputs: readonly TensorSpec[],
  targets: readonly TensorSpec[],
  items: number,
  seed: number,
): ItemSource {
  const random = new Random(seed);
  const rows = Array.from({ length: items }, (_, index): Item => {
    // Labels in turn: a method that counts classes finds each of them.
    const turn = { dtype: 'int32' as const, shape: [], data: Int32Array.of(index % classes) };
    return {
      inputs: tensorsOf(inputs, random),
      targets: Object.fromEntries(targets.map(({ name }) => [name, turn])),
      attributes: { subject: index % 4, recording: `Aufnahme “${index}” \\ /` },
      group: String(index),
    };
  });
  return { items, read: (index) => rows[index]! };
}

/** Answers with the parity of a row's sum. */
const parity: BlackBox = {
  rows: fieldsOf.explain.inputs,
  problem: () => null,
  answer: ({ instance }, items) => {
    const data = Uint8Array.from({ length: items }, (_, row) => {
      return Array.from(instance!.data.subarray(5 * row, 5 * row + 5)).reduce((sum, value) => sum + value, 0) % 2;
    });
    return { label: { dtype: 'uint8', shape: [items], data } };
  },
};

/** A task of a few bytes, generated: for a program that goes by what `train.begin` and `load` tell it. */
export function smallSubject(interaction: Interaction): ConformanceSubject {
  const definition = definitionOf(interaction);
  const rows = definition.trainingRows ?? definition;
  const data = {
    train: source(rows.inputs, rows.targets, 24, 1),
    validation: source(rows.inputs, rows.targets, 6, 2),
    test: source(definition.inputs, definition.targets, 8, 3),
    constants: tensorsOf(definition.constants, new Random(4)),
  };
  const unused = (): never => {
    throw new Error(`${definition.id} is neither stored nor scored`);
  };
  const module: TaskModule = {
    definition,
    open: () => Promise.resolve(data),
    generateSurrogate: unused,
    surrogateVersion: 1,
    surrogateSeed: 1,
    score: unused,
    perturb: (inputs) => inputs,
    ...(interaction === 'explain' && { blackBox: () => parity }),
  };
  return { module, data, track: definition.tracks[0]!, hasEmptySplit: true };
}
