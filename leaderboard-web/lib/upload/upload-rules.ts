import { bundleLimits } from '@paretoboard/contract/submission.js';
import { submissionManifestSchema } from '@paretoboard/contract/submission-manifest.js';
import type { UploadRules } from './manifest-problem';

/** Read on the server: the schemas themselves need not be sent to a browser. */
export const uploadRules: UploadRules = {
  mostBytes: bundleLimits.packedBytes,
  requiredFields: Object.entries(submissionManifestSchema.shape)
    .filter(([, schema]) => !schema.safeParse(undefined).success)
    .map(([name]) => name),
};
