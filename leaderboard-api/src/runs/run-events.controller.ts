import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Caller, type Identity } from '../accounts/identity.js';
import { Embargo } from '../challenges/embargo.js';
import { parseInput } from '../http/parse-query.js';
import { notFound } from '../http/problem.js';
import { RunEntity } from './run.entity.js';
import { RunWatchers } from './run-watchers.js';

/** PostgreSQL's largest bigint. */
const largestId = 2n ** 63n - 2n;

const lastEventIdSchema = z
  .string()
  .regex(/^\d{1,19}$/, 'expected the id of an event of this stream')
  .transform(BigInt)
  .refine((id) => id <= largestId, 'expected the id of an event of this stream');

@Controller('api/v1/runs')
export class RunEventsController {
  constructor(
    private readonly database: DataSource,
    private readonly watchers: RunWatchers,
  ) {}

  /** Everything that has happened so far, or since the event that `Last-Event-ID` names, then what happens until the run ends. */
  @Get(':id/events')
  async events(
    @Caller() caller: Identity | null,
    @Param('id') id: string,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const run = parseInput(z.uuid(), id);
    const after = lastEventId ? parseInput(lastEventIdSchema, lastEventId) : 0n;
    const runs = this.database.getRepository(RunEntity);
    const found = await runs.findOneBy({ id: run });
    if (!found) throw notFound(`no run has the id ${id}`);
    (await Embargo.over(this.database.manager, [found])).check(found, caller);
    const stream = await this.watchers.watch(run, found.state, after);
    // A browser that comes back for more than there is stops at this status (WHATWG HTML, 9.2.3).
    if (stream === null) return void (await reply.status(204).send());
    await reply
      .header('content-type', 'text/event-stream; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('x-accel-buffering', 'no')
      .send(stream);
  }
}
