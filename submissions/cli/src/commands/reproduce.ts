import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { executeRun } from '@paretoboard/baselines/execute-run.js';
import { sha256Schema } from '@paretoboard/contract/primitives.js';
import { isInfrastructure } from '@paretoboard/contract/reason.js';
import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import { type RunRequest, runRequestSchema } from '@paretoboard/contract/run-state.js';
import { sandboxLevelSchema } from '@paretoboard/contract/sandbox-level.js';
import { surrogateVariant } from '@paretoboard/harness/data/fresh-surrogate.js';
import { homeFolder } from '@paretoboard/harness/places.js';
import type { TaskModule } from '@paretoboard/harness/task/task-module.js';
import { loadTask, taskIds } from '@paretoboard/tasks/registry.js';
import type { Register } from '../context.js';
import { eventWriter } from '../event-lines.js';
import { exitStatus } from '../exit-status.js';
import { hiddenDataOf, secretOption } from '../hidden-data.js';
import { readRecordFile, recordPath } from '../record-path.js';
import { publishedSubmission } from '../reproduce/published-submission.js';
import { type Reproduction, reproduction } from '../reproduce/within.js';
import { connectionOf, type ServerOptions, withServerOptions } from '../server/connection.js';
import { fetchRecord } from '../server/find-submission.js';
import { table } from '../table.js';
import { requireOneOf, UsageError } from '../usage-error.js';

interface Options extends ServerOptions {
  readonly submission?: string;
  readonly sandbox?: string;
  readonly out?: string;
  readonly freshSeeds?: true;
  readonly secret?: string;
}

/** Versions of a task are not comparable: the re-run would answer another question. @throws UsageError */
async function requireSameTask({ task }: BenchmarkRecord): Promise<TaskModule> {
  const module = await loadTask(requireOneOf('task', task.id, taskIds));
  const { definition } = module;
  if (definition.version === task.version) return module;
  throw new UsageError(
    `the record is of ${task.id} ${task.version}, here is ${definition.version}: expected the same version. Check out the version of the repository that it was made with.`,
  );
}

/** @param variant of the task that the data are, or that a challenge's are generated like */
function requestOf(
  record: BenchmarkRecord,
  variant: string,
  submission: string,
  { sandbox, freshSeeds }: Options,
): RunRequest {
  const { public: seed, secret } = record.seeds;
  return runRequestSchema.parse({
    task: record.task.id,
    variant,
    submission,
    profile: record.profile,
    runtime: record.runtime.name,
    sandbox: requireOneOf('sandbox level', sandbox ?? record.sandbox.level, sandboxLevelSchema.options),
    starts: null,
    scenarios: Object.keys(record.latency),
    seeds: record.training.length || null,
    ...(freshSeeds ? { seed: null } : { seed, revealedSeed: secret ?? undefined }),
    contamination: false,
  });
}

function figure(value: number | null): string {
  return value === null ? '–' : String(Number(value.toPrecision(4)));
}

/** Something that this machine lacks, or that went wrong on it, says nothing of the record. */
function wasTried({ reasons }: BenchmarkRecord): boolean {
  return !reasons.some(({ code }) => code === 'runtime-unavailable' || isInfrastructure(code));
}

function lastWord(ok: boolean, record: BenchmarkRecord): string {
  if (!wasTried(record)) return 'This machine could not try it';
  return ok ? 'Reproduced' : 'Not reproduced';
}

function textOf(
  { ok, sameSubmission, sameMachine, figures }: Reproduction,
  record: BenchmarkRecord,
  folder: string,
): string {
  const { verdict, reasons } = record;
  const words = (within: boolean | null, decides: boolean): string => {
    if (within === null) return 'no interval, or nothing measured';
    return `${within ? 'within' : 'OUTSIDE'}${decides ? '' : ' (another machine: decides nothing)'}`;
  };
  const rows = figures.map(({ id, unit, published, low, high, found, within, decides }) => [
    `${id} (${unit})`,
    figure(published),
    low === null || high === null ? '–' : `${figure(low)} … ${figure(high)}`,
    figure(found),
    words(within, decides),
  ]);
  return [
    table(['FIGURE', 'PUBLISHED', '95 % INTERVAL', 'HERE', ''], rows),
    `${sameSubmission ? 'The same code by digest' : 'OTHER code by digest'}, ${sameMachine ? 'the same kind of machine and runtime' : 'another machine or runtime'}.`,
    `Verdict here: ${verdict}`,
    ...reasons.map(({ code, message, remedy }) => `  ${code}: ${message} ${remedy}`),
    `${lastWord(ok, record)}. Record: ${folder}`,
  ].join('\n');
}

export const registerReproduce: Register = (program, run) => {
  const command = program
    .command('reproduce')
    .description(
      'run again what a record is of, and say whether each figure lies within the interval that was published',
    )
    .argument('<record>', 'digest of a record on the server, or record.json, or the folder that holds it')
    .option(
      '--submission <folder>',
      'what to run; default: what was sent to the server, else the built-in of that name',
    )
    .option('--sandbox <level>', `${sandboxLevelSchema.options.join(', ')}; default: that of the record`)
    .option(
      '--fresh-seeds',
      'train with other seeds: does the claim hold, rather than the record? Default: the seeds that the record reveals',
    )
    .option(...secretOption)
    .option('--out <folder>', 'where the new record goes; default: below PARETOBOARD_HOME')
    .addHelpText(
      'after',
      '\nEnds with 0 if it was reproduced, with 1 if not, with 3 if this machine could not try it.\n\nExample:\n  $ npx paretoboard reproduce runs/lenet5',
    );
  withServerOptions(command).action(
    run(async ({ output, signal }, id: string, options: Options) => {
      const isOnServer = sha256Schema.safeParse(id).success;
      const connection = isOnServer ? connectionOf(options) : null;
      const published = connection ? await fetchRecord(connection, id, signal) : readRecordFile(recordPath(id));
      const module = await requireSameTask(published);
      const hidden = hiddenDataOf(published, options.secret);
      const variant = (hidden && surrogateVariant(module)?.id) ?? published.variant.id;
      const scratch = mkdtempSync(join(tmpdir(), 'paretoboard-reproduce-'));
      try {
        const submission = await publishedSubmission(connection, published, options.submission, scratch, signal);
        const stamp = new Date().toISOString().replaceAll(':', '-');
        const usual = join(homeFolder(), 'records', `${stamp}-${published.task.id}-again`);
        const outFolder = options.out === undefined ? usual : resolve(options.out);
        const { record, folder } = await executeRun(requestOf(published, variant, submission, options), {
          outFolder,
          ...(hidden && { hidden }),
          attempt: 1,
          signal,
          onEvent: eventWriter(output.note),
        });
        const outcome = reproduction(published, record);
        const document = {
          ...outcome,
          verdict: record.verdict,
          reasons: record.reasons,
          published: published.digest,
          reproduced: record.digest,
          folder,
        };
        await output.answer(document, textOf(outcome, record, folder));
        if (!wasTried(record)) return exitStatus.infrastructure;
        return outcome.ok ? exitStatus.done : exitStatus.no;
      } finally {
        rmSync(scratch, { recursive: true, force: true });
      }
    }),
  );
};
