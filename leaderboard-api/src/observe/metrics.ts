import type { FastifyInstance, FastifyRequest } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { DataSource } from 'typeorm';
import { toldState } from '../challenges/embargo.js';
import { workersHere } from '../workers/describe-workers.js';

/** Seconds: from what a cached read takes to what nobody waits for. */
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** The route's pattern, never the path: an id in a label would be a series of its own. */
export function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? 'none';
}

/** Figures for Prometheus: of this process, of the requests that it answered, and of the house as its database has it. */
export class Metrics {
  private readonly registry = new Registry();
  private readonly requests = new Histogram({
    name: 'paretoboard_http_request_duration_seconds',
    help: 'Time from the first byte of a request to the last of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets,
    registers: [this.registry],
  });

  /** Of the histogram, by method, status and route: finding one by its labels takes longer than to count. */
  private readonly series = new Map<string, { observe(seconds: number): void }>();

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
      this.answered(request.method, routeOf(request), reply.statusCode, reply.elapsedTime / 1_000);
      done();
    });
  }

  /** Counts an answered request. @param route its pattern */
  answered(method: string, route: string, status: number, seconds: number): void {
    const key = `${method} ${status} ${route}`;
    const known = this.series.get(key) ?? this.requests.labels({ method, route, status: String(status) });
    this.series.set(key, known);
    known.observe(seconds);
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
