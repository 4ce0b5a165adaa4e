import { Controller, Get } from '@nestjs/common';
import type { BoardEntry } from '@paretoboard/contract/board-entry.js';
import { BoardService } from './board.service.js';

@Controller('api/v1/boards')
export class BoardsController {
  constructor(private readonly boards: BoardService) {}

  @Get()
  async list(): Promise<{ items: BoardEntry[]; next: null; total: number }> {
    const items = await this.boards.listed();
    return { items, next: null, total: items.length };
  }
}
