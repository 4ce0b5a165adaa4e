import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import type { Badge } from '@paretoboard/contract/badge.js';
import { slugSchema } from '@paretoboard/contract/primitives.js';
import { makeBadge } from 'badge-maker';
import { BoardService, boardQuerySchema } from '../board/board.service.js';
import { parseInput } from '../http/parse-query.js';
import { notFound } from '../http/problem.js';
import { badgeOf } from './badge-of.js';

/** Pages that show a badge may keep it for so long: they are many. */
const keptHeader = 'public, max-age=300';

@Controller('api/v1/badge')
export class BadgeController {
  constructor(private readonly boards: BoardService) {}

  @Get(':task/:submission(^.+).svg')
  @Header('content-type', 'image/svg+xml; charset=utf-8')
  @Header('cache-control', keptHeader)
  async picture(
    @Param('task') task: string,
    @Param('submission') name: string,
    @Query() query: unknown,
  ): Promise<string> {
    const { label, message, color } = await this.badge(task, name, query);
    return makeBadge({ label, message, color });
  }

  /** For shields.io, which draws it in any style. */
  @Get(':task/:submission(^.+).json')
  @Header('cache-control', keptHeader)
  async endpoint(
    @Param('task') task: string,
    @Param('submission') name: string,
    @Query() query: unknown,
  ): Promise<Badge> {
    return this.badge(task, name, query);
  }

  /** @throws ProblemError 404 where the board shows no such row */
  private async badge(task: string, name: string, query: unknown): Promise<Badge> {
    const submission = parseInput(slugSchema, name);
    const board = await this.boards.board(task, parseInput(boardQuerySchema, query));
    const badge = badgeOf(board, submission);
    if (!badge) throw notFound(`the board of ${task}, variant ${board.variant.id}, shows no row of "${submission}"`);
    return badge;
  }
}
