import type { operations } from '@paretoboard/contract/api-paths.js';
import { type Board, boardSchema } from '@paretoboard/contract/board.js';
import { callServer } from './server/call-server.js';
import { connectionOf } from './server/connection.js';

type BoardQuery = NonNullable<operations['getTasksIdBoard']['parameters']['query']>;

export interface BoardQuestion {
  readonly task: string;
  /** Query parameters; undefined ones are left to the server. */
  readonly filters: Readonly<Record<string, string | undefined>>;
}

/**
 * The board as the server gives it.
 * @throws UsageError when the server calls the question wrong (4xx); NoServerError if nobody answers; ServerError otherwise
 */
export async function fetchBoard(
  api: string | undefined,
  { task, filters }: BoardQuestion,
  signal: AbortSignal,
): Promise<Board> {
  // What is none of a filter's values, the server says: it knows them.
  const params = { path: { id: task }, query: filters as BoardQuery };
  const connection = connectionOf(api === undefined ? {} : { api });
  return callServer(
    connection,
    (server) => server.GET('/api/v1/tasks/{id}/board', { params, signal }),
    boardSchema,
    signal,
  );
}
