import { existsSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RunRequest } from '@paretoboard/contract/run-state.js';
import type { ResolvedSubmission } from '@paretoboard/harness/run/resolved-submission.js';
import { SubmissionFailure } from '@paretoboard/harness/sandbox/submission-failure.js';
import { bundle } from '@paretoboard/harness/submission/bundle.js';
import { readSubmission } from '@paretoboard/harness/submission/read-submission.js';
import { builtIn } from './registry.js';

/**
 * A built-in submission by name, or anybody's by the absolute path of its folder. Both are bundled the same way.
 * @throws UnknownSubmissionError for a name that is none of the task's
 * @throws SubmissionFailure manifest-invalid
 */
export async function resolveSubmission(
  request: Pick<RunRequest, 'task' | 'submission'>,
  bundleFolder: string,
): Promise<ResolvedSubmission> {
  if (isAbsolute(request.submission) && existsSync(request.submission)) {
    const submission = await readSubmission(request.submission, bundleFolder);
    if (submission.manifest.task === request.task) return submission;
    throw new SubmissionFailure(
      'manifest-invalid',
      `the submission is for task ${submission.manifest.task}, not ${request.task}`,
      'Name the task of the manifest.',
    );
  }
  const found = builtIn(request.task, request.submission);
  const { entry, digest } = await bundle(fileURLToPath(found.entryUrl), found.manifest, bundleFolder, null);
  return { manifest: found.manifest, digest, folder: bundleFolder, entry, builtIn: true };
}
