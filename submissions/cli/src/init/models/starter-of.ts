import type { Interaction } from '@paretoboard/contract/interaction.js';
import type { TensorSpec } from '@paretoboard/contract/tensor.js';
import { UsageError } from '../../usage-error.js';
import type { InitRequest } from '../template.js';
import type { Starter, StepToWrite } from './starter.js';

/** File of the decoder, without its ending. */
export const decoderName = 'decoder';

/** Pictures are reduced to this many pixels along height and width, so that a first model stays small. */
const side = 16;
const noiseSize = 16;
/** Where the task leaves the length of an answer to the method. */
const freeLength = 16;

const product = (sizes: readonly number[]): number => sizes.reduce((a, b) => a * b, 1);
const zeros = (count: number): number[] => new Array<number>(count).fill(0);

/** Whole numbers of a byte as 0 to 1, others as they are, in float32. */
function asFloat({ dtype }: TensorSpec): StepToWrite[] {
  if (dtype === 'float32') return [];
  return dtype === 'uint8' ? [{ op: 'scale', factor: 1 / 255 }] : [{ op: 'cast', dtype: 'float32' }];
}

const reduced: StepToWrite[] = [{ op: 'resize', size: [side, side] }];
const flattened: StepToWrite[] = [{ op: 'reshape', shape: [-1] }];

/** One row of numbers of any field. */
function asRow(field: TensorSpec): { steps: StepToWrite[]; length: number } {
  const [height = 1, width = 1, ...rest] = field.shape;
  const isPicture = field.shape.length >= 2 && (height === null || width === null || height * width > side * side * 4);
  const shape = isPicture ? [side, side, ...rest] : field.shape;
  if (shape.includes(null))
    throw new UsageError(`no model of fixed size takes "${field.name}". Begin with kind tfjs-module or process.`);
  const steps: StepToWrite[] = [
    ...asFloat(field),
    ...(isPicture ? reduced : []),
    ...(shape.length === 1 ? [] : flattened),
  ];
  return { steps, length: product(shape as number[]) };
}

function back({ dtype }: TensorSpec): StepToWrite[] {
  if (dtype === 'float32') return [];
  if (dtype !== 'uint8') return [{ op: 'cast', dtype }];
  return [{ op: 'scale', factor: 255 }, { op: 'round' }, { op: 'cast', dtype }];
}

const isSameShape = (a: TensorSpec, b: TensorSpec): boolean => String(a.shape) === String(b.shape);

/** The answer is as large as a field: the field itself, enlarged where the answer is larger. */
function following(field: TensorSpec, output: TensorSpec): Starter {
  const times = output.follows?.times ?? 1;
  const larger = output.shape.flatMap((size, axis): StepToWrite[] =>
    size === null && times > 1 ? [{ op: 'repeat', axis, times }] : [],
  );
  return {
    title: 'The input itself',
    about: `The model gives \`${field.name}\` back as it is.`,
    model: { form: 'identity', shape: field.shape },
    pipeline: {
      schemaVersion: 1,
      inputs: [{ input: 'x', from: field.name, steps: asFloat(field) }],
      outputs: [{ output: output.name, from: 'y', steps: [...larger, ...back(output)] }],
    },
  };
}

/** One box for each cell of a coarse grid, its score from the picture. */
function boxes(field: TensorSpec, outputs: readonly TensorSpec[]): Starter {
  const [boxesOut, scoresOut] = outputs as [TensorSpec, TensorSpec];
  const most = boxesOut.shape[0]!;
  const { steps, length } = asRow(field);
  const cells = 4;
  const bias = Array.from({ length: cells * cells }, (_, cell) => [
    ((cell % cells) + 0.5) * (side / cells),
    (Math.floor(cell / cells) + 0.5) * (side / cells),
    side / cells,
    side / cells,
    0.5,
  ]).flat();
  const found: StepToWrite[] = [
    { op: 'reshape', shape: [cells * cells, 5] },
    { op: 'nms', boxes: 'center-size', most, overlap: 0.5 },
    { op: 'boxes-to-input', input: 'x' },
  ];
  return {
    title: 'Boxes on a grid',
    about: `The model gives a box for each cell of a ${cells} × ${cells} grid; the pipeline keeps those that overlap little, in pixels of the picture.`,
    model: { form: 'linear', inputs: length, bias },
    pipeline: {
      schemaVersion: 1,
      inputs: [{ input: 'x', from: field.name, steps }],
      outputs: [
        { output: boxesOut.name, from: 'y', steps: [...found, { op: 'slice', axis: 1, begin: 0, size: 4 }] },
        {
          output: scoresOut.name,
          from: 'y',
          steps: [...found, { op: 'slice', axis: 1, begin: 4, size: 1 }, { op: 'squeeze', axis: 1 }],
        },
      ],
    },
  };
}

/** A row of numbers from a row of numbers. */
function linear(field: TensorSpec, output: TensorSpec): Starter {
  const { steps, length } = asRow(field);
  const shape = output.shape.map((size) => size ?? freeLength);
  const form: StepToWrite[] = shape.length === 1 ? [] : [{ op: 'reshape', shape }];
  return {
    title: 'Linear model',
    about: `The model is \`y = x · w + b\` with small arbitrary weights: it knows nothing yet.`,
    model: { form: 'linear', inputs: length, bias: zeros(product(shape)) },
    pipeline: {
      schemaVersion: 1,
      inputs: [{ input: 'x', from: field.name, steps }],
      outputs: [{ output: output.name, from: 'y', steps: [...form, ...back(output)] }],
    },
  };
}

function predict({ task, track }: InitRequest): Starter {
  const shown = task.inputs.filter(({ name }) => track.testInputs.includes(name));
  const [field] = shown as [TensorSpec];
  const { outputs } = task;
  const [output] = outputs as [TensorSpec];
  if (outputs.map(({ name }) => name).join() === 'boxes,scores') return boxes(field, outputs);
  if (outputs.length > 1)
    throw new UsageError(
      `no template answers what ${task.id} asks for (${outputs.map(({ name }) => name).join(', ')})`,
    );
  const leader = shown.find(({ name }) => name === output.follows?.input);
  return leader ? following(leader, output) : linear(field, output);
}

function transform({ task }: InitRequest): Starter {
  const [output] = task.outputs as [TensorSpec];
  const field = task.inputs.find(({ name }) => name === output.name)!;
  return { ...following(field, output), title: 'No change' };
}

function recommend({ task }: InitRequest): Starter {
  const candidates = task.inputs.find(({ name }) => name === 'candidates')!;
  return {
    title: 'Lowest ids first',
    about:
      'The model gives each candidate a score, here its id; the pipeline turns the sign, so that low ids come first.',
    model: { form: 'identity', shape: candidates.shape },
    pipeline: {
      schemaVersion: 1,
      inputs: [{ input: 'x', from: candidates.name, steps: asFloat(candidates) }],
      outputs: [{ output: 'scores', from: 'y', steps: [{ op: 'scale', factor: -1 }] }],
    },
  };
}

function generate({ task, track }: InitRequest): Starter {
  const sample = task.outputs.find(({ name }) => name === 'sample')!;
  const reconstruction = task.outputs.find(({ name }) => name === 'reconstruction')!;
  const [field] = task.inputs.filter(({ name }) => name !== 'seed' && track.testInputs.includes(name)) as [TensorSpec];
  const shape = sample.shape.map((size) => size ?? freeLength);
  return {
    ...following(field, reconstruction),
    title: 'The picture itself, and noise',
    about: `One model gives \`${field.name}\` back as it is; the other draws samples as a linear map of ${noiseSize} normal numbers.`,
    decoder: { form: 'linear', inputs: noiseSize, bias: zeros(product(shape)) },
    pipeline: {
      ...following(field, reconstruction).pipeline,
      sample: {
        model: decoderName,
        inputs: [{ input: 'x', noise: { distribution: 'normal', shape: [noiseSize] } }],
        outputs: [{ output: 'sample', from: 'y', steps: [{ op: 'reshape', shape }] }],
      },
    },
  };
}

function episode({ task, track }: InitRequest): Starter {
  const shown = task.inputs.filter(({ name }) => track.testInputs.includes(name));
  const queries = shown.find(({ name }) => task.episode!.queries.includes(name))!;
  const support = shown.filter(({ name }) => name !== queries.name);
  const one = { ...queries, shape: queries.shape.slice(1) };
  const { steps, length } = asRow(one);
  return {
    title: 'Nearest class mean of pixels',
    about:
      'The model embeds one picture, here as its pixels; a query belongs to the class whose mean embedding is nearest.',
    model: { form: 'identity', shape: [length] },
    pipeline: {
      schemaVersion: 1,
      inputs: [{ input: 'x', from: queries.name, steps }],
      outputs: [{ output: 'embedding', from: 'y' }],
      episode: {
        support: support.find(({ shape }) => shape.length > 1)!.name,
        labels: support.find(({ shape }) => shape.length === 1)!.name,
        queries: queries.name,
      },
    },
  };
}

function sequence({ task, track }: InitRequest): Starter {
  const [output] = task.outputs as [TensorSpec];
  const { name, dtype, shape } = output;
  const answer: TensorSpec = { name, dtype, shape: shape.slice(1) };
  const shown = task.inputs.filter(({ name }) => track.testInputs.includes(name));
  const begin = shown.find((input) => isSameShape(input, answer));
  if (!begin) throw new UsageError(`no template answers what ${task.id} asks for (${output.name})`);
  return {
    ...following(begin, answer),
    title: 'Where it began',
    about: `The model answers each step with \`${begin.name}\`, which the sequence began with.`,
  };
}

const starters: Partial<Record<Interaction, (request: InitRequest) => Starter>> = {
  predict,
  transform,
  recommend,
  generate,
  episode,
  sequence,
};

/** A model for the task that runs as it is, and knows nothing yet. @throws UsageError if there is none */
export function starterOf(request: InitRequest): Starter {
  const make = starters[request.task.interaction];
  if (make) return make(request);
  throw new UsageError(`no template for interaction ${request.task.interaction}`);
}
