import type { SubmissionManifest } from '@paretoboard/contract/submission-manifest.js';

/** Threads that a submission answers with: all that it is given, or as few as its manifest asks for. At least 1. */
export function answerThreads({ threads }: Pick<SubmissionManifest, 'threads'>, given: number): number {
  return Math.min(threads ?? given, given);
}
