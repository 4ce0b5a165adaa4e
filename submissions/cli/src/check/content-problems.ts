import { FolderContentError } from '@paretoboard/harness/records/digest.js';
import { SubmissionFailure } from '@paretoboard/harness/sandbox/submission-failure.js';
import { BundleError } from '@paretoboard/harness/submission/archive/bundle-error.js';
import { bundleContent } from '@paretoboard/harness/submission/pack-bundle.js';
import type { Problem } from '@paretoboard/tasks/manifest/problem.js';

/** Whether the server takes what is in the folder: plain files, names that every system can have, not too many, not too large. */
export async function contentProblems(folder: string): Promise<Problem[]> {
  try {
    await bundleContent(folder);
    return [];
  } catch (error) {
    if (error instanceof BundleError)
      return [{ path: '', message: `${error.code}: ${error.message}`, remedy: error.remedy }];
    if (error instanceof FolderContentError)
      return [
        { path: '', message: error.message, remedy: 'Submit plain files and folders only: no links, no devices.' },
      ];
    if (error instanceof SubmissionFailure) return [{ path: 'entry', message: error.message, remedy: error.remedy }];
    throw error;
  }
}
