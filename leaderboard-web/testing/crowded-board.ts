import type { Board } from '@paretoboard/contract/board.js';
import type { TaskListing } from '@paretoboard/contract/task.js';
import { board, digestOf, rankedRows, task } from './documents';

/** `crowd-1000`: a task that no list has, with a board of so many rows. */
const crowdId = /^crowd-([1-9]\d{0,4})$/;

/** The task of that name; undefined where it names no crowd. */
export function crowdedTask(id: string): TaskListing | undefined {
  return crowdId.test(id) ? { ...task, id } : undefined;
}

const boards = new Map<string, Board>();

/** The board of a crowd: rows of the ranked board, again and again, each with figures, a record and a name of its own. */
export function crowdedBoard(id: string): Board {
  const known = boards.get(id) ?? makeBoard(id, Number(crowdId.exec(id)?.[1]));
  boards.set(id, known);
  return known;
}

/** Steps by the golden ratio: scattered evenly, and the same each time. */
const scattered = (index: number) => (index * 0.618_033_988_75) % 1;

function makeBoard(id: string, count: number): Board {
  const small = board(task, 'surrogate');
  const rows = Array.from({ length: count }, (_, index) => crowdedRow(index, count));
  return { ...small, task: { ...task, id }, rows, shown: count, total: count };
}

function crowdedRow(index: number, count: number): Board['rows'][number] {
  const model = rankedRows[index % rankedRows.length]!;
  const latency = model.latency['single-stream']!;
  const value = 98 - (90 * index) / count;
  const p50Ms = 0.2 + 6 * scattered(index) ** 2 + (4 * (count - index)) / count;
  const record = digestOf(index + 1000).slice(0, 56) + index.toString(16).padStart(8, '0');
  return {
    ...model,
    rank: index + 1,
    rankBasis: 'separated',
    record,
    submission: { ...model.submission, name: `model-${index + 1}`, title: `Model ${index + 1}` },
    metrics: model.metrics.map((metric) => ({ ...metric, value, low: value - 1.8, high: Math.min(100, value + 1.7) })),
    latency: {
      'single-stream': { ...latency, p50Ms, p50MsLow: p50Ms * 0.95, p50MsHigh: p50Ms * 1.06, p90Ms: p50Ms * 1.3 },
    },
    onParetoFront: false,
  };
}
