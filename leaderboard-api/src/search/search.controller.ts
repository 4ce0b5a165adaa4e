import { Controller, Get, Header, Query } from '@nestjs/common';
import { type SearchResult, searchKindSchema } from '@paretoboard/contract/search.js';
import { z } from 'zod';
import { parseInput } from '../http/parse-query.js';
import { queryInteger } from '../http/query-number.js';
import { SearchService } from './search.service.js';

/** Query of a search. */
export const searchQuerySchema = z.object({
  /** Words; misspelt ones too. */
  q: z.string().max(200).default(''),
  kind: searchKindSchema.optional(),
  limit: queryInteger(1, 100).default(20),
});

@Controller('api/v1/search')
export class SearchController {
  constructor(private readonly search: SearchService) {}

  @Get()
  @Header('cache-control', 'public, max-age=5')
  async find(@Query() input: unknown): Promise<SearchResult> {
    const { q, kind, limit } = parseInput(searchQuerySchema, input);
    return { query: q, items: await this.search.find(q, kind ?? null, limit) };
  }
}
