import { accessSync, constants, statSync } from 'node:fs';
import { join } from 'node:path';
import { listEnvironments } from '@paretoboard/harness/environments/environment.js';
import { openImage } from '@paretoboard/harness/images/open-image.js';
import { SubmissionFailure } from '@paretoboard/harness/sandbox/submission-failure.js';
import { type Problem, problem } from '@paretoboard/tasks/manifest/problem.js';
import type { KindCheck } from './kind-check.js';

function mayStart(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A program of the folder must be there and startable; one of the machine (`python3`) is looked for when it starts. */
function programProblems(folder: string, program: string): Problem[] {
  if (!program.includes('/') || program.startsWith('/')) return [];
  const found = statSync(join(folder, program), { throwIfNoEntry: false });
  if (!found?.isFile())
    return [
      problem(
        'command.0',
        `a file ${program} in the folder`,
        found ? 'a folder' : 'nothing there',
        'Name a path from the submission’s folder.',
      ),
    ];
  if (mayStart(join(folder, program))) return [];
  return [
    problem('command.0', 'a file that may be executed', `${program} without that right`, `Run: chmod +x ${program}`),
  ];
}

function environmentProblems(name: string | undefined): Problem[] {
  const names = listEnvironments().map((environment) => environment.name);
  if (name === undefined || names.includes(name)) return [];
  const known =
    names.length > 0 ? `an environment of this machine: ${names.join(', ')}` : 'no environment: this machine has none';
  const remedy = `Name another, or add it: npx paretoboard environment add ${name} --packages …`;
  return [problem('environment', known, JSON.stringify(name), remedy)];
}

function protocolProblems(protocol: string | undefined, interaction: string): Problem[] {
  if (protocol !== 'open-inference' || interaction === 'predict') return [];
  const remedy = 'Speak the wire instead: docs/wire.md. The Open Inference Protocol has no calls for this.';
  return [problem('protocol', 'frames', `open-inference for interaction ${interaction}`, remedy)];
}

/** Fetches and unpacks it, which a first run would have to do anyway. */
async function imageProblems(image: string | undefined): Promise<Problem[]> {
  if (image === undefined) return [];
  try {
    await openImage(image, (line) => console.error(line));
    return [];
  } catch (error) {
    if (!(error instanceof SubmissionFailure)) throw error;
    return [problem('image', 'an image that this machine can run', error.message, error.remedy)];
  }
}

export const checkProcess: KindCheck = async ({ folder, manifest, task }) => [
  ...(await imageProblems(manifest.image)),
  ...protocolProblems(manifest.protocol, task.interaction),
  ...programProblems(folder, manifest.command?.[0] ?? ''),
  ...environmentProblems(manifest.environment),
];
