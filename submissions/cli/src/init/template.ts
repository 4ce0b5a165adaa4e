import type { Division, SubmissionManifest } from '@paretoboard/contract/submission-manifest.js';
import type { TaskDefinition, Track } from '@paretoboard/contract/task.js';

/** What `init` was asked for. */
export interface InitRequest {
  readonly task: TaskDefinition;
  readonly track: Track;
  readonly name: string;
  /** Kind process: which language to begin in; missing: the kind's usual one. */
  readonly language?: string;
  /** Absolute path of the folder that is made. */
  readonly folder: string;
}

export interface TemplateFile {
  /** Below the submission's folder. */
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** What one kind adds to a new submission. `paretoboard.json` and `README.md` are written for all kinds alike. */
export interface MadeTemplate {
  readonly title: string;
  readonly division: Division;
  /** Fields of the manifest that this kind needs. */
  readonly manifest: Partial<SubmissionManifest>;
  /** Markdown for the README: what the method is, which file to edit, what it must answer. */
  readonly about: string;
  readonly files: readonly TemplateFile[];
}

/** @throws UsageError if the kind has no template for the task */
export type Template = (request: InitRequest) => MadeTemplate | Promise<MadeTemplate>;
