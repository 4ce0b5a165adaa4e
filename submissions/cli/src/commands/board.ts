import { join } from 'node:path';
import type { Board, BoardRow } from '@paretoboard/contract/board.js';
import { type Scenario, scenarioSchema } from '@paretoboard/contract/scenario.js';
import { primaryMetric } from '@paretoboard/contract/task.js';
import { homeFolder } from '@paretoboard/harness/places.js';
import { fetchBoard } from '../board-client.js';
import type { Register } from '../context.js';
import { exitStatus } from '../exit-status.js';
import { localBoard } from '../local-board.js';
import type { Output } from '../output.js';
import { NoServerError } from '../server/server-error.js';
import { table } from '../table.js';
import { requireOneOf } from '../usage-error.js';

interface BoardOptions {
  /** Asked for by name: then nothing else will do. */
  readonly api?: string;
  readonly local?: true;
  readonly variant?: string;
  readonly division?: string;
  readonly device?: string;
  readonly scenario: Scenario;
}

function figure(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : String(Number(value.toPrecision(4)));
}

function rowCells(row: BoardRow, board: Board): string[] {
  const primary = row.metrics.find((metric) => metric.primary);
  const latency = row.latency[board.scenario];
  return [
    row.rank === null ? '–' : String(row.rank),
    row.submission.name,
    figure(primary?.value),
    `${figure(primary?.low)} … ${figure(primary?.high)}`,
    figure(latency?.p50Ms),
    figure(latency?.p99Ms),
    row.onParetoFront ? 'front' : '',
    `${row.profile}, ${row.runtime.name}, ${row.machine.deviceClass}${row.verdict === 'VALID' ? '' : ', INVALID'}`,
  ];
}

function boardText(board: Board): string {
  const metric = primaryMetric(board.task);
  const header = [
    'RANK',
    'SUBMISSION',
    `${metric.name.toUpperCase()} (${metric.unit})`,
    '95 % INTERVAL',
    'P50 (ms)',
    'P99 (ms)',
    'PARETO',
    'HOW',
  ];
  return [
    `${board.task.title}, variant ${board.variant.id} (${board.variant.relation}), ${board.scenario}`,
    board.variant.comparability,
    table(
      header,
      board.rows.map((row) => rowCells(row, board)),
    ),
    `${board.shown} of ${board.total} rows`,
    ...board.hidden.map(({ reason, count }) => `${count} not shown: ${reason}`),
  ].join('\n');
}

async function boardOf(task: string, options: BoardOptions, output: Output, signal: AbortSignal): Promise<Board> {
  const { api, local, ...filters } = options;
  const root = join(homeFolder(), 'records');
  const fromRecords = (): Promise<Board> => localBoard(root, { task, ...filters });
  if (local) return fromRecords();
  try {
    return await fetchBoard(api, { task, filters: { ...filters } }, signal);
  } catch (error) {
    if (api !== undefined || !(error instanceof NoServerError)) throw error;
    output.note(`${error.message} Shown: the records below ${root}.`);
    return fromRecords();
  }
}

export const registerBoard: Register = (program, run) => {
  program
    .command('board')
    .description('the board of a task, as the site shows it')
    .argument('<task>', 'id of the task')
    .option(
      '--api <URL>',
      'server to ask; default: that of the other commands, and local records when nobody answers there',
    )
    .option('--local', 'from the records below PARETOBOARD_HOME, without a server')
    .option('--variant <id>', 'variant of the data; default: the closest to the paper that has rows')
    .option('--division <name>', 'from-scratch or pre-trained')
    .option('--device <class>', 'device class')
    .option('--scenario <name>', scenarioSchema.options.join(', '), 'single-stream')
    .addHelpText('after', '\nExample:\n  $ npx paretoboard board enhanced-lenet5-traffic-sign --variant surrogate')
    .action(
      run(async ({ output, signal }, task: string, options: BoardOptions) => {
        requireOneOf('scenario', options.scenario, scenarioSchema.options);
        const board = await boardOf(task, options, output, signal);
        await output.answer(board, boardText(board));
        return exitStatus.done;
      }),
    );
};
