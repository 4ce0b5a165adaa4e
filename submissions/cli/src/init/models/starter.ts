import type { modelPipelineSchema } from '@paretoboard/contract/model-pipeline.js';
import type { z } from 'zod';

/** A model with one input `x` and one output `y`, both float32; sizes are of one item. */
export type StarterModel =
  | { readonly form: 'identity'; readonly shape: readonly (number | null)[] }
  /** `y = x · w + b`; w is small and arbitrary. */
  | { readonly form: 'linear'; readonly inputs: number; readonly bias: readonly number[] };

export type PipelineToWrite = z.input<typeof modelPipelineSchema>;
export type StepToWrite = NonNullable<PipelineToWrite['inputs'][number]['steps']>[number];

/** What a new submission of a data-only kind begins with, whatever its format. */
export interface Starter {
  readonly title: string;
  /** What the model does, for the README. */
  readonly about: string;
  readonly model: StarterModel;
  /** Interaction `generate`: what draws samples. */
  readonly decoder?: StarterModel;
  readonly pipeline: PipelineToWrite;
}
