import { Readable } from 'node:stream';
import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { RunEvent, RunStateName } from '@paretoboard/contract/run-state.js';
import { DataSource, MoreThan } from 'typeorm';
import { untilBoardsFollow } from '../board/board-versions.js';
import { DatabaseNews } from '../database/database-news.js';
import { RunEntity } from './run.entity.js';
import { RunEventEntity } from './run-event.entity.js';
import { isOpen } from './run-state.js';

/** A comment in the stream at least so often: proxies close what is silent, and a dead connection shows. */
const heartbeatMs = 15_000;
/** How often the database is asked while nobody tells what is committed. */
const askMs = 500;
/** What a watcher may leave unread before it is let go: it comes back with its last id. */
const mostUnreadBytes = 1024 ** 2;
/** The stream asks its reader to come back after this long. */
const retryMs = 2_000;

interface Watcher {
  last: bigint;
  readonly stream: Readable;
}

interface Past {
  readonly state: RunStateName;
  readonly isOver: boolean;
  readonly events: readonly { readonly seq: bigint; readonly frame: string }[];
}

/** One message of a stream (WHATWG HTML, 9.2.5). */
function frameOf(id: bigint, event: 'progress' | 'end', data: RunEvent | { state: RunStateName }): string {
  return `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

/**
 * Everybody who watches a run on this process. An event is read and written out once, however many watch. Ids are the events' sequence numbers, which grow;
 * that of the end is one more than the last.
 */
@Injectable()
export class RunWatchers implements OnModuleInit, OnModuleDestroy {
  private readonly watched = new Map<string, Set<Watcher>>();
  /** Runs that are being looked at; true: something came meanwhile. */
  private readonly looking = new Map<string, boolean>();
  private timers: NodeJS.Timeout[] = [];
  private unsubscribe: () => void = () => undefined;

  constructor(
    private readonly database: DataSource,
    private readonly news: DatabaseNews,
  ) {}

  onModuleInit(): void {
    this.unsubscribe = this.news.on('run_events', (run) => {
      if (run !== null) return this.look(run);
      for (const each of this.watched.keys()) this.look(each);
    });
    const ask = (): void => {
      if (!this.news.isListening) for (const run of this.watched.keys()) this.look(run);
    };
    this.timers = [setInterval(ask, askMs).unref(), setInterval(() => this.beat(), heartbeatMs).unref()];
  }

  onModuleDestroy(): void {
    this.unsubscribe();
    for (const timer of this.timers) clearInterval(timer);
    for (const watchers of this.watched.values()) for (const { stream } of watchers) stream.push(null);
    this.watched.clear();
  }

  get count(): number {
    return [...this.watched.values()].reduce((sum, { size }) => sum + size, 0);
  }

  /**
   * Everything after an id, then what happens until the run ends. Of a run that goes on, whoever comes at the same time shares one look at its past.
   * @param after id that was seen last; 0: none
   * @returns null where nothing is left: the run has ended and its end was seen
   */
  async watch(run: string, state: RunStateName, after: bigint): Promise<Readable | null> {
    const watcher: Watcher = { last: after, stream: new Readable({ read: () => undefined }) };
    if (!isOpen(state)) {
      const past = await this.past(run, after);
      if (past.events.length === 0 && after > (await this.lastOf(run))) return null;
      this.greet(watcher);
      this.send(watcher, past);
      return watcher.stream;
    }
    this.greet(watcher);
    this.add(run, watcher);
    return watcher.stream;
  }

  private greet({ stream }: Watcher): void {
    stream.push(`retry: ${retryMs}\n\n`);
  }

  private add(run: string, watcher: Watcher): void {
    const watchers = this.watched.get(run) ?? new Set();
    this.watched.set(run, watchers.add(watcher));
    watcher.stream.once('close', () => {
      watchers.delete(watcher);
      if (watchers.size === 0 && this.watched.get(run) === watchers) this.watched.delete(run);
    });
    this.look(run);
  }

  private async lastOf(run: string): Promise<bigint> {
    const [last] = await this.database
      .getRepository(RunEventEntity)
      .find({ where: { run }, order: { seq: 'DESC' }, take: 1 });
    return BigInt(last?.seq ?? 0);
  }

  private async past(run: string, after: bigint): Promise<Past> {
    // The state is read first: what happened before it ended is then among the events.
    const { state } = await this.database
      .getRepository(RunEntity)
      .findOneOrFail({ select: { id: true, state: true }, where: { id: run } });
    const found = await this.database
      .getRepository(RunEventEntity)
      .find({ where: { run, seq: MoreThan(String(after)) }, order: { seq: 'ASC' } });
    const events = found.map(({ seq, event }) => ({
      seq: BigInt(seq),
      frame: frameOf(BigInt(seq), 'progress', event),
    }));
    const isOver = !isOpen(state);
    // Who hears of the end finds the row on its board.
    if (isOver) await untilBoardsFollow();
    return { state, isOver, events };
  }

  /** Looks once more where something comes while it looks. */
  private look(run: string): void {
    if (!this.watched.has(run)) return;
    if (this.looking.has(run)) return void this.looking.set(run, true);
    this.looking.set(run, false);
    void this.bringUpToDate(run)
      .catch((error: unknown) => console.error(error))
      .finally(() => {
        const isMore = this.looking.get(run) === true;
        this.looking.delete(run);
        if (isMore) this.look(run);
      });
  }

  private async bringUpToDate(run: string): Promise<void> {
    const watchers = [...(this.watched.get(run) ?? [])];
    const [from = 0n] = watchers.map(({ last }) => last).sort((a, b) => (a < b ? -1 : Number(a > b)));
    const past = await this.past(run, from);
    for (const watcher of watchers) this.send(watcher, past);
  }

  private send(watcher: Watcher, { events, isOver, state }: Past): void {
    for (const { seq, frame } of events) {
      if (seq <= watcher.last) continue;
      watcher.stream.push(frame);
      watcher.last = seq;
    }
    if (isOver) {
      watcher.stream.push(frameOf(watcher.last + 1n, 'end', { state }));
      watcher.stream.push(null);
    } else if (watcher.stream.readableLength > mostUnreadBytes) watcher.stream.destroy();
  }

  private beat(): void {
    for (const watchers of this.watched.values()) for (const { stream } of watchers) stream.push(': alive\n\n');
  }
}
