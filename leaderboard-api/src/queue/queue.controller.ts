import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { pauseRequestSchema, type Queue } from '@paretoboard/contract/queue.js';
import { DataSource } from 'typeorm';
import { RequireScope } from '../accounts/token.guard.js';
import { AskedTogether } from '../http/asked-together.js';
import { parseInput } from '../http/parse-query.js';
import { pauseQueue, resumeQueue } from './control-queue.js';
import { describeQueue } from './describe-queue.js';

@Controller('api/v1/queue')
export class QueueController {
  private readonly described = new AskedTogether(() => describeQueue(this.database));

  constructor(private readonly database: DataSource) {}

  @Get()
  queue(): Promise<Queue> {
    return this.described.ask();
  }

  /** No more runs are given out until somebody resumes; what is measured goes on. */
  @Post('pause')
  @HttpCode(200)
  @RequireScope('operate')
  async pause(@Body() body: unknown): Promise<Queue> {
    await pauseQueue(this.database, parseInput(pauseRequestSchema, body).reason);
    return describeQueue(this.database);
  }

  @Post('resume')
  @HttpCode(200)
  @RequireScope('operate')
  async resume(): Promise<Queue> {
    await resumeQueue(this.database);
    return describeQueue(this.database);
  }
}
