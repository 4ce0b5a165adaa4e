import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { operations } from '@paretoboard/contract/api-paths.js';
import { profileNameSchema } from '@paretoboard/contract/profile.js';
import { runtimeNames } from '@paretoboard/contract/runtime.js';
import { type SubmitRequest, type Submitted, submittedSchema } from '@paretoboard/contract/submission.js';
import { manifestFileName } from '@paretoboard/contract/submission-manifest.js';
import { type PackedBundle, packBundle } from '@paretoboard/harness/submission/pack-bundle.js';
import { checkSubmission } from '../check/check-submission.js';
import { checkText } from '../check/check-text.js';
import type { CommandContext, Register } from '../context.js';
import { type ExitStatus, exitStatus } from '../exit-status.js';
import { progressBar } from '../progress-bar.js';
import { callServer } from '../server/call-server.js';
import {
  type Connection,
  connectionOf,
  requireToken,
  type ServerOptions,
  withServerOptions,
} from '../server/connection.js';
import { runText, statusOfState } from '../server/run-outcome.js';
import { uploadBundle } from '../server/upload.js';
import { requireOneOf } from '../usage-error.js';
import { watchToEnd } from './watch.js';

/** JSON leaves out what is undefined. */
type Body = operations['postSubmissions']['requestBody']['content']['application/json'];

interface SubmitOptions extends ServerOptions {
  readonly variant?: string;
  readonly challenge?: string;
  readonly team?: string;
  readonly profile: string;
  readonly runtime?: string;
  readonly private?: true;
  readonly watch?: true;
  readonly check: boolean;
}

async function packed(folder: string, archive: string): Promise<PackedBundle> {
  const bar = progressBar('packing ');
  try {
    return await packBundle(folder, archive, { onProgress: bar.update });
  } finally {
    bar.end();
  }
}

/** @returns id of the finished upload */
async function uploaded(
  connection: Connection,
  archive: string,
  bundle: PackedBundle,
  { output, signal }: CommandContext,
): Promise<string> {
  const bar = progressBar('sending ');
  try {
    const bytes = bundle.packedBytes;
    return await uploadBundle(connection, { archive, bytes, digest: bundle.digest, signal, onProgress: bar.update });
  } catch (error) {
    bar.end();
    output.note('What has arrived stays there: the same command goes on from it.');
    throw error;
  } finally {
    bar.end();
  }
}

async function sent(
  connection: Connection,
  folder: string,
  request: Omit<SubmitRequest, 'upload'>,
  context: CommandContext,
): Promise<Submitted> {
  const scratch = mkdtempSync(join(tmpdir(), 'paretoboard-submit-'));
  try {
    const archive = join(scratch, 'bundle.tar.gz');
    const bundle = await packed(folder, archive);
    context.output.note(
      `${bundle.files.length} files, ${bundle.bytes} bytes, ${bundle.packedBytes} packed, ${bundle.digest}`,
    );
    const upload = await uploaded(connection, archive, bundle, context);
    const body = { ...request, upload };
    const { signal } = context;
    return await callServer(
      connection,
      (api) => api.POST('/api/v1/submissions', { body: body as Body, signal }),
      submittedSchema,
      signal,
    );
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function requestOf({
  variant,
  challenge,
  team,
  profile,
  runtime,
  private: isPrivate,
}: SubmitOptions): Omit<SubmitRequest, 'upload'> {
  return {
    profile: requireOneOf('profile', profile, profileNameSchema.options),
    visibility: isPrivate ? 'private' : 'public',
    ...(variant === undefined ? {} : { variant }),
    ...(challenge === undefined ? {} : { challenge }),
    ...(team === undefined ? {} : { team }),
    ...(runtime === undefined ? {} : { runtime: requireOneOf('runtime', runtime, runtimeNames) }),
  };
}

async function submit(context: CommandContext, path: string, options: SubmitOptions): Promise<ExitStatus> {
  const { output, signal } = context;
  const folder = resolve(path);
  const connection = connectionOf(options);
  requireToken(connection);
  const request = requestOf(options);
  const check = await checkSubmission(folder, { run: options.check, signal, note: output.note });
  if (!check.ok) {
    await output.answer(check, checkText(check));
    return exitStatus.no;
  }
  const submitted = await sent(connection, folder, request, context);
  const { submission, run, known } = submitted;
  const line = `${known ? 'Known already' : 'Sent'}: ${submission.name} ${submission.version}, submission ${submission.id}, run ${run}`;
  if (!options.watch) {
    await output.answer(submitted, `${line}\nFollow it: npx paretoboard watch ${run}`);
    return exitStatus.done;
  }
  output.note(line);
  const state = await watchToEnd(connection, run, output, signal);
  await output.answer({ ...submitted, state }, runText(state));
  return statusOfState(state);
}

export const registerSubmit: Register = (program, run) => {
  const command = program
    .command('submit')
    .description('check a submission, send it to the server and have it run there; an interrupted upload goes on')
    .argument('<folder>', `folder with ${manifestFileName}`)
    .option('--variant <id>', 'variant of the data; default: the closest to the paper that the server has')
    .option('--challenge <name>', 'take part in a challenge: data, profile and quotas are its own')
    .option('--team <name>', 'for a team of yours: the row and the quota are the team’s')
    .option('--profile <name>', profileNameSchema.options.join(', '), 'quick')
    .option('--runtime <name>', `${runtimeNames.join(', ')}; default: the best that the server has`)
    .option('--private', 'only you may read the files and the logs; the rows of a board are always public')
    .option('--watch', 'follow the run until its verdict')
    .option('--no-check', 'look at the manifest and the files, but do not try it out here')
    .addHelpText('after', '\nExample:\n  $ npx paretoboard submit my-model --watch');
  withServerOptions(command).action(run(submit));
};
