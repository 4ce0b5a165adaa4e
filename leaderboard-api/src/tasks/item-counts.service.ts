import { Worker } from 'node:worker_threads';
import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { compiledUrl } from '@paretoboard/harness/compiled-url.js';
import type { ItemCounts } from '@paretoboard/harness/data/item-counts.js';
import type { CountedVariant } from './counting-thread.js';

/** A data set that changes while the server runs is counted again after at most this long, and one request. */
const lookAgainMs = 30_000;

/** Items of each variant, counted in another thread at start: a listing never waits for a data set to be read. */
@Injectable()
export class ItemCountsService implements OnModuleInit, OnModuleDestroy {
  private readonly counts = new Map<string, ItemCounts | null>();
  private thread: Worker | null = null;
  private countedAt = 0;

  onModuleInit(): void {
    this.count();
  }

  async onModuleDestroy(): Promise<void> {
    await this.thread?.terminate();
  }

  /** @returns null: not counted yet, or not readable */
  of(task: string, variant: string): ItemCounts | null {
    if (!this.thread && performance.now() - this.countedAt > lookAgainMs) this.count();
    return this.counts.get(`${task}/${variant}`) ?? null;
  }

  private count(): void {
    const thread = new Worker(compiledUrl('./counting-thread.js', import.meta.url));
    this.thread = thread;
    thread.on('message', ({ task, variant, items }: CountedVariant) => this.counts.set(`${task}/${variant}`, items));
    thread.on('error', (error) => console.error(error));
    thread.on('exit', () => {
      this.thread = null;
      this.countedAt = performance.now();
    });
  }
}
