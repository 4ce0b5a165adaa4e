import type { SubmissionManifest } from '@paretoboard/contract/submission-manifest.js';

/**
 * A built-in submission: its manifest plus the URL of the compiled module whose default export is a `Submission`. Such modules
 * are run exactly like anybody's: bundled, in their own sandboxed process.
 */
export interface BuiltIn {
  readonly manifest: SubmissionManifest;
  readonly entryUrl: URL;
  /** Rough seconds to train one seed on two cores with the `tensorflow` runtime: orders the queue, quickest first. */
  readonly expectedSeconds: number;
}
