import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { ItemCountsService } from '../tasks/item-counts.service.js';

/** Of a task's boards. */
interface TaskVersions {
  /** Ids of the variants that have rows. */
  readonly variants: readonly string[];
  /** It changes with every row of each, with what the public is told of who is behind them, with the day, and with the data that are here: a board tells how many days old its rows are, and what its task has. */
  readonly version: string;
}

/** By task. */
export type Versions = ReadonlyMap<string, TaskVersions>;

/** A board is never older than this, in ms before its question came. */
export const oldestBoardMs = 10;

/**
 * Waits until no process shows a board as it was before this moment: whoever changed one is answered after that, and can ask any process. Each measures the
 * time by its own clock, and only how long it is.
 */
export async function untilBoardsFollow(): Promise<void> {
  const begunMs = performance.now();
  // A timer may be early by a part of a millisecond.
  while (performance.now() - begunMs <= oldestBoardMs) await pause(oldestBoardMs + 1);
}

interface Asked {
  /** When the query was sent: it sees everything that was committed before. */
  readonly atMs: number;
  readonly answer: Promise<Versions>;
}

interface Answered extends Asked {
  readonly versions: Versions;
}

const statement = {
  name: 'board-versions',
  text: `select board.task, array_agg(board.variant order by board.variant) as variants,
                string_agg(board.version::text, ' ' order by board.variant) || coalesce(' anonymous until ' || min(told.rules ->> 'deadline'), '') as version
           from board_versions board left join task_rules told on told.task = board.task
            and (told.rules ->> 'anonymous')::boolean and (told.rules ->> 'deadline')::timestamptz > now()
          group by board.task`,
};

/**
 * How often each board has changed. One query serves all who ask within `oldestBoardMs` of it, so that thousands of reads a second make a hundred queries. But
 * what this process has told somebody in another answer, its boards know too: then only a query that is sent afterwards will do.
 */
@Injectable()
export class BoardVersions {
  /** The last query that was sent. */
  private asked: Asked | null = null;
  /** The last that was answered: it may serve while the next is under way. */
  private answered: Answered | null = null;
  private next: Promise<Versions> | null = null;
  private saidAtMs = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly database: DataSource,
    private readonly data: ItemCountsService,
  ) {}

  /** Something that may follow from a change of a board was said to somebody: no board may be older than that from here on. */
  said(): void {
    this.saidAtMs = performance.now();
  }

  now(): Promise<Versions> {
    const { asked } = this;
    return asked && this.serves(asked) ? asked.answer : this.afterThis();
  }

  /** The same, for who can do without; null: it has to be waited for. */
  ready(): Versions | null {
    const { asked, answered } = this;
    if (!answered || !this.serves(answered)) return null;
    // The next is asked for before somebody has to wait for it, and at once: under load a turn of the loop is as long as half of an answer's life.
    if (asked === answered && performance.now() - answered.atMs > oldestBoardMs / 2) {
      this.next ??= this.ask();
      this.next.catch(() => undefined);
    }
    return answered.versions;
  }

  private serves({ atMs }: Asked): boolean {
    return atMs > this.saidAtMs && performance.now() - atMs < oldestBoardMs;
  }

  /** Of a query that is sent from here on; everybody who wants one shares it. */
  private afterThis(): Promise<Versions> {
    // Whoever is heard in the same turn of the loop asks along.
    this.next ??= nextTurn().then(() => this.ask());
    return this.next;
  }

  private async ask(): Promise<Versions> {
    await this.asked?.answer.catch(() => undefined);
    const asked: Asked = { atMs: performance.now(), answer: this.read() };
    this.asked = asked;
    this.next = null;
    const versions = await asked.answer;
    this.answered = Object.assign(asked, { versions });
    return versions;
  }

  /** By the driver's own statement, which the server has planned: it is asked for a hundred times a second. */
  private async read(): Promise<Versions> {
    const pool = (this.database.driver as PostgresDriver).master as Pool;
    const { rows } = await pool.query<TaskVersions & { task: string }>(statement);
    const today = new Date().toISOString().slice(0, 'YYYY-MM-DD'.length);
    const moment = `on ${today}, data ${this.data.state}`;
    return new Map(rows.map(({ task, variants, version }) => [task, { variants, version: `${version} ${moment}` }]));
  }
}
