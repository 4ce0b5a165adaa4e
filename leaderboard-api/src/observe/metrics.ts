import type { FastifyInstance, FastifyRequest } from 'fastify';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { DataSource } from 'typeorm';
import { toldState } from '../challenges/embargo.js';
import { workersHere } from '../workers/describe-workers.js';
import { type DurationSeries, RequestDurations } from './request-durations.js';

/** The route's pattern, never the path: an id in a label would be a series of its own. */
export function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? 'none';
}

/** Figures for Prometheus: of this process, of the requests that it answered, and of the house as its database has it. */
export class Metrics {
  private readonly registry = new Registry();
  private readonly requests = new RequestDurations(this.registry);

  constructor(private readonly database: DataSource) {
    collectDefaultMetrics({ register: this.registry });
    this.ofTheHouse(
      'paretoboard_runs',
      'Runs by state',
      'state',
      // Figures that anybody may read: of runs under embargo, not how they ended.
      `select ${toldState} as label, count(*) as value from runs group by 1`,
    );
    this.ofTheHouse(
      'paretoboard_records',
      'Published records by verdict',
      'verdict',
      'select verdict as label, count(*) as value from records group by verdict',
    );
    this.ofTheHouse(
      'paretoboard_log_entries',
      'Entries of the log by kind',
      'kind',
      'select kind as label, count(*) as value from log_entries group by kind',
    );
    this.ofTheHouse(
      'paretoboard_oldest_waiting_run_seconds',
      'For how long the run that waits longest has waited; 0: none waits',
      null,
      `select null as label, extract(epoch from now() - min(created_at)) as value from runs where state = 'queued' having count(*) > 0`,
    );
    this.workers();
  }

  /** Times every request of a server. */
  observe(server: FastifyInstance): void {
    server.addHook('onResponse', (request, reply, done) => {
      this.requestsOf(request.method, routeOf(request), reply.statusCode).observe(reply.elapsedTime / 1_000);
      done();
    });
  }

  /** Where requests that are answered so are counted, each with its seconds. @param route its pattern */
  requestsOf(method: string, route: string, status: number): DurationSeries {
    return this.requests.series(method, route, status);
  }

  /** The exposition format of Prometheus, as text. */
  async text(): Promise<{ type: string; body: string }> {
    return { type: this.registry.contentType, body: await this.registry.metrics() };
  }

  /** Asked of the database when somebody asks us. */
  private ofTheHouse(name: string, help: string, label: string | null, query: string): void {
    const { database } = this;
    new Gauge({
      name,
      help,
      labelNames: label === null ? [] : [label],
      registers: [this.registry],
      async collect() {
        this.reset();
        const rows = await database.query<{ label: string | null; value: string }[]>(query);
        for (const row of rows) this.set(label === null ? {} : { [label]: row.label ?? '' }, Number(row.value));
      },
    });
  }

  private workers(): void {
    const { database } = this;
    new Gauge({
      name: 'paretoboard_workers',
      help: 'Workers that are connected and have spoken lately',
      registers: [this.registry],
      async collect() {
        this.set(await workersHere(database));
      },
    });
  }
}
