import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import {
  type CreatedWebhook,
  type Webhook,
  type WebhookDelivery,
  webhookRequestSchema,
} from '@paretoboard/contract/webhook.js';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Caller, type Identity } from '../accounts/identity.js';
import { RequireScope } from '../accounts/token.guard.js';
import { parseInput } from '../http/parse-query.js';
import { badRequest, notFound, ProblemError } from '../http/problem.js';
import { addressProblem } from './post-webhook.js';
import { makeWebhookSecret } from './sign-webhook.js';
import { allowPrivateToken } from './webhook-sender.js';

/** Of one person. */
const mostWebhooks = 10;
const listedDeliveries = 100;

interface Page<Item> {
  readonly items: Item[];
  readonly next: null;
  readonly total: number;
}

interface WebhookRow {
  readonly id: string;
  readonly url: string;
  readonly active: boolean;
  readonly createdAt: Date;
}

const columns = 'id, url, active, created_at as "createdAt"';

function shown({ id, url, active, createdAt }: WebhookRow): Webhook {
  return { id, url, active, createdAt: createdAt.toISOString() };
}

function pageOf<Item>(items: Item[]): Page<Item> {
  return { items, next: null, total: items.length };
}

/** Who is told of one's runs that ended. Somebody else's are not there. */
@Controller('api/v1/webhooks')
export class WebhooksController {
  constructor(
    private readonly database: DataSource,
    @Inject(allowPrivateToken) private readonly allowPrivate: boolean,
  ) {}

  @Post()
  @HttpCode(201)
  @RequireScope('submit')
  async create(@Caller() { person }: Identity, @Body() body: unknown): Promise<CreatedWebhook> {
    const { url } = parseInput(webhookRequestSchema, body);
    const problem = addressProblem(url, this.allowPrivate);
    if (problem !== null) throw badRequest(`url: ${problem}`);
    const secret = makeWebhookSecret();
    const [made] = await this.database.query<WebhookRow[]>(
      `insert into webhooks (owner, url, secret) select $1, $2, $3
        where (select count(*) from webhooks where owner = $1) < $4 returning ${columns}`,
      [person, url, secret, mostWebhooks],
    );
    if (!made) throw new ProblemError('too-many-requests', `you have ${mostWebhooks} webhooks: take one away first`);
    return { ...shown(made), secret };
  }

  @Get()
  @RequireScope('read')
  async list(@Caller() { person }: Identity): Promise<Page<Webhook>> {
    const rows = await this.database.query<WebhookRow[]>(
      `select ${columns} from webhooks where owner = $1 order by created_at, id`,
      [person],
    );
    return pageOf(rows.map(shown));
  }

  @Delete(':id')
  @HttpCode(204)
  @RequireScope('submit')
  async remove(@Caller() { person }: Identity, @Param('id') id: string): Promise<void> {
    await this.require(id, person);
    await this.database.query('delete from webhooks where id = $1', [id]);
  }

  /** The last hundred messages, newest first: what was tried, and what was answered. */
  @Get(':id/deliveries')
  @RequireScope('read')
  async deliveries(@Caller() { person }: Identity, @Param('id') id: string): Promise<Page<WebhookDelivery>> {
    await this.require(id, person);
    const rows = await this.database.query<
      (Omit<WebhookDelivery, 'createdAt' | 'nextAttemptAt'> & { createdAt: Date; nextAttemptAt: Date | null })[]
    >(
      `select id, run, state, attempts, status, problem, created_at as "createdAt", next_attempt_at as "nextAttemptAt"
         from webhook_deliveries where webhook = $1 order by created_at desc, id limit $2`,
      [id, listedDeliveries],
    );
    return pageOf(
      rows.map((row) => ({
        ...row,
        createdAt: row.createdAt.toISOString(),
        nextAttemptAt: row.nextAttemptAt?.toISOString() ?? null,
      })),
    );
  }

  /** @throws ProblemError 404 */
  private async require(id: string, person: string): Promise<void> {
    const rows = await this.database.query<unknown[]>('select 1 from webhooks where id = $1 and owner = $2', [
      parseInput(z.uuid(), id),
      person,
    ]);
    if (rows.length === 0) throw notFound(`no webhook of yours has the id ${id}`);
  }
}
