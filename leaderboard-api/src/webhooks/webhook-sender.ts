import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { WebhookMessage } from '@paretoboard/contract/webhook.js';
import { DataSource } from 'typeorm';
import { untilBoardsFollow } from '../board/board-versions.js';
import { DatabaseNews } from '../database/database-news.js';
import { RunEntity } from '../runs/run.entity.js';
import { describeRun } from '../runs/run-state.js';
import { postWebhook } from './post-webhook.js';
import { signedHeaders } from './sign-webhook.js';

/** Injection token: whether webhooks may reach private addresses. */
export const allowPrivateToken = Symbol('private webhooks');

/** How long after each attempt that failed the next one comes; after the last, none does. */
export const retrySeconds = [5, 30, 120, 600, 3_600, 6 * 3_600, 24 * 3_600] as const;
/** A message that is being sent is nobody else's for so long; a process that dies leaves it to another. */
const leaseSeconds = 60;
const atOnce = 10;
const lookEveryMs = 2_000;
/** The receiver wants no more (RFC 9110, 15.5.11). */
const gone = 410;

interface Due {
  readonly id: string;
  readonly webhook: string;
  readonly run: string;
  readonly attempts: number;
  readonly url: string;
  readonly secret: string;
}

/** Sends what waits, from any number of processes: each message is one's own while it is sent. */
@Injectable()
export class WebhookSender implements OnModuleInit, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private unsubscribe: () => void = () => undefined;
  private sending: Promise<void> | null = null;
  private isClosed = false;

  constructor(
    private readonly database: DataSource,
    private readonly news: DatabaseNews,
    @Inject(allowPrivateToken) private readonly allowPrivate: boolean,
  ) {}

  onModuleInit(): void {
    this.unsubscribe = this.news.on('run_events', () => this.look());
    this.timer = setInterval(() => this.look(), lookEveryMs).unref();
  }

  async onModuleDestroy(): Promise<void> {
    this.isClosed = true;
    this.unsubscribe();
    clearInterval(this.timer);
    await this.sending;
  }

  private look(): void {
    this.sending ??= this.sendDue()
      .catch((error: unknown) => console.error(error))
      .finally(() => {
        this.sending = null;
      });
  }

  private async sendDue(): Promise<void> {
    while (!this.isClosed) {
      const due = await this.take();
      await Promise.all(due.map((one) => this.send(one)));
      if (due.length < atOnce) return;
    }
  }

  private async take(): Promise<Due[]> {
    const [taken] = await this.database.query<[Due[], number]>(
      `update webhook_deliveries d set next_attempt_at = now() + make_interval(secs => $1), attempts = d.attempts + 1
         from webhooks w
        where w.id = d.webhook and d.id in (
          select id from webhook_deliveries where state = 'waiting' and next_attempt_at <= now()
           order by next_attempt_at for update skip locked limit $2)
       returning d.id, d.webhook, d.run, d.attempts, w.url, w.secret`,
      [leaseSeconds, atOnce],
    );
    return taken;
  }

  private async send({ id, webhook, run, attempts, url, secret }: Due): Promise<void> {
    const at = new Date();
    const found = await this.database.getRepository(RunEntity).findOneByOrFail({ id: run });
    const message: WebhookMessage = {
      type: 'run.finished',
      timestamp: at.toISOString(),
      // As anybody may read it: the address is not known to be its owner's alone.
      data: await describeRun(this.database, found, null),
    };
    const body = JSON.stringify(message);
    // Who is told of the end finds the row on its board.
    await untilBoardsFollow();
    const headers = signedHeaders(secret, id, at, body);
    const outcome = await postWebhook({ url, headers, body, allowPrivate: this.allowPrivate }).then(
      (status) => ({ status, problem: status >= 200 && status < 300 ? null : `answered with status ${status}` }),
      (error: unknown) => ({ status: null, problem: error instanceof Error ? error.message : String(error) }),
    );
    await this.note(id, attempts, outcome);
    if (outcome.status === gone)
      await this.database.query('update webhooks set active = false where id = $1', [webhook]);
  }

  private async note(
    id: string,
    attempts: number,
    { status, problem }: { status: number | null; problem: string | null },
  ): Promise<void> {
    const pause = retrySeconds[attempts - 1];
    const isOver = problem === null || status === gone || pause === undefined;
    const state = problem === null ? 'delivered' : isOver ? 'failed' : 'waiting';
    await this.database.query(
      `update webhook_deliveries set state = $2, status = $3, problem = $4,
              next_attempt_at = case when $2 = 'waiting' then now() + make_interval(secs => $5) end
        where id = $1`,
      [id, state, status, problem?.slice(0, 500) ?? null, isOver ? 0 : pause],
    );
  }
}
