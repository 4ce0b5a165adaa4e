import { type PipelineStep, pipelineLimits } from '@paretoboard/contract/model-pipeline.js';
import { allocate, elementCount } from '@paretoboard/contract/tensor.js';
import { ModelError } from './model-error.js';
import { stepOf } from './steps/registry.js';
import { axisOf, type PictureMap, type StepContext, StepProblem } from './steps/step.js';
import { type Batch, isSameShape, itemBytes, showType, type TensorType } from './tensor-type.js';

/** One value of a pipeline while a batch goes through: computed once per batch, however many steps follow from it. */
export abstract class FlowNode {
  private made: Batch | null = null;
  private round = -1;

  constructor(readonly path: string) {}

  /** @param round number of the batch @throws ModelError where shapes that are known only now do not fit */
  value(round: number): Batch {
    if (this.round !== round || !this.made) {
      this.made = this.compute(round);
      this.round = round;
    }
    return this.made;
  }

  protected abstract compute(round: number): Batch;
  /** How the picture that this began with was moved: `here = picture * scale + offset`. */
  abstract mapped(round: number): PictureMap;

  /** A batch of this type; the memory of the last one is used again, so a value holds until the next batch. */
  protected room(type: TensorType, items: number, old: Batch | null): Batch {
    const shape = type.shape as readonly number[];
    if (old?.items === items && old.dtype === type.dtype && isSameShape(old.shape, shape)) return old;
    checkBytes(type, this.path);
    return { items, dtype: type.dtype, shape, data: allocate(type.dtype, items * elementCount(shape)) };
  }
}

/** @throws ModelError */
export function checkBytes(type: TensorType, path: string): void {
  if (itemBytes(type) <= pipelineLimits.tensorBytes) return;
  const message = `${showType(type)} has ${itemBytes(type)} bytes; a tensor of one item may have ${pipelineLimits.tensorBytes}`;
  throw new ModelError(path, message, 'Use smaller sizes.');
}

const unmoved: PictureMap = { scale: [1, 1], offset: [0, 0] };

/** Where a batch enters: a field of the task, an output of the model. */
export class SourceNode extends FlowNode {
  private given: Batch | null = null;

  give(batch: Batch): void {
    this.given = batch;
  }

  protected compute(): Batch {
    if (this.given) return this.given;
    throw new ModelError(this.path, 'was not given', 'Name a field that is there when this is asked for.');
  }

  mapped(): PictureMap {
    return unmoved;
  }
}

/** @throws ModelError with the place of the step, what it expected and what it found */
export function inferStep(type: TensorType, step: PipelineStep, context: StepContext, path: string): TensorType {
  try {
    const result = stepOf(step).infer(type, step, context);
    checkBytes(result, path);
    return result;
  } catch (error) {
    if (!(error instanceof StepProblem)) throw error;
    throw new ModelError(path, `step "${step.op}" on ${showType(type)}: ${error.message}`, error.remedy);
  }
}

export class StepNode extends FlowNode {
  private into: Batch | null = null;
  private lastFrom: readonly number[] | null = null;
  private result: TensorType | null = null;

  constructor(
    path: string,
    private readonly parent: FlowNode,
    private readonly step: PipelineStep,
    private readonly context: StepContext,
  ) {
    super(path);
  }

  protected compute(round: number): Batch {
    const from = this.parent.value(round);
    const type = this.typeFrom(from);
    const { run } = stepOf(this.step);
    if (!run) return { ...from, dtype: type.dtype, shape: type.shape as readonly number[] };
    this.into = this.room(type, from.items, this.into);
    run(from, this.into, this.step, this.context);
    return this.into;
  }

  /** Inferred anew when the shape differs from the last one, or follows a field whose size may have changed. */
  private typeFrom({ dtype, shape }: Batch): TensorType {
    const follows = this.step.op === 'resize' && this.step.like !== undefined;
    if (!this.result || !this.lastFrom || follows || !isSameShape(this.lastFrom, shape)) {
      this.result = inferStep({ dtype, shape }, this.step, this.context, this.path);
      this.lastFrom = shape;
    }
    return this.result;
  }

  mapped(round: number): PictureMap {
    const before = this.parent.mapped(round);
    const { map } = stepOf(this.step);
    if (!map) return before;
    const { scale, offset } = map(this.parent.value(round).shape, this.value(round).shape, this.step);
    return {
      scale: [before.scale[0] * scale[0], before.scale[1] * scale[1]],
      offset: [before.offset[0] * scale[0] + offset[0], before.offset[1] * scale[1] + offset[1]],
    };
  }
}

function joinable(types: readonly TensorType[], axis: number): boolean {
  const [first] = types as [TensorType];
  return types.every(
    ({ dtype, shape }) =>
      dtype === first.dtype &&
      shape.length === first.shape.length &&
      shape.every((size, at) => at === axis || size === null || (first.shape[at] ?? size) === size),
  );
}

/** Type of tensors side by side along an axis. @throws ModelError */
export function inferJoin(types: readonly TensorType[], asked: number, path: string): TensorType {
  const [first] = types as [TensorType];
  try {
    const axis = axisOf(first.shape, asked);
    if (joinable(types, axis)) {
      const sizes = types.map(({ shape }) => shape[axis]!);
      const size = sizes.includes(null as never) ? null : sizes.reduce((a, b) => a + b, 0);
      return { dtype: first.dtype, shape: first.shape.map((old, at) => (at === axis ? size : old)) };
    }
  } catch (error) {
    if (!(error instanceof StepProblem)) throw error;
  }
  throw new ModelError(
    path,
    `cannot join ${types.map(showType).join(', ')} along axis ${asked}`,
    'Join tensors of one dtype that differ in that axis only.',
  );
}

/** Tensors side by side along one axis. */
export class JoinNode extends FlowNode {
  private into: Batch | null = null;

  constructor(
    path: string,
    private readonly parents: readonly FlowNode[],
    private readonly axis: number,
  ) {
    super(path);
  }

  protected compute(round: number): Batch {
    const parts = this.parents.map((parent) => parent.value(round));
    const type = inferJoin(parts, this.axis, this.path);
    const { items } = parts[0]!;
    this.into = this.room(type, items, this.into);
    const axis = axisOf(type.shape, this.axis);
    const outer = items * elementCount((type.shape as number[]).slice(0, axis));
    const blocks = parts.map(({ data }) => data.length / outer);
    for (let o = 0, at = 0; o < outer; o++)
      parts.forEach(({ data }, index) => {
        const block = blocks[index]!;
        this.into!.data.set(data.subarray(o * block, (o + 1) * block), at);
        at += block;
      });
    return this.into;
  }

  mapped(round: number): PictureMap {
    return this.parents[0]!.mapped(round);
  }
}
