import { type SubmissionManifest, submissionManifestSchema } from '@paretoboard/contract/submission-manifest.js';
import { fieldProblems } from './manifest/field-problems.js';
import { folderProblems } from './manifest/folder-problems.js';
import type { Problem } from './manifest/problem.js';
import { readRawManifest } from './manifest/read-manifest.js';
import { taskProblems } from './manifest/task-problems.js';

/** A manifest whose fields can be read, or null, and everything that is wrong with it. */
export interface ManifestReading {
  readonly manifest: SubmissionManifest | null;
  readonly problems: readonly Problem[];
}

/** Reads `paretoboard.json` of a folder, against the registry and the files beside it too; nothing of the submission is started. */
export async function readManifestProblems(folder: string): Promise<ManifestReading> {
  const raw = readRawManifest(folder);
  if (!raw.manifest) return { manifest: null, problems: raw.problems };
  const fields = fieldProblems(raw.manifest);
  const parsed = submissionManifestSchema.safeParse(raw.manifest);
  if (!parsed.success) return { manifest: null, problems: fields };
  const manifest = parsed.data;
  const problems = [...fields, ...(await taskProblems(manifest)), ...folderProblems(folder, manifest)];
  return { manifest, problems };
}
