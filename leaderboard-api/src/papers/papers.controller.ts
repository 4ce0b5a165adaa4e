import { Controller, Get, Param } from '@nestjs/common';
import type { Paper, PaperEntry } from '@paretoboard/contract/paper.js';
import { PapersService } from './papers.service.js';

@Controller('api/v1/papers')
export class PapersController {
  constructor(private readonly papers: PapersService) {}

  @Get()
  all(): { items: PaperEntry[]; next: null; total: number } {
    const items = this.papers.all();
    return { items, next: null, total: items.length };
  }

  @Get(':id')
  one(@Param('id') id: string): Paper {
    return this.papers.one(id);
  }
}
