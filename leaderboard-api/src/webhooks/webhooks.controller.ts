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

/** Of one person, and of one team. */
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
  readonly team: string | null;
  readonly active: boolean;
  readonly createdAt: Date;
}

const columns = `id, url, (select name from teams where teams.id = webhooks.team) as team, active, created_at as "createdAt"`;
/** The caller's own, and those of the teams that they own; parameters as `holdings` gives them. */
const isHeld = '(owner = $1 or team = any ($2))';

function shown({ id, url, team, active, createdAt }: WebhookRow): Webhook {
  return { id, url, team, active, createdAt: createdAt.toISOString() };
}

function holdings({ person, teams }: Identity): [person: string, teams: string[]] {
  return [person, [...teams].filter(([, { role }]) => role === 'owner').map(([id]) => id)];
}

/** @returns the team's id @throws ProblemError 403 for a team that the caller does not own */
function ownedTeam({ teams }: Identity, name: string): string {
  const found = [...teams].find(([, team]) => team.name === name && team.role === 'owner');
  if (found) return found[0];
  throw new ProblemError('forbidden', `team "${name}": webhooks of a team are for its owners`);
}

function pageOf<Item>(items: Item[]): Page<Item> {
  return { items, next: null, total: items.length };
}

/** Who is told of one's runs that ended, or of a team's. Somebody else's are not there. */
@Controller('api/v1/webhooks')
export class WebhooksController {
  constructor(
    private readonly database: DataSource,
    @Inject(allowPrivateToken) private readonly allowPrivate: boolean,
  ) {}

  @Post()
  @HttpCode(201)
  @RequireScope('submit')
  async create(@Caller() caller: Identity, @Body() body: unknown): Promise<CreatedWebhook> {
    const { url, team: name } = parseInput(webhookRequestSchema, body);
    const [owner, team] = name === undefined ? [caller.person, null] : [null, ownedTeam(caller, name)];
    const problem = addressProblem(url, this.allowPrivate);
    if (problem !== null) throw badRequest(`url: ${problem}`);
    const secret = makeWebhookSecret();
    const [made] = await this.database.query<WebhookRow[]>(
      `insert into webhooks (owner, team, url, secret) select $1::uuid, $2::uuid, $3, $4
        where (select count(*) from webhooks where owner = $1 or team = $2) < $5 returning ${columns}`,
      [owner, team, url, secret, mostWebhooks],
    );
    if (!made)
      throw new ProblemError(
        'too-many-requests',
        `${name ?? caller.name} has ${mostWebhooks} webhooks: take one away first`,
      );
    return { ...shown(made), secret };
  }

  @Get()
  @RequireScope('read')
  async list(@Caller() caller: Identity): Promise<Page<Webhook>> {
    const rows = await this.database.query<WebhookRow[]>(
      `select ${columns} from webhooks where ${isHeld} order by created_at, id`,
      holdings(caller),
    );
    return pageOf(rows.map(shown));
  }

  @Delete(':id')
  @HttpCode(204)
  @RequireScope('submit')
  async remove(@Caller() caller: Identity, @Param('id') id: string): Promise<void> {
    await this.require(id, caller);
    await this.database.query('delete from webhooks where id = $1', [id]);
  }

  /** The last hundred messages, newest first: what was tried, and what was answered. */
  @Get(':id/deliveries')
  @RequireScope('read')
  async deliveries(@Caller() caller: Identity, @Param('id') id: string): Promise<Page<WebhookDelivery>> {
    await this.require(id, caller);
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
  private async require(id: string, caller: Identity): Promise<void> {
    const rows = await this.database.query<unknown[]>(`select 1 from webhooks where ${isHeld} and id = $3`, [
      ...holdings(caller),
      parseInput(z.uuid(), id),
    ]);
    if (rows.length === 0) throw notFound(`no webhook of yours has the id ${id}`);
  }
}
