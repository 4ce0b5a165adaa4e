import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import type { Board } from '@paretoboard/contract/board.js';
import type { TaskListing } from '@paretoboard/contract/task.js';
import { boardCsv } from '@paretoboard/harness/board/board-csv.js';
import { BoardService, boardQuerySchema } from '../board/board.service.js';
import { parseInput } from '../http/parse-query.js';
import { TasksService } from './tasks.service.js';

@Controller('api/v1/tasks')
export class TasksController {
  constructor(
    private readonly tasks: TasksService,
    private readonly boards: BoardService,
  ) {}

  @Get()
  async list(): Promise<{ items: TaskListing[]; next: null; total: number }> {
    const items = await this.tasks.all();
    return { items, next: null, total: items.length };
  }

  @Get(':id')
  one(@Param('id') id: string): Promise<TaskListing> {
    return this.tasks.one(id);
  }

  @Get(':id/board')
  board(@Param('id') id: string, @Query() query: unknown): Promise<Board> {
    return this.boards.board(id, parseInput(boardQuerySchema, query));
  }

  @Get(':id/board.csv')
  @Header('content-type', 'text/csv; charset=utf-8')
  async csv(@Param('id') id: string, @Query() query: unknown): Promise<string> {
    return boardCsv(await this.boards.board(id, parseInput(boardQuerySchema, query)));
  }
}
