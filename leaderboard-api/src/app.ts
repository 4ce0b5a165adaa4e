import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { APP_GUARD, NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { LogController as LogControllerOfFastify } from 'fastify';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { AccountController } from './accounts/account.controller.js';
import { OidcController } from './accounts/oidc.controller.js';
import { OidcService } from './accounts/oidc.service.js';
import { type OidcSettings, oidcToken } from './accounts/oidc-settings.js';
import { OwnDataService } from './accounts/own-data.service.js';
import { SessionsController } from './accounts/sessions.controller.js';
import { SignInService } from './accounts/sign-in.service.js';
import { TokenGuard } from './accounts/token.guard.js';
import { BadgeController } from './badge/badge.controller.js';
import { BoardService } from './board/board.service.js';
import { BoardVersions } from './board/board-versions.js';
import { BoardsController } from './board/boards.controller.js';
import { BoardsAhead } from './board/boards-ahead.js';
import { boardsFollowAnswers } from './board/boards-follow.js';
import { CompareController } from './board/compare.controller.js';
import { ItemEvidenceCache } from './board/item-evidence-cache.js';
import { BundleFiles } from './bundles/bundle-files.js';
import { ChallengeBoard } from './challenges/challenge-board.js';
import { ChallengeClock } from './challenges/challenge-clock.js';
import { ChallengesController } from './challenges/challenges.controller.js';
import { ChallengesService } from './challenges/challenges.service.js';
import { DatabaseNews } from './database/database-news.js';
import { FeedController } from './feed/feed.controller.js';
import { NewBestsService } from './feed/new-bests.js';
import { HealthController } from './health/health.controller.js';
import { trustedProxies } from './http/caller.js';
import { answerReadsConditionally } from './http/conditional-get.js';
import { answerEarly, EarlyReads } from './http/early-reads.js';
import { closeAfterLastAnswers } from './http/last-answers.js';
import { MirrorGuard } from './http/mirror.guard.js';
import { answerFrameworkError, answerParserError, ProblemFilter } from './http/problem.js';
import { limitRates, type RateLimits } from './http/rate-limit.js';
import { readJsonStrictly } from './http/read-json.js';
import { LogController } from './log/log.controller.js';
import { MetricsController } from './observe/metrics.controller.js';
import { Metrics } from './observe/metrics.js';
import { logRequests, requestId } from './observe/request-log.js';
import { traceRequests } from './observe/tracing.js';
import { OpenApiController } from './openapi.controller.js';
import { PapersController } from './papers/papers.controller.js';
import { PapersService } from './papers/papers.service.js';
import { LeaseSweeper } from './queue/lease-sweeper.js';
import { QueueController } from './queue/queue.controller.js';
import { RunQueue } from './queue/run-queue.js';
import { LatencyCurvesController } from './records/latency-curves.controller.js';
import { RecordAnswersController } from './records/record-answers.controller.js';
import { RecordAnswersService } from './records/record-answers.service.js';
import { RecordAttemptsController } from './records/record-attempts.controller.js';
import { RecordFiles } from './records/record-files.js';
import { RecordsController } from './records/records.controller.js';
import { TaskRulesController } from './rules/task-rules.controller.js';
import { RunControlController } from './runs/run-control.controller.js';
import { RunEventsController } from './runs/run-events.controller.js';
import { RunLogController } from './runs/run-log.controller.js';
import { RunWatchers } from './runs/run-watchers.js';
import { RunsController } from './runs/runs.controller.js';
import { SearchController } from './search/search.controller.js';
import { SearchService } from './search/search.service.js';
import { homeToken } from './settings.js';
import { diskStores, type Stores, storesToken } from './store/stores.js';
import { SubmissionsController } from './submissions/submissions.controller.js';
import { SubmitService } from './submissions/submit.service.js';
import { WithdrawService } from './submissions/withdraw.service.js';
import { ItemCountsService } from './tasks/item-counts.service.js';
import { TasksController } from './tasks/tasks.controller.js';
import { TasksService } from './tasks/tasks.service.js';
import { TeamsController } from './teams/teams.controller.js';
import { TeamsService } from './teams/teams.service.js';
import { UploadsController } from './uploads/uploads.controller.js';
import { UploadsService } from './uploads/uploads.service.js';
import { allowPrivateToken, WebhookSender } from './webhooks/webhook-sender.js';
import { WebhooksController } from './webhooks/webhooks.controller.js';
import { LeasesController } from './workers/leases.controller.js';
import { WorkerLinkController } from './workers/worker-link.controller.js';
import { WorkersController } from './workers/workers.controller.js';

const defaultLimits: RateLimits = { reads: 1_200, writes: 240 };

@Module({})
class AppModule {}

export interface AppOptions {
  readonly database: DataSource;
  readonly home: string;
  /** Requests a minute from one address; absent: the defaults of the settings. */
  readonly limits?: RateLimits;
  /** Longest that a request may take to arrive; a piece of an upload takes minutes on a slow line. */
  readonly slowestRequestMs?: number;
  /** Whether webhooks may reach private addresses, and by plain HTTP. */
  readonly allowPrivateWebhooks?: boolean;
  /** Where files are kept; below `home` where none is given. */
  readonly stores?: Stores;
  /** An OpenID provider; absent: none. */
  readonly oidc?: OidcSettings | null;
  /** Where lines about requests go; absent: warnings and errors to standard output. */
  readonly log?: Logger;
}

function urlOf(database: DataSource): string {
  const { url } = database.options as { url?: string };
  if (url === undefined) throw new TypeError('expected a database that was opened by its URL');
  return url;
}

/** The API over an open database; not yet listening. */
export async function createApp({
  database,
  home,
  limits = defaultLimits,
  stores = diskStores(home),
  oidc = null,
  log,
  slowestRequestMs = 300_000,
  allowPrivateWebhooks = false,
}: AppOptions): Promise<NestFastifyApplication> {
  const metrics = new Metrics(database);
  const module = {
    module: AppModule,
    controllers: [
      TasksController,
      BoardsController,
      RecordsController,
      CompareController,
      LatencyCurvesController,
      RecordAnswersController,
      RecordAttemptsController,
      SearchController,
      PapersController,
      LogController,
      RunsController,
      RunLogController,
      RunEventsController,
      BadgeController,
      FeedController,
      WebhooksController,
      QueueController,
      WorkersController,
      WorkerLinkController,
      LeasesController,
      AccountController,
      SessionsController,
      OidcController,
      TeamsController,
      TaskRulesController,
      ChallengesController,
      UploadsController,
      SubmissionsController,
      RunControlController,
      HealthController,
      MetricsController,
      OpenApiController,
    ],
    providers: [
      ItemCountsService,
      EarlyReads,
      TasksService,
      BoardService,
      BoardVersions,
      BoardsAhead,
      ItemEvidenceCache,
      RecordAnswersService,
      NewBestsService,
      RunWatchers,
      WebhookSender,
      PapersService,
      SearchService,
      UploadsService,
      SubmitService,
      WithdrawService,
      TeamsService,
      SignInService,
      OidcService,
      OwnDataService,
      ChallengeBoard,
      ChallengesService,
      ChallengeClock,
      { provide: APP_GUARD, useClass: TokenGuard },
      { provide: APP_GUARD, useClass: MirrorGuard },
      RunQueue,
      { provide: LeaseSweeper, useFactory: () => new LeaseSweeper(database) },
      { provide: DataSource, useValue: database },
      { provide: DatabaseNews, useFactory: () => new DatabaseNews(urlOf(database)) },
      { provide: homeToken, useValue: home },
      { provide: allowPrivateToken, useValue: allowPrivateWebhooks },
      { provide: oidcToken, useValue: oidc },
      { provide: RecordFiles, useValue: stores.records },
      { provide: BundleFiles, useValue: stores.bundles },
      { provide: storesToken, useValue: stores },
      { provide: Metrics, useValue: metrics },
    ],
  };
  const app = await NestFactory.create<NestFastifyApplication>(
    module,
    new FastifyAdapter({
      ...(log ? { loggerInstance: log } : { logger: { level: 'warn' } }),
      // One line per request of our own; Fastify's would be two.
      logController: new LogControllerOfFastify({ disableRequestLogging: true }),
      genReqId: requestId,
      trustProxy: trustedProxies,
      frameworkErrors: answerFrameworkError,
      clientErrorHandler: answerParserError,
      requestTimeout: slowestRequestMs,
      http: { headersTimeout: Math.min(slowestRequestMs, 30_000), connectionsCheckingInterval: 1_000 },
    }),
    { logger: ['error', 'warn'], bodyParser: false },
  );
  app.useGlobalFilters(new ProblemFilter());
  const server = app.getHttpAdapter().getInstance();
  closeAfterLastAnswers(server);
  traceRequests(server);
  logRequests(server);
  metrics.observe(server);
  answerReadsConditionally(server);
  const limiter = await limitRates(server, limits);
  answerEarly(server, { reads: app.get(EarlyReads), limiter, metrics, log });
  boardsFollowAnswers(server, app.get(BoardVersions));
  readJsonStrictly(server);
  // Bytes of an upload go to its file as they come: no parser holds them.
  for (const type of ['application/offset+octet-stream', 'application/octet-stream'])
    server.addContentTypeParser(type, (_request, _payload, done) => done(null));
  return app;
}
