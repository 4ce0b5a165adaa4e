import type { MalformedSubmission } from './malformed-submission.js';
import { malformedManifests } from './manifests.js';

/** Every malformed submission that is tested, by what it is an example of: one line for each list. */
export const malformed: Readonly<Record<string, readonly MalformedSubmission[]>> = {
  'Manifests and folders': malformedManifests,
};
