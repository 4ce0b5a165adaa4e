import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { BoardService } from './board/board.service.js';
import { CompareController } from './board/compare.controller.js';
import { ItemEvidenceCache } from './board/item-evidence-cache.js';
import { HealthController } from './health/health.controller.js';
import { ProblemFilter } from './http/problem.js';
import { LogController } from './log/log.controller.js';
import { OpenApiController } from './openapi.controller.js';
import { QueueController } from './queue/queue.controller.js';
import { RecordsController } from './records/records.controller.js';
import { RunLogController } from './runs/run-log.controller.js';
import { RunsController } from './runs/runs.controller.js';
import { homeToken } from './settings.js';
import { ItemCountsService } from './tasks/item-counts.service.js';
import { TasksController } from './tasks/tasks.controller.js';
import { TasksService } from './tasks/tasks.service.js';

@Module({})
class AppModule {}

export interface AppOptions {
  readonly database: DataSource;
  readonly home: string;
}

/** The API over an open database; not yet listening. */
export async function createApp({ database, home }: AppOptions): Promise<NestFastifyApplication> {
  const module = {
    module: AppModule,
    controllers: [
      TasksController,
      RecordsController,
      CompareController,
      LogController,
      RunsController,
      RunLogController,
      QueueController,
      HealthController,
      OpenApiController,
    ],
    providers: [
      ItemCountsService,
      TasksService,
      BoardService,
      ItemEvidenceCache,
      { provide: DataSource, useValue: database },
      { provide: homeToken, useValue: home },
    ],
  };
  const app = await NestFactory.create<NestFastifyApplication>(
    module,
    new FastifyAdapter({ logger: { level: 'warn' } }),
    { logger: ['error', 'warn'] },
  );
  app.useGlobalFilters(new ProblemFilter());
  return app;
}
