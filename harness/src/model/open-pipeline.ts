import { join } from 'node:path';
import type { Interaction, SubmissionKind } from '@paretoboard/contract/interaction.js';
import type { LoadedSubmission } from '@paretoboard/sdk/submission.js';
import { checkPipeline } from './check-pipeline.js';
import type { ModelUse, TaskFace } from './interactions/model-interaction.js';
import { modelInteraction } from './interactions/registry.js';
import { ModelError } from './model-error.js';
import { ModelRunner } from './model-runner.js';
import type { OpenModel } from './open-model.js';
import { readPipeline } from './read-pipeline.js';

export interface ModelSubmission {
  readonly kind: SubmissionKind;
  readonly artefactFolder: string;
  /** Files in that folder. */
  readonly model: string;
  readonly pipeline: string;
}

/** Loads the model in a file. @param path absolute @param file how to name it in problems @throws ModelError */
export type LoadModel = (path: string, file: string) => Promise<OpenModel>;

/**
 * Loads the models of a submission, checks that its pipeline leads from the task's inputs to its outputs, and makes them answer the calls of the interaction.
 * @throws ModelError with the first problem
 */
export async function openPipeline(
  submission: ModelSubmission,
  interaction: Interaction,
  task: TaskFace,
  loadModel: LoadModel,
): Promise<LoadedSubmission> {
  const { artefactFolder, pipeline: file } = submission;
  const pipeline = readPipeline(join(artefactFolder, file), file);
  const served = modelInteraction(submission.kind, interaction);
  const loaded = new Map<string, OpenModel>();
  const models: OpenModel[] = [];
  const runners: ModelRunner[] = [];
  for (const use of served.uses(pipeline, task, file)) {
    const name = use.model ?? submission.model;
    const model = loaded.get(name) ?? (await loadModel(join(artefactFolder, name), name));
    loaded.set(name, model);
    refuseMisfit(use, model, file);
    models.push(model);
    runners.push(new ModelRunner({ part: use.part, model, file: placeOf(file, use) }));
  }
  const parameters = [...loaded.values()].reduce((sum, model) => sum + model.parameters, 0);
  return served.serve({ models, runners, parameters }, pipeline, task);
}

/** How problems name a part of the pipeline's file. */
export function placeOf(file: string, { place }: Pick<ModelUse, 'place'>): string {
  return place === '' ? file : `${file}: ${place.slice(0, -1)}`;
}

function refuseMisfit(use: ModelUse, model: OpenModel, file: string): void {
  const [first] = checkPipeline({ ...use, model, file: placeOf(file, use) });
  if (first) throw new ModelError(first.path, first.message, first.remedy);
}
