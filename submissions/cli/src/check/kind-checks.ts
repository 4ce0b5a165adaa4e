import type { SubmissionKind } from '@paretoboard/contract/interaction.js';
import type { KindCheck } from './kind-check.js';
import { checkModel } from './model.js';
import { checkProcess } from './process.js';
import { checkTfjsModule } from './tfjs-module.js';

/** One line per kind. */
export const kindChecks: Partial<Record<SubmissionKind, KindCheck>> = {
  'tfjs-module': checkTfjsModule,
  'tfjs-model': checkModel,
  onnx: checkModel,
  process: checkProcess,
};
