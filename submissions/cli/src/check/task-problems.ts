import { canTrain, kindSupport } from '@paretoboard/contract/interaction.js';
import type { SubmissionManifest } from '@paretoboard/contract/submission-manifest.js';
import { loadTask, taskIds } from '@paretoboard/tasks/registry.js';
import { closest } from '../closest.js';
import { type Problem, problem } from './problem.js';

function nameProblem(path: string, what: string, found: string, expected: readonly string[]): Problem[] {
  if (expected.includes(found)) return [];
  const near = closest(found, expected);
  const remedy = `${near ? `Did you mean "${near}"? ` : ''}There are: ${expected.join(', ')}`;
  return [problem(path, what, `"${found}"`, remedy)];
}

function divisionProblems({ kind, division }: SubmissionManifest): Problem[] {
  if (division === 'pre-trained' || canTrain(kind)) return [];
  const remedy = `Set "division": "pre-trained". To be trained by us, a method comes as kind tfjs-module or process.`;
  return [problem('division', `pre-trained for kind ${kind}, which holds no code to train with`, division, remedy)];
}

/** Whether there are such a task and such a track, and whether the kind can serve them. */
export async function taskProblems(manifest: SubmissionManifest): Promise<Problem[]> {
  const { task: id, track, kind } = manifest;
  const unknown = nameProblem('task', 'a task of the registry', id, taskIds);
  if (unknown.length > 0) return [...unknown, ...divisionProblems(manifest)];
  const { definition } = await loadTask(id);
  const tracks = definition.tracks.map((one) => one.id);
  const support = kindSupport[kind][definition.interaction];
  return [
    ...nameProblem('track', `a track of ${id}`, track, tracks),
    ...divisionProblems(manifest),
    ...(support.supported
      ? []
      : [problem('kind', `a kind that serves interaction ${definition.interaction}`, kind, `${support.reason}.`)]),
  ];
}
