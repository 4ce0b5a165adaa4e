import type { SubmissionManifest } from '@paretoboard/contract/submission-manifest.js';
import type { Environment } from '../environments/environment.js';
import type { Image } from '../images/open-image.js';

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
  /** Container image that the command is started in; missing: none. */
  readonly image?: Image;
}
