import type { MalformedSubmission } from './malformed-submission.js';
import { malformedManifests } from './manifests.js';
import { malformedOnnx } from './onnx-models.js';
import { malformedPipelines } from './pipelines.js';
import { malformedTfjs } from './tfjs-models.js';

/** Every malformed submission that is tested, by what it is an example of: one line for each list. */
export const malformed: Readonly<Record<string, readonly MalformedSubmission[]>> = {
  'Manifests and folders': malformedManifests,
  'ONNX models': malformedOnnx,
  'TensorFlow.js models': malformedTfjs,
  'Pipelines around models': malformedPipelines,
};
