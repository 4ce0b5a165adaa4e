import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { Health } from '@paretoboard/contract/http.js';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { workerNewsSeconds } from '../queue/describe-queue.js';
import { openStates } from '../runs/run-state.js';
import { type Stores, storesToken } from '../store/stores.js';
import { workersHere } from '../workers/describe-workers.js';

@Controller('api')
export class HealthController {
  constructor(
    private readonly database: DataSource,
    @Inject(storesToken) private readonly stores: Stores,
  ) {}

  @Get('health')
  async health(@Res({ passthrough: true }) reply: FastifyReply): Promise<Health> {
    const database = await this.part('database', async () => {
      const [row] = await this.database.query<{ version: string }[]>('show server_version');
      return {
        ok: true,
        detail: `PostgreSQL ${(row as { server_version?: string } | undefined)?.server_version ?? ''}`.trim(),
      };
    });
    const queue = await this.part('queue', async () => {
      const [row] = await this.database.query<{ queued: string; open: string }[]>(
        `select count(*) filter (where state = 'queued') as queued, count(*) filter (where state <> 'queued') as open from runs where state = any ($1)`,
        [openStates],
      );
      return { ok: true, detail: `${row?.queued ?? 0} waiting, ${row?.open ?? 0} running` };
    });
    const worker = await this.part('worker', () => this.worker());
    const store = await this.part('store', () => this.stores.check());
    const parts = [database, queue, worker, store];
    // Reading needs the database alone: a site without a worker still answers.
    const ready = database.ok;
    if (!ready) void reply.status(503);
    return { status: parts.every((part) => part.ok) ? 'ok' : 'failing', live: true, ready, parts };
  }

  private async worker(): Promise<{ ok: boolean; detail: string }> {
    const here = await workersHere(this.database);
    return { ok: here > 0, detail: here > 0 ? `${here} connected` : `none heard of for ${workerNewsSeconds} s` };
  }

  private async part(
    name: string,
    look: () => Promise<{ ok: boolean; detail: string }>,
  ): Promise<Health['parts'][number]> {
    try {
      return { name, ...(await look()) };
    } catch (error) {
      return { name, ok: false, detail: error instanceof Error ? error.message : String(error) };
    }
  }
}
