import type { SmokeOutcome } from '@paretoboard/contract/smoke.js';
import { type SubmissionManifest, submissionManifestSchema } from '@paretoboard/contract/submission-manifest.js';
import { loadTask } from '@paretoboard/tasks/registry.js';
import { contentProblems } from './content-problems.js';
import { folderProblems } from './folder-problems.js';
import { kindChecks } from './kind-checks.js';
import { manifestProblems } from './manifest-problems.js';
import type { Problem } from './problem.js';
import { readRawManifest } from './read-manifest.js';
import { smokeProblems } from './smoke-problems.js';
import { taskProblems } from './task-problems.js';
import { warningsOf } from './warnings.js';

export interface CheckOutcome {
  readonly ok: boolean;
  readonly problems: readonly Problem[];
  /** It runs all the same. */
  readonly warnings: readonly Problem[];
  /** null where its fields are wrong. */
  readonly manifest: SubmissionManifest | null;
  /** null where it was not tried out: not asked for, or there were problems before. */
  readonly smoke: SmokeOutcome | null;
}

export interface CheckOptions {
  /** Try it out as well. */
  readonly run: boolean;
  readonly signal: AbortSignal;
  note(line: string): void;
}

function outcome(part: Partial<CheckOutcome> & { readonly problems: readonly Problem[] }): CheckOutcome {
  return { ok: part.problems.length === 0, warnings: [], manifest: null, smoke: null, ...part };
}

/** All that can be said without starting it; each part says everything that it finds. */
async function beforeStart(folder: string, manifest: SubmissionManifest): Promise<Problem[]> {
  const problems = [...(await taskProblems(manifest)), ...folderProblems(folder, manifest)];
  if (problems.length > 0) return problems;
  const { definition: task } = await loadTask(manifest.task);
  const content = await contentProblems(folder);
  if (content.length > 0) return content;
  return (await kindChecks[manifest.kind]?.({ folder, manifest, task })) ?? [];
}

/**
 * Everything that can be known of a submission before quota is spent: manifest, task, files, what its kind asks, then a try-out on a few items.
 * @param folder absolute path
 * @throws UsageError if the folder holds no manifest; Error on a failure of ours; AbortError
 */
export async function checkSubmission(folder: string, { run, signal, note }: CheckOptions): Promise<CheckOutcome> {
  const raw = readRawManifest(folder);
  if (!raw.manifest) return outcome({ problems: raw.problems });
  const fields = manifestProblems(raw.manifest);
  const parsed = submissionManifestSchema.safeParse(raw.manifest);
  if (!parsed.success) return outcome({ problems: fields });
  const manifest = parsed.data;
  const warnings = warningsOf(manifest);
  const problems = [...fields, ...(await beforeStart(folder, manifest))];
  if (problems.length > 0 || !run) return outcome({ problems, warnings, manifest });
  note('trying it out on a few items …');
  const { definition: task } = await loadTask(manifest.task);
  const tried = await smokeProblems({ folder, manifest, task }, signal);
  return outcome({
    problems: tried.problems,
    warnings: [...warnings, ...tried.warnings],
    manifest,
    smoke: tried.outcome,
  });
}
