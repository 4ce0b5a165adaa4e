import type { Board, BoardRow } from '@paretoboard/contract/board.js';
import { scenarioSchema } from '@paretoboard/contract/scenario.js';
import { primaryMetric } from '@paretoboard/contract/task.js';
import { fetchBoard } from '../board-client.js';
import type { Register } from '../context.js';
import { exitStatus } from '../exit-status.js';
import { table } from '../table.js';
import { requireOneOf } from '../usage-error.js';

interface BoardOptions {
  readonly api: string;
  readonly variant?: string;
  readonly division?: string;
  readonly device?: string;
  readonly scenario: string;
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

export const registerBoard: Register = (program, run) => {
  program
    .command('board')
    .description('the board of a task, as the site shows it')
    .argument('<task>', 'id of the task')
    .option('--api <URL>', 'server to ask', `http://127.0.0.1:${process.env.PARETOBOARD_API_PORT || 3001}`)
    .option('--variant <id>', 'variant of the data; default: the closest to the paper that has rows')
    .option('--division <name>', 'from-scratch or pre-trained')
    .option('--device <class>', 'device class')
    .option('--scenario <name>', scenarioSchema.options.join(', '), 'single-stream')
    .addHelpText('after', '\nExample:\n  $ npx paretoboard board enhanced-lenet5-traffic-sign --variant surrogate')
    .action(
      run(async ({ output, signal }, task: string, { api, ...filters }: BoardOptions) => {
        requireOneOf('scenario', filters.scenario, scenarioSchema.options);
        const board = await fetchBoard(api, { task, filters: { ...filters } }, signal);
        await output.answer(board, boardText(board));
        return exitStatus.done;
      }),
    );
};
