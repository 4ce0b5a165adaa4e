import { isDeepStrictEqual } from 'node:util';
import { Worker } from 'node:worker_threads';
import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { compiledUrl } from '@paretoboard/harness/compiled-url.js';
import type { ItemCounts } from '@paretoboard/harness/data/item-counts.js';
import type { CountedVariant, CountingNews } from './counting-thread.js';

/** A data set that changes while the server runs is counted again after at most this long, and one request. */
const lookAgainMs = 30_000;

function keyed({ task, variant, items }: CountedVariant): [string, ItemCounts | null] {
  return [`${task}/${variant}`, items];
}

/** Items of each variant, counted in another thread from the start on: a listing never waits for a data set to be read. */
@Injectable()
export class ItemCountsService implements OnModuleInit, OnModuleDestroy {
  private counts: ReadonlyMap<string, ItemCounts | null> = new Map();
  private changes = 0;
  private thread: Worker | null = null;
  private isCounting = false;
  private countedAt = 0;
  private tellCounted: () => void = () => undefined;
  /** Settled once everything that was here at the start is counted, or nothing will be. */
  readonly counted = new Promise<void>((settle) => {
    this.tellCounted = settle;
  });

  onModuleInit(): void {
    this.count();
  }

  async onModuleDestroy(): Promise<void> {
    await this.thread?.terminate();
  }

  /** @returns null: not counted yet, or not readable */
  of(task: string, variant: string): ItemCounts | null {
    if (!this.isCounting && performance.now() - this.countedAt > lookAgainMs) this.count();
    return this.counts.get(`${task}/${variant}`) ?? null;
  }

  /** Changes with what is here and how much it is. */
  get state(): number {
    return this.changes;
  }

  private count(): void {
    this.isCounting = true;
    this.thread ??= this.begun();
    this.thread.postMessage('count');
  }

  private begun(): Worker {
    const thread = new Worker(compiledUrl('./counting-thread.js', import.meta.url));
    let counted: CountedVariant[] = [];
    thread.on('message', (news: CountingNews) => {
      if (news !== 'all') counted.push(news);
      // Those that are counted first are told first; what is no longer here goes at the end.
      this.take([...(news === 'all' ? [] : this.counts), ...counted.map(keyed)]);
      if (news !== 'all') return;
      counted = [];
      this.rest();
    });
    thread.on('error', (error) => console.error(error));
    thread.on('exit', () => {
      this.thread = null;
      this.rest();
    });
    return thread;
  }

  private take(counts: Iterable<readonly [string, ItemCounts | null]>): void {
    const taken = new Map(counts);
    if (isDeepStrictEqual(taken, this.counts)) return;
    this.counts = taken;
    this.changes += 1;
  }

  private rest(): void {
    this.isCounting = false;
    this.countedAt = performance.now();
    this.tellCounted();
  }
}
