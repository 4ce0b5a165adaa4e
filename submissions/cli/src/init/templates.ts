import type { SubmissionKind } from '@paretoboard/contract/interaction.js';
import { modelTemplate } from './models/model-template.js';
import { processTemplate } from './process.js';
import type { Template } from './template.js';
import { tfjsModule } from './tfjs-module.js';

/** What `init` can make: one line per kind. */
export const templates: Partial<Record<SubmissionKind, Template>> = {
  'tfjs-module': tfjsModule,
  'tfjs-model': modelTemplate('tfjs-model'),
  onnx: modelTemplate('onnx'),
  process: processTemplate,
};
