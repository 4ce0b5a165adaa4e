import type { SubmissionManifest } from '@paretoboard/contract/submission-manifest.js';
import type { TaskDefinition } from '@paretoboard/contract/task.js';
import type { Problem } from '@paretoboard/tasks/manifest/problem.js';

/** A submission whose manifest is sound and whose files are there. */
export interface CheckedSubmission {
  /** Absolute path. */
  readonly folder: string;
  readonly manifest: SubmissionManifest;
  readonly task: TaskDefinition;
}

/** What one kind alone can be wrong in, before it is tried out. */
export type KindCheck = (submission: CheckedSubmission) => Promise<Problem[]>;
