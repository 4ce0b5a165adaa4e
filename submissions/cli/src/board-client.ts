import { type Board, boardSchema } from '@paretoboard/contract/board.js';
import { callServer } from './server/call-server.js';
import { connectionOf } from './server/connection.js';

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
  const given = Object.entries(filters).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const path = `/api/v1/tasks/${encodeURIComponent(task)}/board?${new URLSearchParams(given)}`;
  return callServer(connectionOf(api === undefined ? {} : { api }), path, boardSchema, { signal });
}
