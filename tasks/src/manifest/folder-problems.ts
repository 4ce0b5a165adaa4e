import { readdirSync, type Stats, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { SubmissionManifest } from '@paretoboard/contract/submission-manifest.js';
import { type Problem, problem } from './problem.js';

function statOf(path: string): Stats | null {
  return statSync(path, { throwIfNoEntry: false }) ?? null;
}

const modules = ['.ts', '.mts', '.js', '.mjs'];

function entryProblems(folder: string, { entry, kind }: SubmissionManifest): Problem[] {
  if (entry === undefined || kind !== 'tfjs-module') return [];
  if (!modules.includes(extname(entry))) {
    const remedy = 'Name the module that exports the submission.';
    return [problem('entry', `a module: ${modules.join(', ')}`, `"${entry}"`, remedy)];
  }
  const found = statOf(join(folder, entry));
  if (found?.isFile()) return [];
  const what = found ? 'something else' : 'nothing there';
  return [problem('entry', `a file ${entry} in the folder`, what, 'Name a path from the submission’s folder.')];
}

function artefactProblems(folder: string, { artefact, division }: SubmissionManifest): Problem[] {
  if (artefact === undefined) return [];
  const path = join(folder, artefact);
  const found = statOf(path);
  const remedy = 'Put the files to load into a folder of the submission, and name it here.';
  if (!found?.isDirectory())
    return [problem('artefact', `a folder ${artefact}`, found ? 'a file' : 'nothing there', remedy)];
  const isEmpty = division === 'pre-trained' && readdirSync(path).length === 0;
  return isEmpty ? [problem('artefact', `files in ${artefact}`, 'an empty folder', remedy)] : [];
}

/** Whether what the manifest names is there. */
export function folderProblems(folder: string, manifest: SubmissionManifest): Problem[] {
  return [...entryProblems(folder, manifest), ...artefactProblems(folder, manifest)];
}
