import { Injectable } from '@nestjs/common';
import type { Board, BoardRow } from '@paretoboard/contract/board.js';
import { taskIds } from '@paretoboard/tasks/registry.js';
import { DataSource } from 'typeorm';
import { BoardService, boardQuerySchema } from '../board/board.service.js';

/** A row that was proven better than every ranked row that stood when it landed. */
export interface NewBest {
  readonly board: Board;
  readonly row: BoardRow;
  /** When the log took it, RFC 3339. */
  readonly at: string;
}

@Injectable()
export class NewBestsService {
  constructor(
    private readonly database: DataSource,
    private readonly boards: BoardService,
  ) {}

  /**
   * New bests of one task, or of all, newest first, from the boards as they are shown.
   * @throws ProblemError 404 for an unknown task
   */
  async of(task: string | null): Promise<NewBest[]> {
    const boards = await this.boardsOf(task === null ? taskIds : [task]);
    const bests = boards.flatMap((board) => board.rows.filter(({ newBest }) => newBest).map((row) => ({ board, row })));
    const times = await this.timesOf(bests.map(({ row }) => row.record));
    return bests
      .flatMap((best) => {
        const at = times.get(best.row.record);
        return at === undefined ? [] : [{ ...best, at }];
      })
      .sort((a, b) => b.at.localeCompare(a.at) || a.row.record.localeCompare(b.row.record));
  }

  private async boardsOf(tasks: readonly string[]): Promise<Board[]> {
    const boards: Board[] = [];
    for (const task of tasks)
      for (const variant of await this.boards.variantsWithRows(task))
        boards.push(await this.boards.board(task, boardQuerySchema.parse({ variant })));
    return boards;
  }

  private async timesOf(records: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.database.query<{ digest: string; at: string }[]>(
      `select record_digest as digest, at from log_entries where kind = 'result' and record_digest = any ($1)`,
      [records],
    );
    return new Map(rows.map(({ digest, at }) => [digest, at]));
  }
}
