import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { smokeRun } from '@paretoboard/baselines/smoke-run.js';
import {
  manifestFileName,
  type SubmissionManifest,
  submissionManifestSchema,
} from '@paretoboard/contract/submission-manifest.js';
import { loadTask, taskIds } from '@paretoboard/tasks/registry.js';
import { closest } from '../closest.js';
import type { Register } from '../context.js';
import { exitStatus } from '../exit-status.js';
import { UsageError } from '../usage-error.js';
import { checkWire, type WireOptions, wireOptions } from './check-wire.js';

interface Problem {
  /** Where in the manifest: `track`, `authors.0`. */
  readonly path: string;
  readonly message: string;
  readonly remedy: string;
}

function parseManifest(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${manifestFileName} is no JSON: ${error instanceof Error ? error.message : error}`);
  }
}

function nameProblem(path: string, found: string, expected: readonly string[]): Problem[] {
  if (expected.includes(found)) return [];
  const near = closest(found, expected);
  return [
    {
      path,
      message: `unknown ${path} "${found}"`,
      remedy: `${near ? `Did you mean "${near}"? ` : ''}Expected one of: ${expected.join(', ')}`,
    },
  ];
}

async function taskProblems(manifest: SubmissionManifest): Promise<Problem[]> {
  const unknown = nameProblem('task', manifest.task, taskIds);
  if (unknown.length > 0) return unknown;
  const { definition } = await loadTask(manifest.task);
  return nameProblem(
    'track',
    manifest.track,
    definition.tracks.map((track) => track.id),
  );
}

function fileProblems(manifest: SubmissionManifest, folder: string): Problem[] {
  return (['entry', 'artefact'] as const).flatMap((field) => {
    const path = manifest[field];
    if (path === undefined || existsSync(join(folder, path))) return [];
    return [{ path: field, message: `no ${path} in the folder`, remedy: 'Name a path from the submission’s folder.' }];
  });
}

async function problemsOf(folder: string): Promise<Problem[]> {
  const file = join(folder, manifestFileName);
  if (!existsSync(file)) throw new UsageError(`expected a folder with ${manifestFileName}; found none in ${folder}`);
  const parsed = submissionManifestSchema.safeParse(parseManifest(readFileSync(file, 'utf8')));
  if (parsed.success) return [...(await taskProblems(parsed.data)), ...fileProblems(parsed.data, folder)];
  return parsed.error.issues.map((issue) => ({
    path: issue.path.join('.'),
    message: issue.message,
    remedy: `Correct this field in ${manifestFileName}.`,
  }));
}

/** Where in the manifest the cause of a failed try-out lies. */
function placeOf({ kind, division }: SubmissionManifest): string {
  if (division === 'pre-trained' && kind !== 'tfjs-module' && kind !== 'process') return 'artefact';
  return kind === 'process' ? 'command' : 'entry';
}

interface Smoke {
  readonly problems: Problem[];
  readonly note: string;
}

/** A method that trains for a number of steps, not of rows, may not be done with a few rows in seconds: that is no problem. */
async function smokeProblems(folder: string, signal: AbortSignal): Promise<Smoke> {
  const text = readFileSync(join(folder, manifestFileName), 'utf8');
  const manifest = submissionManifestSchema.parse(JSON.parse(text));
  const reason = await smokeRun(folder, manifest.task, signal);
  if (reason === null) return { problems: [], note: 'it trained on a few rows, loaded and answered' };
  if (reason.code === 'budget-exceeded') return { problems: [], note: `not tried out to the end: ${reason.message}` };
  const message = `${reason.code}: ${reason.message}`;
  return { problems: [{ path: placeOf(manifest), message, remedy: reason.remedy }], note: 'it failed' };
}

interface CheckOptions extends WireOptions {
  readonly run: boolean;
}

export const registerCheck: Register = (program, run) => {
  const command = program
    .command('check')
    .description('a submission’s manifest, then a try-out on a few rows of the task’s surrogate, in seconds')
    .option('--no-run', 'look at the manifest alone')
    .argument('[folder]', `folder with ${manifestFileName}`)
    .argument('[command...]', 'with --wire: a program and its arguments, after --');
  for (const option of wireOptions()) command.addOption(option);
  command
    .addHelpText(
      'after',
      '\nExamples:\n  $ npx paretoboard check my-submission\n  $ npx paretoboard check --wire -- python3 main.py',
    )
    .action(
      run(async (context, path: string | undefined, rest: string[], options: CheckOptions) => {
        if (options.wire) return checkWire(context, [path ?? [], rest].flat(), options);
        const { output, signal } = context;
        if (path === undefined || rest.length > 0) throw new UsageError('expected one folder; found no or several');
        const folder = resolve(path);
        const problems = await problemsOf(folder);
        if (problems.length === 0 && options.run) {
          output.note('trying it out …');
          const smoke = await smokeProblems(folder, signal);
          output.note(smoke.note);
          problems.push(...smoke.problems);
        }
        const ok = problems.length === 0;
        const lines = problems.map((problem) => `${problem.path || '(root)'}: ${problem.message}. ${problem.remedy}`);
        await output.answer({ ok, problems }, ok ? 'ok' : lines.join('\n'));
        return ok ? exitStatus.done : exitStatus.no;
      }),
    );
};
