import type { Board } from '@paretoboard/contract/board.js';
import { primaryMetric } from '@paretoboard/contract/task.js';
import { words } from '../messages/words';
import type { LetteredRow } from './board-points';
import type { BoardQuery } from './board-query';

/** Figures of a row by the name that an export gives them. */
type Figures = Readonly<Record<string, string | number | null | undefined>>;

/** One column of a board: what it is called, sorted by and exported as. */
export interface BoardColumn {
  id: string;
  title: string;
  /** Whether larger is better: the better end comes first. */
  larger: boolean;
  /** Shown where the reader has not chosen. */
  usual: boolean;
  /** Always shown. */
  fixed: boolean;
  /** What rows are sorted by. */
  value(row: LetteredRow): number | null;
  figures(row: LetteredRow): Figures;
}

const percentile = (name: 'p50' | 'p90' | 'p99', id: string, fixed: boolean): BoardColumn => ({
  id,
  title: `${name} (ms)`,
  larger: false,
  usual: true,
  fixed,
  value: ({ latency }) => latency?.[`${name}Ms`] ?? null,
  figures: ({ latency }) => ({
    [`${name}Ms`]: latency?.[`${name}Ms`],
    [`${name}MsLow`]: latency?.[`${name}MsLow`],
    [`${name}MsHigh`]: latency?.[`${name}MsHigh`],
    ...(name === 'p50' ? { queries: latency?.n, starts: latency?.starts } : {}),
  }),
});

/** A column that is one number. */
function plain(
  id: string,
  title: string,
  name: string,
  value: (row: LetteredRow) => number | null | undefined,
  kind: { larger?: boolean; usual?: boolean } = {},
): BoardColumn {
  const read = (row: LetteredRow) => value(row) ?? null;
  const { larger = false, usual = false } = kind;
  return { id, title, larger, usual, fixed: false, value: read, figures: (row) => ({ [name]: read(row) }) };
}

/** A metric with its unit, as a heading has it. */
export function metricTitle({ name, unit }: { name: string; unit: string }): string {
  return unit === '1' ? name : `${name} (${unit})`;
}

function metricColumn({ id, name, unit, direction, primary }: Board['task']['metrics'][number]): BoardColumn {
  const resultOf = ({ row }: LetteredRow) => row.metrics.find((metric) => metric.id === id);
  return {
    id: primary ? 'value' : `metric-${id}`,
    title: metricTitle({ name, unit }),
    larger: direction === 'higher',
    usual: primary,
    fixed: primary,
    value: (row) => resultOf(row)?.value ?? null,
    figures: (row) => {
      const result = resultOf(row);
      return { [id]: result?.value, [`${id}Low`]: result?.low, [`${id}High`]: result?.high, [`${id}N`]: result?.n };
    },
  };
}

/** Every column that a board can show, in their order. */
export function boardColumns(board: Board): BoardColumn[] {
  const { metrics } = board.task;
  const say = words().board;
  return [
    {
      ...plain('rank', say.rank, 'rank', ({ row }) => row.rank, { usual: true }),
      fixed: true,
      figures: ({ row }) => ({ rank: row.rank, rankBasis: row.rankBasis, rankWords: row.rankWords }),
    },
    metricColumn(primaryMetric(board.task)),
    ...metrics.filter(({ primary }) => !primary).map(metricColumn),
    percentile('p50', 'latency', true),
    percentile('p90', 'p90', false),
    percentile('p99', 'p99', false),
    plain('throughput', say.samplesPerSecond, 'throughputPerSecond', ({ latency }) => latency?.throughputPerSecond, {
      larger: true,
    }),
    plain('null-model', say.nullModel, 'nullModelP50Ms', ({ latency }) => latency?.nullModel.p50Ms, {
      usual: true,
    }),
    {
      ...plain('cold', say.cold, 'loadMs', ({ row }) => row.cold.loadMs, { usual: true }),
      figures: ({ row }) => ({ loadMs: row.cold.loadMs, firstCallMs: row.cold.firstCallMs }),
    },
    {
      ...plain('runtime', say.runtimeAndDevice, 'runtime', () => null, { usual: true }),
      figures: ({ row }) => ({ runtime: row.runtime.name, device: row.machine.deviceClass }),
    },
    {
      ...plain('memory', say.memory, 'peakMemoryBytes', ({ row }) => row.resources.peakMemoryBytes, {
        usual: true,
      }),
      figures: ({ row: { resources } }) => ({
        peakMemoryBytes: resources.peakMemoryBytes,
        parameters: resources.parameters?.value,
      }),
    },
    plain('artefact', say.artefact, 'artefactBytes', ({ row }) => row.resources.artefactBytes),
    plain('energy', say.energy, 'energyJoules', ({ row }) => row.resources.energyJoules),
    plain('attempts', say.attemptsTitle, 'attempts', ({ row }) => row.attempts),
    ...(board.comparable
      ? [
          plain('claim', say.claim, 'claim', ({ row }) => row.claim?.difference, {
            larger: true,
            usual: true,
          }),
        ]
      : []),
  ];
}

/** The columns that the reader chose, or the usual ones; those that are fixed always. */
export function shownColumns(columns: readonly BoardColumn[], { columns: chosen }: BoardQuery): BoardColumn[] {
  const ids = chosen?.split(',');
  return columns.filter(({ id, fixed, usual }) => fixed || (ids ? ids.includes(id) : usual));
}

/** Which column the rows are sorted by, and whether the other way round; null: the board's own order. */
export function sortOf(
  columns: readonly BoardColumn[],
  { sort }: BoardQuery,
): { column: BoardColumn; reversed: boolean } | null {
  const column = columns.find(({ id }) => id === sort?.replace(/^-/, ''));
  return column ? { column, reversed: sort?.startsWith('-') ?? false } : null;
}

/** The better end first; rows without the figure last, whichever way. */
export function sortedBy(
  rows: readonly LetteredRow[],
  { column, reversed }: { column: BoardColumn; reversed: boolean },
): LetteredRow[] {
  const sign = column.larger === reversed ? 1 : -1;
  return rows
    .map((row) => ({ row, value: column.value(row) }))
    .sort(({ value: left }, { value: right }) => {
      if (left === null || right === null) return Number(left === null) - Number(right === null);
      return sign * (left - right);
    })
    .map(({ row }) => row);
}
