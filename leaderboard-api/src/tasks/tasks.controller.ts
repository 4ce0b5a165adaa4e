import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { TaskListing } from '@paretoboard/contract/task.js';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type BoardForm, BoardService, boardQuerySchema } from '../board/board.service.js';
import { EarlyReads } from '../http/early-reads.js';
import { sentTo } from '../http/finished-answer.js';
import { parseInput } from '../http/parse-query.js';
import { routeOf } from '../observe/metrics.js';
import { TasksService } from './tasks.service.js';

@Controller('api/v1/tasks')
export class TasksController {
  constructor(
    private readonly tasks: TasksService,
    private readonly boards: BoardService,
    private readonly early: EarlyReads,
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
  board(
    @Param('id') id: string,
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.send(id, query, 'json', request, reply);
  }

  @Get(':id/board.csv')
  csv(
    @Param('id') id: string,
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.send(id, query, 'csv', request, reply);
  }

  private async send(
    id: string,
    query: unknown,
    form: BoardForm,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const reader = this.boards.reader(id, parseInput(boardQuerySchema, query), form);
    const { status, headers, body } = sentTo(request.headers, await reader.answer());
    this.early.remember(request.url, { route: routeOf(request), ...reader });
    void reply.status(status);
    for (let at = 0; at < headers.length; at += 2) {
      const [name, value] = [headers[at]!, headers[at + 1]!];
      // Who says who they are was told so before: their answer is not for the next one.
      const told = reply.getHeader(name);
      void reply.header(name, told === undefined ? value : name === 'vary' ? `${String(told)}, ${value}` : told);
    }
    void reply.send(body ?? undefined);
  }
}
