import type { ModelInput, ModelPipeline, PipelineStep, TaskOutput } from '@paretoboard/contract/model-pipeline.js';
import type { TensorSpec } from '@paretoboard/contract/tensor.js';
import { checkBytes, inferJoin, inferStep } from './flow.js';
import { ModelError, type ModelProblem } from './model-error.js';
import { carrierOf, type ModelFace, type ModelTensor } from './open-model.js';
import { type StepContext, StepProblem } from './steps/step.js';
import { type ItemShape, mayFit, showShape, showType, type TensorType } from './tensor-type.js';

/** A model with what comes before and after it. */
export type PipelinePart = Pick<ModelPipeline, 'batch' | 'inputs' | 'outputs' | 'window' | 'state'>;

export interface PipelineFit {
  readonly part: PipelinePart;
  readonly model: ModelFace;
  /** Fields that an input may come from, without a batch axis. */
  readonly fields: readonly TensorSpec[];
  /** What has to come out, without a batch axis. */
  readonly wanted: readonly TensorSpec[];
  /** File that is named in problems, `pipeline.json`. */
  readonly file: string;
}

function listed(names: readonly { readonly name: string }[]): string {
  return names.map(({ name }) => `"${name}"`).join(', ') || 'none';
}

/** How the picture of a model's input can be found again: its steps move height and width as axes 0 and 1. */
function checkMoves(inputs: readonly ModelInput[], name: string): void {
  const found = inputs.find(({ input }) => input === name);
  if (!found?.from)
    throw new StepProblem(
      `input "${name}" of the model comes from no field of the task`,
      `Name one of ${inputs.map(({ input }) => `"${input}"`).join(', ')}.`,
    );
  const isMoved = (step: PipelineStep): boolean =>
    (step.op === 'resize' || step.op === 'center-crop' || step.op === 'pad') && String(step.axes) !== '0,1';
  if (found.steps.some(isMoved))
    throw new StepProblem(
      `input "${name}" is resized, cropped or padded along other axes than [0, 1]`,
      'Change the layout (transpose) after the picture has its size.',
    );
}

/** Shape of one item of a tensor of the model; null: not stated. @throws ModelError */
export function itemShape({ name, shape }: ModelTensor, batch: PipelinePart['batch'], path: string): ItemShape | null {
  if (shape === null || batch === 'none') return shape;
  const [first, ...rest] = shape;
  if (first === null || first === 1) return rest;
  const found = first === undefined ? 'a scalar' : `${showShape(shape)}`;
  throw new ModelError(
    path,
    `"${name}" is ${found}: its first axis is to be the batch, of any size or 1`,
    'Export the model with a dynamic batch axis, or say "batch": "none" if it takes one item without a batch axis.',
  );
}

/** Checks a pipeline against the model and the task: nothing is computed. */
class PipelineChecker {
  readonly problems: ModelProblem[] = [];
  private readonly context: StepContext;

  constructor(private readonly fit: PipelineFit) {
    this.context = {
      shapeOf: (name) => {
        const field = fit.fields.find((candidate) => candidate.name === name);
        if (field) return field.shape;
        throw new StepProblem(`the task has no field "${name}"`, `Name one of ${listed(fit.fields)}.`);
      },
      mapOf: (name) => {
        checkMoves(fit.part.inputs, name);
        return { scale: [1, 1], offset: [0, 0] };
      },
    };
  }

  check(): readonly ModelProblem[] {
    const { part } = this.fit;
    for (const [index, input] of part.inputs.entries())
      this.attempt(() => this.checkInput(input, this.at(`inputs[${index}]`)));
    this.attempt(() => this.checkFed());
    if (part.window) this.attempt(() => this.checkWindow());
    for (const [index, output] of part.outputs.entries())
      this.attempt(() => this.checkOutput(output, this.at(`outputs[${index}]`)));
    this.attempt(() => this.checkAnswered());
    for (const [index, pair] of (part.state ?? []).entries())
      this.attempt(() => this.checkState(pair, this.at(`state[${index}]`)));
    return this.problems;
  }

  private at(place: string): string {
    return `${this.fit.file}: ${place}`;
  }

  private attempt(check: () => void): void {
    try {
      check();
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      this.problems.push(error.found);
    }
  }

  private modelTensor(kind: 'inputs' | 'outputs', name: string, path: string): ModelTensor {
    const all = this.fit.model[kind];
    const found = all.find((tensor) => tensor.name === name);
    if (found) return found;
    throw new ModelError(path, `the model has no ${kind.slice(0, -1)} "${name}"`, `It has ${listed(all)}.`);
  }

  /** What the pipeline sees of a tensor of the model; shape null: not stated. */
  private face(tensor: ModelTensor, path: string): { dtype: TensorType['dtype']; shape: ItemShape | null } {
    const dtype = carrierOf(tensor.dtype);
    if (dtype) return { dtype, shape: itemShape(tensor, this.fit.part.batch, path) };
    throw new ModelError(
      path,
      `"${tensor.name}" is ${tensor.dtype}`,
      'Use tensors of float32, float16, float64, uint8, int8, int16, int32, int64 or bool.',
    );
  }

  private steps(start: TensorType, steps: readonly PipelineStep[], path: string): TensorType {
    checkBytes(start, path);
    return steps.reduce((type, step, index) => inferStep(type, step, this.context, `${path}.steps[${index}]`), start);
  }

  private startOf({ from, constant, noise }: ModelInput, path: string): TensorType {
    if (noise) return { dtype: 'float32', shape: noise.shape };
    if (constant) return checkedConstant(constant, path);
    const field = this.fit.fields.find(({ name }) => name === from);
    if (field) return { dtype: field.dtype, shape: field.shape };
    throw new ModelError(path, `the task's track has no field "${from}"`, `It has ${listed(this.fit.fields)}.`);
  }

  /** Shape that the model is given: where windows are cut, they have their own size. */
  private given(input: ModelInput, shape: ItemShape): ItemShape {
    const { window } = this.fit.part;
    if (window?.input !== input.input) return shape;
    const axes = window.axes.map((axis) => (axis < 0 ? shape.length + axis : axis));
    return shape.map((size, axis) => (axes.includes(axis) ? window.size[axes.indexOf(axis)]! : size));
  }

  private checkInput(input: ModelInput, path: string): void {
    const tensor = this.modelTensor('inputs', input.input, path);
    const made = this.steps(this.startOf(input, path), input.steps, path);
    const { dtype, shape } = this.face(tensor, path);
    if (made.dtype !== dtype)
      throw new ModelError(
        path,
        `input "${tensor.name}" of the model is ${tensor.dtype}; the steps make ${showType(made)}`,
        `Add { "op": "cast", "dtype": "${dtype}" }.`,
      );
    if (shape === null) return;
    const given = this.given(input, made.shape);
    const varies = given.findIndex((size, axis) => size === null && typeof shape[axis] === 'number');
    if (given.length === shape.length && varies >= 0)
      throw new ModelError(
        path,
        `input "${tensor.name}" of the model is ${showShape(shape)}; axis ${varies} of ${showShape(given)} varies between items`,
        'Resize or pad to one size, cut windows, or export the model with a dynamic axis.',
      );
    if (mayFit(given, shape)) return;
    throw new ModelError(
      path,
      `input "${tensor.name}" of the model is ${showShape(shape)}; the steps make ${showShape(given)} (per item)`,
      'Let the last step make the shape that the model wants: resize, transpose, reshape or expand.',
    );
  }

  private checkFed(): void {
    const { part, model } = this.fit;
    const fed = [...part.inputs.map(({ input }) => input), ...(part.state ?? []).map(({ input }) => input)];
    const twice = fed.find((name, index) => fed.indexOf(name) !== index);
    if (twice !== undefined)
      throw new ModelError(this.at('inputs'), `input "${twice}" of the model is fed twice`, 'Feed each input once.');
    const left = model.inputs.filter(({ name }) => !fed.includes(name));
    if (left.length === 0) return;
    throw new ModelError(
      this.at('inputs'),
      `the model's input ${listed(left)} is not fed`,
      'Add an entry for each input of the model.',
    );
  }

  private checkWindow(): void {
    const { part, fields } = this.fit;
    const window = part.window!;
    const path = this.at('window');
    const input = part.inputs.find((candidate) => candidate.input === window.input);
    if (!input?.from || !fields.some(({ name }) => name === input.from))
      throw new ModelError(path, `input "${window.input}" comes from no field of the task`, 'Name an input that does.');
    const made = this.steps(this.startOf(input, path), input.steps, path);
    if (window.axes.some((axis) => axis >= made.shape.length || -axis > made.shape.length))
      throw new ModelError(
        path,
        `axes [${window.axes.join(', ')}] of ${showShape(made.shape)}`,
        'Name axes of the item.',
      );
    this.modelTensor('outputs', window.output, path);
    const others = part.outputs
      .flatMap(({ from, join }) => (join ? join.map((source) => source.from) : [from!]))
      .filter((from) => from !== window.output);
    if (others.length > 0)
      throw new ModelError(
        path,
        `output "${others[0]}" of the model is used, but not put together again`,
        `Let all outputs begin from "${window.output}".`,
      );
  }

  /** What an output of the model gives to the steps after it; null: not stated in the file. */
  private sourceOf(from: string, path: string): TensorType | null {
    const { dtype, shape } = this.face(this.modelTensor('outputs', from, path), path);
    if (shape === null) return null;
    return { dtype: this.fit.part.window ? 'float32' : dtype, shape: this.whole(from, shape) };
  }

  /** Sizes along the axes that windows are put together along follow the item. */
  private whole(from: string, shape: ItemShape): ItemShape {
    const { window } = this.fit.part;
    if (window?.output !== from) return shape;
    const axes = window.outputAxes.map((axis) => (axis < 0 ? shape.length + axis : axis));
    return shape.map((size, axis) => (axes.includes(axis) ? null : size));
  }

  private made({ from, join, axis, steps }: TaskOutput, path: string): TensorType | null {
    const parts = (join ?? [{ from: from!, steps: [] }]).map((part, index) => {
      const source = this.sourceOf(part.from, path);
      return source && this.steps(source, part.steps, join ? `${path}.join[${index}]` : path);
    });
    const known = parts.filter((part) => part !== null);
    if (known.length < parts.length) return null;
    return this.steps(join ? inferJoin(known, axis, path) : known[0]!, steps, path);
  }

  private checkOutput(output: TaskOutput, path: string): void {
    const spec = this.fit.wanted.find(({ name }) => name === output.output);
    if (!spec)
      throw new ModelError(path, `no output "${output.output}" is asked for`, `Make ${listed(this.fit.wanted)}.`);
    const made = this.made(output, path);
    if (made === null) return;
    if (made.dtype !== spec.dtype)
      throw new ModelError(
        path,
        `output "${spec.name}" of the task is ${showType(spec)}; the steps make ${showType(made)}`,
        `Add { "op": "cast", "dtype": "${spec.dtype}" } as last step.`,
      );
    if (mayFit(made.shape, spec.shape)) return;
    throw new ModelError(
      path,
      `output "${spec.name}" of the task is ${showShape(spec.shape)}; the steps make ${showShape(made.shape)} (per item)`,
      'Let the last step make the shape that the task wants.',
    );
  }

  private checkAnswered(): void {
    const made = this.fit.part.outputs.map(({ output }) => output);
    const twice = made.find((name, index) => made.indexOf(name) !== index);
    if (twice !== undefined)
      throw new ModelError(this.at('outputs'), `output "${twice}" is made twice`, 'Make each output once.');
    const left = this.fit.wanted.filter(({ name }) => !made.includes(name));
    if (left.length === 0) return;
    throw new ModelError(
      this.at('outputs'),
      `the task's output ${listed(left)} is not made`,
      'Add an entry for each output of the task.',
    );
  }

  private checkState({ input, output }: NonNullable<PipelinePart['state']>[number], path: string): void {
    const begin = this.face(this.modelTensor('inputs', input, path), path);
    const end = this.face(this.modelTensor('outputs', output, path), path);
    const given = begin.shape;
    if (given === null || given.includes(null))
      throw new ModelError(
        path,
        `input "${input}" of the model is ${given === null ? 'of no stated shape' : showShape(given)}`,
        'Give a state a fixed size, so that its beginning can be made.',
      );
    checkBytes({ dtype: begin.dtype, shape: given }, path);
    if (begin.dtype === end.dtype && (end.shape === null || mayFit(end.shape, given))) return;
    throw new ModelError(
      path,
      `output "${output}" is ${showType({ ...end, shape: end.shape ?? [] })}, input "${input}" ${showType({ ...begin, shape: given })}`,
      'Pair an output with an input of the same dtype and shape.',
    );
  }
}

/** @throws ModelError unless the values are one, or as many as the shape has entries */
function checkedConstant({ dtype, shape, values }: NonNullable<ModelInput['constant']>, path: string): TensorType {
  const count = shape.reduce((a, b) => a * b, 1);
  if (!Array.isArray(values) || values.length === count) return { dtype, shape };
  throw new ModelError(
    path,
    `a constant of shape ${showShape(shape)} has ${count} entries; found ${values.length} values`,
    'Give one number for all entries, or one for each.',
  );
}

/** Every place where a pipeline does not fit its model and task, before anything is computed; empty: none. */
export function checkPipeline(fit: PipelineFit): readonly ModelProblem[] {
  return new PipelineChecker(fit).check();
}
