import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { SmokeOutcome } from '@paretoboard/contract/smoke.js';
import { manifestFileName, type SubmissionManifest } from '@paretoboard/contract/submission-manifest.js';
import type { Problem } from '@paretoboard/tasks/manifest/problem.js';
import { readManifestProblems } from '@paretoboard/tasks/manifest-problems.js';
import { loadTask } from '@paretoboard/tasks/registry.js';
import { UsageError } from '../usage-error.js';
import { contentProblems } from './content-problems.js';
import { kindChecks } from './kind-checks.js';
import { smokeProblems } from './smoke-problems.js';
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

/** What is wrong with the files, once the manifest is sound. */
async function fileProblems(folder: string, manifest: SubmissionManifest): Promise<Problem[]> {
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
  const file = join(folder, manifestFileName);
  if (!existsSync(file)) throw new UsageError(`expected a folder with ${manifestFileName}; found none in ${folder}`);
  const { manifest, problems: wrong } = await readManifestProblems(folder);
  if (!manifest) return outcome({ problems: wrong });
  const warnings = warningsOf(manifest);
  const problems = wrong.length > 0 ? wrong : await fileProblems(folder, manifest);
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
