import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { APP_GUARD, NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { AccountController } from './accounts/account.controller.js';
import { TokenGuard } from './accounts/token.guard.js';
import { BoardService } from './board/board.service.js';
import { CompareController } from './board/compare.controller.js';
import { ItemEvidenceCache } from './board/item-evidence-cache.js';
import { HealthController } from './health/health.controller.js';
import { ProblemFilter } from './http/problem.js';
import { LogController } from './log/log.controller.js';
import { OpenApiController } from './openapi.controller.js';
import { QueueController } from './queue/queue.controller.js';
import { RunQueue } from './queue/run-queue.js';
import { RecordsController } from './records/records.controller.js';
import { RunControlController } from './runs/run-control.controller.js';
import { RunLogController } from './runs/run-log.controller.js';
import { RunsController } from './runs/runs.controller.js';
import { homeToken } from './settings.js';
import { SubmissionsController } from './submissions/submissions.controller.js';
import { SubmitService } from './submissions/submit.service.js';
import { ItemCountsService } from './tasks/item-counts.service.js';
import { TasksController } from './tasks/tasks.controller.js';
import { TasksService } from './tasks/tasks.service.js';
import { UploadsController } from './uploads/uploads.controller.js';
import { UploadsService } from './uploads/uploads.service.js';

@Module({})
class AppModule {}

export interface AppOptions {
  readonly database: DataSource;
  readonly home: string;
}

function openQueue(database: DataSource): Promise<RunQueue> {
  const { url } = database.options as { url?: string };
  if (url === undefined) throw new TypeError('expected a database that was opened by its URL');
  return RunQueue.open(url, database, (error) => console.error(error));
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
      AccountController,
      UploadsController,
      SubmissionsController,
      RunControlController,
      HealthController,
      OpenApiController,
    ],
    providers: [
      ItemCountsService,
      TasksService,
      BoardService,
      ItemEvidenceCache,
      UploadsService,
      SubmitService,
      { provide: APP_GUARD, useClass: TokenGuard },
      { provide: RunQueue, useFactory: () => openQueue(database) },
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
  // Bytes of an upload go to its file as they come: no parser holds them.
  app
    .getHttpAdapter()
    .getInstance()
    .addContentTypeParser('application/offset+octet-stream', (_request, _payload, done) => done(null));
  return app;
}
