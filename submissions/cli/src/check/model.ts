import { join } from 'node:path';
import { inspectModelSubmission } from '@paretoboard/harness/model/inspect-submission.js';
import type { KindCheck } from './kind-check.js';

/** Files, operators, weights, and the shape of every tensor on the way from the task's inputs to its outputs; nothing is computed. */
export const checkModel: KindCheck = async ({ folder, manifest, task }) => {
  const { kind, artefact = '', model = '', pipeline = '' } = manifest;
  const shown = task.tracks.find(({ id }) => id === manifest.track)?.testInputs ?? [];
  const face = { inputs: task.inputs.filter(({ name }) => shown.includes(name)), outputs: task.outputs };
  const submission = { kind, artefactFolder: join(folder, artefact), model, pipeline };
  const problems = await inspectModelSubmission(submission, task.interaction, face);
  return problems.map(({ path, message, remedy }) => ({ path: `${artefact}/${path}`, message, remedy }));
};
