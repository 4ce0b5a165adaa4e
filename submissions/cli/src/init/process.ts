import { listEnvironments } from '@paretoboard/harness/environments/environment.js';
import { flavourOf, flavourTitles, namesOf } from './flavour.js';
import type { InitRequest, MadeTemplate } from './template.js';
import { templateFiles } from './template-files.js';

const entry = 'main.py';
const usualEnvironment = 'numpy';

/** Every environment has NumPy and the client: the usual one if this machine has it, else any. */
function environmentName(): string {
  const names = listEnvironments().map(({ name }) => name);
  return names.includes(usualEnvironment) ? usualEnvironment : (names[0] ?? usualEnvironment);
}

/** Python over our client and NumPy, trained by the harness. */
export function processTemplate(request: InitRequest): MadeTemplate {
  const flavour = flavourOf(request.task);
  const environment = environmentName();
  return {
    title: flavourTitles[flavour],
    division: 'from-scratch',
    manifest: { environment, command: ['python', '-m', 'paretoboard', 'serve', entry] },
    about: `\`${entry}\` is the whole method: \`train\` sees rows of train and validation and saves an artefact; \`load\` starts afresh from it, in another process, and answers. It may import
other files of this folder and the packages of its environment, \`${environment}\`. If \`npx paretoboard doctor\` does not list that one:

\`\`\`sh
npx paretoboard environment add ${environment}
\`\`\`

\`npx paretoboard check --wire .\` tries every message of the interaction. Any other program can take this one's place, in any language: change \`command\` and
speak docs/wire.md.`,
    files: templateFiles(`process/${flavour}`, namesOf(request, flavour)),
  };
}
