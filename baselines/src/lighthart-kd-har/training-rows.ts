import type { TrainContext } from '@paretoboard/sdk/submission.js';

export interface TrainingRows {
  readonly items: number;
  /** [items, 64, 6]. */
  readonly inertial: Float32Array;
  /** [items, 64, 60]. */
  readonly skeleton: Float32Array;
  readonly labels: Int32Array;
}

function joined<T extends Float32Array | Int32Array>(a: T, b: T): T {
  const both = new (a.constructor as new (length: number) => T)(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** Train and validation together: the paper trains on every trial of the training subjects. */
export function allTrainingRows(context: TrainContext): TrainingRows {
  const [train, validation] = [context.all('train'), context.all('validation')];
  const input = (name: string): Float32Array =>
    joined(train.inputs[name]!.data as Float32Array, validation.inputs[name]!.data as Float32Array);
  return {
    items: train.items + validation.items,
    inertial: input('inertial'),
    skeleton: input('skeleton'),
    labels: joined(train.targets.label!.data as Int32Array, validation.targets.label!.data as Int32Array),
  };
}
