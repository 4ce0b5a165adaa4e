import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Version of each board of a task, by variant. It changes with every row, and with what the public is told of who is behind them. */
export type Versions = ReadonlyMap<string, ReadonlyMap<string, string>>;

/**
 * How often each board has changed. Everybody who asks gets an answer of a query that was sent after they asked, so that nobody misses what was published
 * before; who asks while a query is under way shares the next one: thousands of requests a second make a few hundred queries.
 */
@Injectable()
export class BoardVersions {
  private current: Promise<unknown> = Promise.resolve();
  private next: Promise<Versions> | null = null;

  constructor(private readonly database: DataSource) {}

  now(): Promise<Versions> {
    this.next ??= this.ask();
    return this.next;
  }

  private async ask(): Promise<Versions> {
    await this.current.catch(() => undefined);
    // Whoever is heard in the same turn of the loop asks along.
    await new Promise((go) => setImmediate(go));
    const asking = this.read();
    this.current = asking;
    this.next = null;
    return asking;
  }

  private async read(): Promise<Versions> {
    const rows = await this.database.query<{ task: string; variant: string; version: string }[]>(
      `select board.task, board.variant, board.version || coalesce(' anonymous until ' || (told.rules ->> 'deadline'), '') as version
         from board_versions board left join task_rules told on told.task = board.task
          and (told.rules ->> 'anonymous')::boolean and (told.rules ->> 'deadline')::timestamptz > now()
        order by board.task, board.variant`,
    );
    const versions = new Map<string, Map<string, string>>();
    for (const { task, variant, version } of rows) {
      const ofTask = versions.get(task) ?? new Map<string, string>();
      versions.set(task, ofTask.set(variant, version));
    }
    return versions;
  }
}
