import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SubmissionFailure } from '@paretoboard/harness/sandbox/submission-failure.js';
import { readSubmission } from '@paretoboard/harness/submission/read-submission.js';
import type { Problem } from '@paretoboard/tasks/manifest/problem.js';
import type { KindCheck } from './kind-check.js';

/** Bundled as the harness does it. */
async function bundleProblems(folder: string): Promise<Problem[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'paretoboard-check-'));
  try {
    await readSubmission(folder, scratch);
    return [];
  } catch (error) {
    if (!(error instanceof SubmissionFailure)) throw error;
    return [{ path: 'entry', message: error.message, remedy: error.remedy }];
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

export const checkTfjsModule: KindCheck = ({ folder }) => bundleProblems(folder);
