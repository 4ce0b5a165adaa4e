import { editorTypes } from './editor-types.js';
import { flavourOf, flavourTitles, namesOf } from './flavour.js';
import type { InitRequest, MadeTemplate } from './template.js';
import { templateFiles } from './template-files.js';

const entry = 'submission.ts';

/** TypeScript over the SDK, trained by the harness: one template for each interaction, and for `predict` one for each shape of answers. */
export function tfjsModule(request: InitRequest): MadeTemplate {
  const flavour = flavourOf(request.task);
  return {
    title: flavourTitles[flavour],
    division: 'from-scratch',
    manifest: { entry },
    about: `\`${entry}\` is the whole method: \`train\` sees rows of train and validation and saves an artefact; \`load\` starts afresh from it and answers. It may import
other files of this folder, packages of its \`node_modules\`, and \`@paretoboard/sdk\`; TensorFlow.js is \`context.tf\`, set up on the runtime that was asked for. The harness bundles it:
there is no build step. \`tsconfig.json\` is for your editor alone.`,
    files: [...templateFiles(`tfjs-module/${flavour}`, namesOf(request, flavour)), editorTypes(request.folder)],
  };
}
