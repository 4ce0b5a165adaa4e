import { existsSync, readFileSync } from 'node:fs';
import { listEnvironments } from '@paretoboard/harness/environments/environment.js';
import { UsageError } from '../usage-error.js';
import { flavourOf, flavourTitles, namesOf } from './flavour.js';
import type { InitRequest, MadeTemplate } from './template.js';
import { templateFiles } from './template-files.js';

const usualEnvironment = 'numpy';

/** Every environment has NumPy and the client: the usual one if this machine has it, else any. */
function environmentName(): string {
  const names = listEnvironments().map(({ name }) => name);
  return names.includes(usualEnvironment) ? usualEnvironment : (names[0] ?? usualEnvironment);
}

/** Over our client and NumPy, trained by the harness. */
function inPython(request: InitRequest): MadeTemplate {
  const entry = 'main.py';
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

/** The example of the repository; the packed command line has it among its templates. */
const cppSources = ['../../../examples/cpp-nearest-mean/main.cpp', '../../templates/process/cpp-nearest-mean/main.cpp'];

/** One file of the standard library alone. @throws UsageError for a task that asks for no scores of classes */
function inCpp({ task }: InitRequest): MadeTemplate {
  if (task.interaction !== 'predict' || flavourOf(task) !== 'predict-classes')
    throw new UsageError(
      `the template in C++ tells classes apart, which ${task.id} does not ask for. Begin in Python, or with that of another task and docs/wire.md`,
    );
  const source = cppSources.map((path) => new URL(path, import.meta.url)).find((path) => existsSync(path));
  if (!source) throw new Error(`expected main.cpp in ${cppSources.join(' or ')}`);
  return {
    title: 'Nearest class mean',
    division: 'from-scratch',
    manifest: { command: ['./nearest-mean'] },
    about: `\`main.cpp\` is the whole program: a reader of JSON, the wire (docs/wire.md) and the mean of each class. Build it here; what is sent is the program, since
nothing is compiled on the server:

\`\`\`sh
c++ -std=c++17 -O2 -static-libstdc++ -static-libgcc -o nearest-mean main.cpp
\`\`\`

\`npx paretoboard check --wire .\` holds it to the wire, message by message.`,
    files: [{ path: 'main.cpp', content: readFileSync(source, 'utf8') }],
  };
}

const byLanguage = { python: inPython, 'c++': inCpp } as const;
export const processLanguages = Object.keys(byLanguage) as (keyof typeof byLanguage)[];

/** A program that speaks the wire. */
export function processTemplate(request: InitRequest): MadeTemplate {
  const language = processLanguages.find((one) => one === request.language) ?? 'python';
  return byLanguage[language](request);
}
