import { existsSync, readFileSync, statSync } from 'node:fs';
import { type ModelPipeline, modelPipelineSchema, pipelineLimits } from '@paretoboard/contract/model-pipeline.js';
import type { ZodError } from 'zod';
import { ModelError, type ModelProblem } from './model-error.js';

const remedy = 'docs/model-pipeline.md describes every field and every step.';

function parsed(path: string, file: string): unknown {
  if (!existsSync(path)) throw new ModelError(file, 'there is no such file', 'Name a file of the artefact folder.');
  const { size } = statSync(path);
  if (size > pipelineLimits.bytes)
    throw new ModelError(file, `${size} bytes; the limit is ${pipelineLimits.bytes}`, 'Keep weights in the model.');
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new ModelError(file, `is no JSON: ${error instanceof Error ? error.message : error}`, 'Write valid JSON.');
  }
}

/** `inputs.0.steps.1.op` as `inputs[0].steps[1].op`. */
function showPath(path: readonly PropertyKey[]): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
}

function problemsOf(error: ZodError, file: string): ModelProblem[] {
  return error.issues.map(({ path, message }) => ({ path: `${file}: ${showPath(path) || '(root)'}`, message, remedy }));
}

/** Every problem of a pipeline's form, or the pipeline. @throws ModelError if there is no JSON to look at */
export function parsePipeline(path: string, file: string): ModelPipeline | readonly ModelProblem[] {
  const result = modelPipelineSchema.safeParse(parsed(path, file));
  return result.success ? result.data : problemsOf(result.error, file);
}

/** @throws ModelError with the first problem */
export function readPipeline(path: string, file: string): ModelPipeline {
  const pipeline = parsePipeline(path, file);
  if ('inputs' in pipeline) return pipeline;
  const [first] = pipeline as [ModelProblem];
  throw new ModelError(first.path, first.message, first.remedy);
}
