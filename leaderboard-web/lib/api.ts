import { type Board, boardSchema } from '@paretoboard/contract/board.js';
import { type Health, healthSchema, pageSchema, problemSchema } from '@paretoboard/contract/http.js';
import { type Queue, queueSchema } from '@paretoboard/contract/queue.js';
import { type BenchmarkRecord, recordSchema } from '@paretoboard/contract/record.js';
import { type RunState, runStateSchema } from '@paretoboard/contract/run-state.js';
import { type Account, accountSchema } from '@paretoboard/contract/submission.js';
import { type TaskListing, taskListingSchema } from '@paretoboard/contract/task.js';
import type { z } from 'zod';
import type { Loaded } from './api-failure';

const defaultAddress = 'http://127.0.0.1:3001';
const timeoutMs = 10_000;

export function apiAddress(): string {
  return (process.env.PARETOBOARD_API_URL ?? defaultAddress).replace(/\/$/, '');
}

/** Which rows a board shows. Absent: the API's default. */
export interface BoardFilter {
  variant?: string;
  division?: string;
  device?: string;
  track?: string;
  scenario?: string;
}

interface Statuses {
  ok: readonly number[];
  absent: readonly number[];
}

const anyOf: Statuses = { ok: [200], absent: [404] };
/** A name that cannot be one is refused with 400: for a reader the same as a name that nothing has. */
const oneOf: Statuses = { ok: [200], absent: [400, 404] };

const taskPageSchema = pageSchema(taskListingSchema);
const runPageSchema = pageSchema(runStateSchema);

/** Every task of the registry. */
export async function loadTasks(): Promise<Loaded<TaskListing[]>> {
  const page = await load('/api/v1/tasks', taskPageSchema);
  return page.ok ? { ok: true, value: page.value.items } : page;
}

export function loadTask(id: string): Promise<Loaded<TaskListing>> {
  return load(`/api/v1/tasks/${encodeURIComponent(id)}`, taskListingSchema, oneOf);
}

export function loadBoard(id: string, filter: BoardFilter): Promise<Loaded<Board>> {
  return load(boardPath(id, filter), boardSchema);
}

/** Path of the board query: the page, the JSON and the CSV are the same query. `suffix`: `` or `.csv`. */
export function boardPath(id: string, filter: BoardFilter, suffix = ''): string {
  const query = new URLSearchParams();
  for (const name of ['variant', 'division', 'device', 'track', 'scenario'] as const) {
    if (filter[name]) query.set(name, filter[name]);
  }
  const text = query.toString();
  return `/api/v1/tasks/${encodeURIComponent(id)}/board${suffix}${text && `?${text}`}`;
}

export function loadRecord(digest: string): Promise<Loaded<BenchmarkRecord>> {
  return load(`/api/v1/records/${encodeURIComponent(digest)}`, recordSchema, oneOf);
}

export type RunGroup = 'working' | 'waiting' | 'ended';

/** Runs of one group: those at work, those that wait in the order of their turns, those that ended, the last first. */
export async function loadRuns(group: RunGroup, limit: number): Promise<Loaded<{ items: RunState[]; total: number }>> {
  const page = await load(`/api/v1/runs?state=${group}&limit=${limit}`, runPageSchema);
  return page.ok ? { ok: true, value: page.value } : page;
}

export function loadRun(id: string): Promise<Loaded<RunState>> {
  return load(`/api/v1/runs/${encodeURIComponent(id)}`, runStateSchema, oneOf);
}

/** The queue in figures: of all runs, not of a page of them. */
export function loadQueue(): Promise<Loaded<Queue>> {
  return load('/api/v1/queue', queueSchema);
}

/** Health answers with a body in both states: 503 is a report, not a failure. */
export function loadHealth(): Promise<Loaded<Health>> {
  return load('/api/health', healthSchema, { ok: [200, 503], absent: [404] });
}

/** Whose token this is: refused with 401 where it is nobody's. */
export function loadAccount(token: string): Promise<Loaded<Account>> {
  return load('/api/v1/account', accountSchema, anyOf, { Authorization: `Bearer ${token}` });
}

async function load<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  statuses = anyOf,
  headers: Readonly<Record<string, string>> = {},
): Promise<Loaded<z.infer<Schema>>> {
  const address = apiAddress();
  let response: Response;
  let body: unknown;
  try {
    response = await fetch(`${address}${path}`, {
      cache: 'no-store',
      headers,
      signal: AbortSignal.timeout(timeoutMs),
    });
    body = await response.json();
  } catch (error) {
    return { ok: false, failure: { kind: 'unreachable', address, detail: String(error) } };
  }
  if (!statuses.ok.includes(response.status)) {
    const problem = problemSchema.safeParse(body);
    const detail = problem.success ? problem.data.detail : `status ${response.status} without a problem document`;
    if (statuses.absent.includes(response.status)) return { ok: false, failure: { kind: 'not-found', detail } };
    return { ok: false, failure: { kind: 'refused', status: response.status, detail } };
  }
  const parsed = schema.safeParse(body);
  if (parsed.success) return { ok: true, value: parsed.data };
  const issue = parsed.error.issues[0];
  const detail = issue ? `${issue.path.join('.') || 'document'}: ${issue.message}` : 'not the agreed shape';
  return { ok: false, failure: { kind: 'mismatch', path, detail } };
}
