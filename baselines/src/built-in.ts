import { type SubmissionManifest, submissionManifestSchema } from '@paretoboard/contract/submission-manifest.js';

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

/** One built-in submission of a task: `module` is relative to the folder of the task's list, without its suffix. */
export type DescribeBuiltIn = (
  name: string,
  title: string,
  module: string,
  expectedSeconds: number,
  track?: string,
) => BuiltIn;

/**
 * @param listUrl `import.meta.url` of the task's list, which lies in `baselines/src/<task>/`
 * @param usualTrack of those that name none
 * @param threads to answer with, at most; left out: all
 */
export function builtInsFor(task: string, listUrl: string, usualTrack: string, threads?: number): DescribeBuiltIn {
  return (name, title, module, expectedSeconds, track = usualTrack) => ({
    manifest: submissionManifestSchema.parse({
      schemaVersion: 1,
      name,
      version: '1.0.0',
      title,
      task,
      track,
      kind: 'tfjs-module',
      division: 'from-scratch',
      authors: ['Paretoboard'],
      source: `baselines/src/${module.replace(/^\.\.\//, '').replace(/^\.\//, `${task}/`)}.ts`,
      licence: 'Apache-2.0',
      ...(threads && { threads }),
      entry: `${module.replace(/^.*\//, '')}.js`,
    }),
    entryUrl: new URL(`${module}.js`, listUrl),
    expectedSeconds,
  });
}
