import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type ConformanceJob, wireConformance } from '@paretoboard/baselines/wire-conformance.js';
import { interactionSchema } from '@paretoboard/contract/interaction.js';
import { sandboxLevelSchema } from '@paretoboard/contract/sandbox-level.js';
import { manifestFileName } from '@paretoboard/contract/submission-manifest.js';
import type { ConformanceReport } from '@paretoboard/contract/wire-conformance.js';
import { readManifest } from '@paretoboard/harness/submission/read-submission.js';
import { taskIds } from '@paretoboard/tasks/registry.js';
import { Option } from 'commander';
import type { CommandContext } from '../context.js';
import { type ExitStatus, exitStatus } from '../exit-status.js';
import { table } from '../table.js';
import { requireOneOf, UsageError } from '../usage-error.js';

export interface WireOptions {
  readonly wire?: boolean;
  readonly task?: string;
  readonly interaction?: string;
  readonly artefact?: string;
  readonly sandbox?: string;
}

/** Options of `check` that belong to `--wire`. */
export function wireOptions(): Option[] {
  return [
    new Option('--wire', 'hold a program to docs/wire.md: every message, frame and limit'),
    new Option('--task <id>', 'with --wire: rows and queries of this task’s surrogate'),
    new Option('--interaction <name>', 'with --wire: the smallest task of this interaction (default: predict)').choices(
      interactionSchema.options,
    ),
    new Option('--artefact <folder>', 'with --wire: what was trained already; the program is not asked to train'),
    new Option('--sandbox <level>', 'with --wire').choices(sandboxLevelSchema.options).default('process'),
  ];
}

function aboutOf({ task, interaction }: WireOptions, otherwise?: string): ConformanceJob['about'] {
  if (task !== undefined && interaction !== undefined)
    throw new UsageError('--task and --interaction exclude each other: a task has its own interaction');
  if (interaction !== undefined) return { interaction: interactionSchema.parse(interaction) };
  const named = task ?? otherwise;
  return named === undefined ? { interaction: 'predict' } : { task: requireOneOf('task', named, taskIds) };
}

function jobOf(operands: readonly string[], options: WireOptions): ConformanceJob {
  const [first] = operands;
  if (first === undefined)
    throw new UsageError('expected a command after --, or the folder of a submission of kind process');
  const level = sandboxLevelSchema.parse(options.sandbox);
  const artefact = options.artefact === undefined ? null : resolve(options.artefact);
  if (operands.length > 1 || !existsSync(join(first, manifestFileName)))
    return {
      speaker: { command: [...operands] },
      folder: process.cwd(),
      about: aboutOf(options),
      artefactFolder: artefact,
      level,
    };
  const folder = resolve(first);
  const manifest = readManifest(folder);
  if (manifest.kind !== 'process')
    throw new UsageError(`${folder} is of kind ${manifest.kind}: only kind process speaks the wire itself`);
  return {
    speaker: { manifest },
    folder,
    about: aboutOf(options, manifest.task),
    artefactFolder: artefact ?? (manifest.artefact === undefined ? null : join(folder, manifest.artefact)),
    level,
  };
}

function reportText({ ok, interaction, checks, notTried }: ConformanceReport): string {
  const rows = checks.map((check) => [check.ok ? 'ok' : 'FAILED', check.id, check.message]);
  const remedies = checks.flatMap(({ id, remedy }) => (remedy === '' ? [] : [`${id}: ${remedy}`]));
  return [
    table(['', 'CHECK', 'WHAT IT DOES, OR WHAT WENT WRONG'], rows),
    ...remedies,
    ...(notTried.length > 0 ? [`Not tried: ${notTried.join(', ')}`] : []),
    `Interaction ${interaction}: ${ok ? `passed ${checks.length} checks` : 'does not conform to docs/wire.md'}`,
  ].join('\n');
}

/** `check --wire`: a program, or the command of a submission's manifest. */
export async function checkWire(
  { output, signal }: CommandContext,
  operands: readonly string[],
  options: WireOptions,
): Promise<ExitStatus> {
  const job = jobOf(operands, options);
  output.note('talking to it …');
  const report = await wireConformance(job, signal);
  await output.answer(report, reportText(report));
  return report.ok ? exitStatus.done : exitStatus.no;
}
