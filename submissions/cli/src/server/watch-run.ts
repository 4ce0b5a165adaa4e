import { setTimeout as pause } from 'node:timers/promises';
import { type RunEvent, type RunState, runEventSchema, runStateSchema } from '@paretoboard/contract/run-state.js';
import { callServer, requestServer } from './call-server.js';
import type { Connection } from './connection.js';
import { eventsOf } from './event-stream.js';
import { NoServerError, ServerError } from './server-error.js';

const mostSilentTries = 8;
const longestPauseMs = 10_000;

function parsedEvent(data: string): RunEvent | null {
  try {
    const event = runEventSchema.safeParse(JSON.parse(data));
    return event.success ? event.data : null;
  } catch {
    return null;
  }
}

export interface Watcher {
  onEvent(event: RunEvent): void;
  /** The connection was lost and is tried again. */
  onLost(message: string): void;
}

export function stateOf(connection: Connection, run: string, signal: AbortSignal): Promise<RunState> {
  const params = { path: { id: run } };
  return callServer(connection, (api) => api.GET('/api/v1/runs/{id}', { params, signal }), runStateSchema, signal);
}

/** Follows a run's events over lost connections: each event is told once. */
class RunWatch {
  private last: string | null = null;

  constructor(
    private readonly connection: Connection,
    private readonly run: string,
    private readonly watcher: Watcher,
    private readonly signal: AbortSignal,
  ) {}

  async untilOver(): Promise<RunState> {
    for (let silent = 0; ; silent++) {
      const before = this.last;
      const isOver = await this.connected(silent);
      if (isOver) return stateOf(this.connection, this.run, this.signal);
      if (this.last !== before) silent = 0;
      await pause(Math.min(longestPauseMs, 250 * 2 ** silent), undefined, { signal: this.signal });
    }
  }

  /** @returns whether the run is over; false: the connection was lost */
  private async connected(silent: number): Promise<boolean> {
    try {
      return await this.follow();
    } catch (error) {
      this.signal.throwIfAborted();
      const mayPass = error instanceof ServerError || error instanceof TypeError;
      if (!mayPass || silent >= mostSilentTries) throw error;
      this.watcher.onLost(error instanceof NoServerError ? error.message : 'the connection was lost');
      return false;
    }
  }

  private async follow(): Promise<boolean> {
    const { run, last, signal } = this;
    const params = { path: { id: run }, header: last === null ? {} : { 'Last-Event-ID': last } };
    const { response } = await requestServer(
      this.connection,
      (api) => api.GET('/api/v1/runs/{id}/events', { params, parseAs: 'stream', signal }),
      signal,
    );
    // Nothing is left to be told: it has ended.
    if (response.status === 204) return true;
    const { body } = response;
    if (!body) return false;
    for await (const { id, type, data } of eventsOf(body)) {
      if (type === 'end') return true;
      this.tell(id, data);
    }
    return false;
  }

  /** A server that begins anew sends what was told before: ids are numbers that grow. */
  private tell(id: string | null, data: string): void {
    const event = parsedEvent(data);
    const isOld = id !== null && this.last !== null && Number(id) <= Number(this.last);
    if (!event || isOld) return;
    this.last = id ?? this.last;
    this.watcher.onEvent(event);
  }
}

/**
 * Tells what happens to a run until it ends.
 * @returns its state then
 * @throws UsageError if there is no such run; NoServerError if the server stays away; AbortError, which leaves the run as it is
 */
export function watchRun(
  connection: Connection,
  run: string,
  watcher: Watcher,
  signal: AbortSignal,
): Promise<RunState> {
  return new RunWatch(connection, run, watcher, signal).untilOver();
}
