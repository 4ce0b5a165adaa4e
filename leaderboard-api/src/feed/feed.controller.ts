import { Controller, Get, Header, Param, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { pathOf } from '../observe/request-log.js';
import { TasksService } from '../tasks/tasks.service.js';
import { atomOf } from './atom.js';
import { NewBestsService } from './new-bests.js';

const atomType = 'application/atom+xml; charset=utf-8';

@Controller('api/v1')
export class FeedController {
  constructor(
    private readonly tasks: TasksService,
    private readonly bests: NewBestsService,
  ) {}

  /** New bests of every task. */
  @Get('feed.atom')
  @Header('content-type', atomType)
  async all(@Req() request: FastifyRequest): Promise<string> {
    return atomOf('Paretoboard: new bests', await this.bests.of(null), addressesOf(request));
  }

  @Get('tasks/:id/feed.atom')
  @Header('content-type', atomType)
  async ofTask(@Param('id') id: string, @Req() request: FastifyRequest): Promise<string> {
    const { title } = await this.tasks.one(id);
    return atomOf(`Paretoboard: new bests of ${title}`, await this.bests.of(id), addressesOf(request));
  }
}

/** As the reader knows them: through the site's server, its host. */
function addressesOf({ protocol, host, url }: FastifyRequest): { origin: string; path: string } {
  return { origin: `${protocol}://${host}`, path: pathOf(url) };
}
