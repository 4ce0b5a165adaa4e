import { kindSupport } from '@paretoboard/contract/interaction.js';
import type { SubmissionManifest } from '@paretoboard/contract/submission-manifest.js';
import { closest } from '@paretoboard/harness/closest.js';
import { loadTask, taskIds } from '../registry.js';
import { type Problem, problem } from './problem.js';

function nameProblem(path: string, what: string, found: string, expected: readonly string[]): Problem[] {
  if (expected.includes(found)) return [];
  const near = closest(found, expected);
  const remedy = `${near ? `Did you mean "${near}"? ` : ''}There are: ${expected.join(', ')}`;
  return [problem(path, what, `"${found}"`, remedy)];
}

/** Whether there are such a task and such a track, and whether the kind can serve them. */
export async function taskProblems(manifest: SubmissionManifest): Promise<Problem[]> {
  const { task: id, track, kind } = manifest;
  const unknown = nameProblem('task', 'a task of the registry', id, taskIds);
  if (unknown.length > 0) return unknown;
  const { definition } = await loadTask(id);
  const tracks = definition.tracks.map((one) => one.id);
  const support = kindSupport[kind][definition.interaction];
  return [
    ...nameProblem('track', `a track of ${id}`, track, tracks),
    ...(support.supported
      ? []
      : [problem('kind', `a kind that serves interaction ${definition.interaction}`, kind, `${support.reason}.`)]),
  ];
}
