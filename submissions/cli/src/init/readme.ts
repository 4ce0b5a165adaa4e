import { manifestFields } from '@paretoboard/contract/manifest-fields.js';
import type { SubmissionManifest } from '@paretoboard/contract/submission-manifest.js';
import type { TensorSpec } from '@paretoboard/contract/tensor.js';
import type { InitRequest, MadeTemplate } from './template.js';

function specLine({ name, dtype, shape, description }: TensorSpec): string {
  const sizes = shape.map((size) => size ?? 'varies').join(', ');
  return `- \`${name}\`: ${dtype} [${sizes}]${description ? `, ${description}` : ''}`;
}

function specLines(specs: readonly TensorSpec[]): string {
  return specs.length === 0 ? '- none' : specs.map(specLine).join('\n');
}

/** What the folder holds, what the task asks, what to do next, and every field of the manifest. */
export function readmeOf({ task, track, name }: InitRequest, made: MadeTemplate, manifest: SubmissionManifest): string {
  const shown = task.inputs.filter((input) => track.testInputs.includes(input.name));
  const rows = (Object.keys(manifestFields) as (keyof SubmissionManifest)[]).map((field) => {
    const value = manifest[field];
    return `| \`${field}\` | ${value === undefined ? '–' : `\`${JSON.stringify(value)}\``} | ${manifestFields[field]} |`;
  });
  return `# ${name}

${made.title} for ${task.title} (\`${task.id}\`), track \`${track.id}\`: ${track.description}

${made.about}

## From here

\`\`\`sh
npx paretoboard check .
npx paretoboard run ${task.id} --submission . --variant surrogate
npx paretoboard submit . --watch
\`\`\`

## What is asked

Shapes are those of one item; a batch has one axis more, in front. Inputs of a query:

${specLines(shown)}

Answer:

${specLines(task.outputs)}

${task.protocol}

## paretoboard.json

| field | here | what it is for |
|---|---|---|
${rows.join('\n')}
`;
}
