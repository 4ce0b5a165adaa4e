import type { SubmissionManifest } from '@paretoboard/contract/submission-manifest.js';
import type { Problem } from '@paretoboard/tasks/manifest/problem.js';
import { usualAuthor } from '../settings.js';

interface Rule {
  readonly path: keyof SubmissionManifest;
  readonly message: string;
  readonly remedy: string;
  holds(manifest: SubmissionManifest): boolean;
}

const rules: readonly Rule[] = [
  {
    path: 'authors',
    message: `the author is still "${usualAuthor}"`,
    remedy:
      'Write who is to be named beside the rows; npx paretoboard config set author "…" does so for every new submission.',
    holds: ({ authors }) => authors.includes(usualAuthor),
  },
  {
    path: 'licence',
    message: 'no licence',
    remedy: 'Name one such as Apache-2.0: without it nobody may start from what you send.',
    holds: ({ licence }) => licence.trim() === '',
  },
  {
    path: 'source',
    message: 'the source is no URL',
    remedy: 'Write where the code or the paper is, such as https://example.org/code, or leave it empty.',
    holds: ({ source }) => source !== '' && !URL.canParse(source),
  },
  {
    path: 'externalData',
    message: 'external data in division from-scratch',
    remedy:
      'What is trained by us sees the task’s rows alone. If other data went into files of the folder, the division is pre-trained.',
    holds: ({ division, externalData }) => division === 'from-scratch' && externalData.length > 0,
  },
  {
    path: 'artefact',
    message: 'an artefact in division from-scratch is not used',
    remedy: 'Leave it out, or set "division": "pre-trained".',
    holds: ({ division, artefact }) => division === 'from-scratch' && artefact !== undefined,
  },
];

/** What a submission can be run with and its author should still know. */
export function warningsOf(manifest: SubmissionManifest): Problem[] {
  return rules.filter((rule) => rule.holds(manifest)).map(({ path, message, remedy }) => ({ path, message, remedy }));
}
