import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { TaskListing } from '@paretoboard/contract/task.js';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { BoardService, boardQuerySchema } from '../board/board.service.js';
import { sendBoard } from '../board/send-board.js';
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
  async board(
    @Param('id') id: string,
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const answer = await this.boards.answer(id, parseInput(boardQuerySchema, query), 'json');
    sendBoard(request, reply, answer, 'application/json; charset=utf-8');
  }

  @Get(':id/board.csv')
  async csv(
    @Param('id') id: string,
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const answer = await this.boards.answer(id, parseInput(boardQuerySchema, query), 'csv');
    sendBoard(request, reply, answer, 'text/csv; charset=utf-8');
  }
}
