import { join } from 'node:path';
import type { Interaction } from '@paretoboard/contract/interaction.js';
import { checkPipeline } from './check-pipeline.js';
import type { TaskFace } from './interactions/model-interaction.js';
import { modelInteraction } from './interactions/registry.js';
import { ModelError, type ModelProblem } from './model-error.js';
import { readOnnx } from './onnx/read-onnx.js';
import type { ModelFace } from './open-model.js';
import { type ModelSubmission, placeOf } from './open-pipeline.js';
import { parsePipeline } from './read-pipeline.js';

async function readFace(kind: ModelSubmission['kind'], path: string, file: string): Promise<ModelFace> {
  if (kind === 'onnx') return readOnnx(path, file);
  // Loaded only for this kind: what a model's layers make of its inputs, TensorFlow.js alone can say.
  const [{ tfjsLoader }, { openRuntime }] = await Promise.all([
    import('./tfjs/tfjs-loader.js'),
    import('../runtimes/open-runtime.js'),
  ]);
  return tfjsLoader((await openRuntime('cpu')).tf)(path, file);
}

/**
 * Every problem of a model and its pipeline that can be told without running it: files, operators, weights, names, dtypes and shapes of every tensor and step. Reads
 * the submitter's own files in this process: what others sent is looked at in the sandbox.
 */
export async function inspectModelSubmission(
  submission: ModelSubmission,
  interaction: Interaction,
  task: TaskFace,
): Promise<readonly ModelProblem[]> {
  try {
    return await problemsOf(submission, interaction, task);
  } catch (error) {
    if (error instanceof ModelError) return [error.found];
    throw error;
  }
}

async function problemsOf(
  { kind, artefactFolder, model, pipeline: file }: ModelSubmission,
  interaction: Interaction,
  task: TaskFace,
): Promise<readonly ModelProblem[]> {
  const served = modelInteraction(kind, interaction);
  const pipeline = parsePipeline(join(artefactFolder, file), file);
  if (!('inputs' in pipeline)) return pipeline;
  const problems: ModelProblem[] = [];
  for (const use of served.uses(pipeline, task, file)) {
    const name = use.model ?? model;
    const face = await readFace(kind, join(artefactFolder, name), name);
    problems.push(...checkPipeline({ ...use, model: face, file: placeOf(file, use) }));
  }
  return problems;
}
