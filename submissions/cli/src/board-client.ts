import { type Board, boardSchema } from '@paretoboard/contract/board.js';
import { problemSchema } from '@paretoboard/contract/http.js';
import { UsageError } from './usage-error.js';

/** The server is not there, or answers what no board server answers. */
export class ServerError extends Error {
  override readonly name: string = 'ServerError';
}

/** Nobody answers at the address. */
export class NoServerError extends ServerError {
  override readonly name = 'NoServerError';
}

export interface BoardQuestion {
  readonly task: string;
  /** Query parameters; undefined ones are left to the server. */
  readonly filters: Readonly<Record<string, string | undefined>>;
}

function addressOf(api: string, { task, filters }: BoardQuestion): URL {
  if (!URL.canParse(api)) throw new UsageError(`--api: expected a URL such as http://127.0.0.1:3001, found "${api}"`);
  const address = new URL(`/api/v1/tasks/${encodeURIComponent(task)}/board`, api);
  for (const [name, value] of Object.entries(filters)) {
    if (value !== undefined) address.searchParams.set(name, value);
  }
  return address;
}

async function request(address: URL, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(address, { signal });
  } catch (error) {
    signal.throwIfAborted();
    const cause = error instanceof Error ? (error.cause as NodeJS.ErrnoException | undefined)?.code : undefined;
    throw new NoServerError(`${address.origin} does not answer${cause ? ` (${cause})` : ''}. Is "npm start" running?`);
  }
}

/**
 * The board as the server gives it.
 * @throws UsageError when the server calls the question wrong (4xx); NoServerError if nobody answers; ServerError otherwise
 */
export async function fetchBoard(api: string, question: BoardQuestion, signal: AbortSignal): Promise<Board> {
  const response = await request(addressOf(api, question), signal);
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) {
    const board = boardSchema.safeParse(body);
    if (board.success) return board.data;
    throw new ServerError(`${response.url} sent no board of this version`);
  }
  const problem = problemSchema.safeParse(body);
  const detail = problem.success ? problem.data.detail : `status ${response.status}`;
  if (problem.success && response.status < 500) throw new UsageError(detail);
  throw new ServerError(`${response.url}: ${detail}`);
}
