import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Client } from 'pg';

/** Channels that the triggers of the migrations tell on. */
export type NewsChannel = 'run_events';

/** @param payload what the trigger said; null: the connection was lost for a while, and anything may have happened */
export type NewsListener = (payload: string | null) => void;

const reconnectMs = 1_000;

/**
 * What any process commits, told to this one (PostgreSQL's LISTEN). A process that cannot listen is told nothing, knows it by `isListening`, and asks the
 * database itself until it can.
 */
@Injectable()
export class DatabaseNews implements OnModuleInit, OnModuleDestroy {
  private readonly listeners: Readonly<Record<NewsChannel, Set<NewsListener>>> = {
    run_events: new Set(),
  };
  private client: Client | null = null;
  private isClosed = false;
  private retry: NodeJS.Timeout | undefined;

  constructor(private readonly url: string) {}

  /** Whether every commit is heard of. */
  get isListening(): boolean {
    return this.client !== null;
  }

  async onModuleInit(): Promise<void> {
    await this.connect();
  }

  async onModuleDestroy(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.retry);
    const { client } = this;
    this.client = null;
    await client?.end().catch(() => undefined);
  }

  /** @returns what ends it */
  on(channel: NewsChannel, listener: NewsListener): () => void {
    this.listeners[channel].add(listener);
    return () => void this.listeners[channel].delete(listener);
  }

  private async connect(): Promise<void> {
    const client = new Client({ connectionString: this.url, application_name: 'paretoboard-news', keepAlive: true });
    client.on('error', () => this.lose(client));
    client.on('end', () => this.lose(client));
    client.on('notification', ({ channel, payload }) => this.tell(channel as NewsChannel, payload ?? ''));
    try {
      await client.connect();
      for (const channel of Object.keys(this.listeners)) await client.query(`listen ${channel}`);
    } catch (error) {
      console.error(error);
      await client.end().catch(() => undefined);
      this.connectLater();
      return;
    }
    if (this.isClosed) return void client.end();
    this.client = client;
    // What was committed before it listened, nobody told.
    for (const channel of Object.keys(this.listeners)) this.tell(channel as NewsChannel, null);
  }

  private lose(client: Client): void {
    if (this.client !== client) return;
    this.client = null;
    for (const channel of Object.keys(this.listeners)) this.tell(channel as NewsChannel, null);
    this.connectLater();
  }

  private connectLater(): void {
    if (this.isClosed) return;
    clearTimeout(this.retry);
    this.retry = setTimeout(() => void this.connect(), reconnectMs);
  }

  private tell(channel: NewsChannel, payload: string | null): void {
    for (const listener of this.listeners[channel]) listener(payload);
  }
}
