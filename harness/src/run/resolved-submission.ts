import type { SubmissionManifest } from '@paretoboard/contract/submission-manifest.js';
import type { Environment } from '../environments/environment.js';

/** A submission with everything that is needed to start it. */
export interface ResolvedSubmission {
  readonly manifest: SubmissionManifest;
  /** Content address of its files. */
  readonly digest: string;
  /** Folder of its files; read-only in the sandbox. */
  readonly folder: string;
  /** Absolute path of the module for kind tfjs-module; null for the other kinds. */
  readonly entry: string | null;
  readonly builtIn: boolean;
  /** Packages that the command is started with; missing: what the operating system has. */
  readonly environment?: Environment;
}
