import type { ModelPipeline } from '@paretoboard/contract/model-pipeline.js';
import type { TensorSpec } from '@paretoboard/contract/tensor.js';
import type { LoadedSubmission } from '@paretoboard/sdk/submission.js';
import type { PipelinePart } from '../check-pipeline.js';
import { ModelError } from '../model-error.js';
import type { ModelRunner } from '../model-runner.js';
import type { OpenModel } from '../open-model.js';

/** What a task shows of an item and wants for it. */
export interface TaskFace {
  /** Test inputs of the track. */
  readonly inputs: readonly TensorSpec[];
  readonly outputs: readonly TensorSpec[];
}

/** A model that a pipeline names, and what it has to take and to make. */
export interface ModelUse {
  /** File in the artefact's folder; null: the manifest's `model`. */
  readonly model: string | null;
  /** Where in the pipeline's file: ``, `sample.`. */
  readonly place: string;
  readonly part: PipelinePart;
  readonly fields: readonly TensorSpec[];
  readonly wanted: readonly TensorSpec[];
}

/** Models that are loaded, in the order of their uses. */
export interface RunningModels {
  readonly models: readonly OpenModel[];
  readonly runners: readonly ModelRunner[];
  /** Entries of all their weights. */
  readonly parameters: number;
}

/** How models answer the calls of one interaction. */
export interface ModelInteraction {
  /** @param file of the pipeline, for problems @throws ModelError for a part of the pipeline that is missing */
  uses(pipeline: ModelPipeline, task: TaskFace, file: string): readonly ModelUse[];
  serve(running: RunningModels, pipeline: ModelPipeline, task: TaskFace): LoadedSubmission;
}

/** The whole pipeline as one part. */
export function wholePart({ batch, inputs, outputs, window }: ModelPipeline): PipelinePart {
  return { batch, inputs, outputs, ...(window ? { window } : {}) };
}

/** @throws ModelError */
export function missingPart(file: string, name: string, interaction: string, remedy: string): never {
  throw new ModelError(`${file}: ${name}`, `is missing: interaction ${interaction} needs it`, remedy);
}
