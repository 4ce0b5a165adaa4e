import { Random } from '@paretoboard/sdk/random.js';
import { Histogram, Registry } from 'prom-client';
import { expect, it } from 'vitest';
import { RequestDurations } from './request-durations.js';

/** What Prometheus reads of one histogram, in any order. */
async function lines(registry: Registry): Promise<string[]> {
  return (await registry.metrics()).split('\n').sort();
}

it('says what prom-client’s own histogram says of the same durations', async () => {
  const [ours, theirs] = [new Registry(), new Registry()];
  const durations = new RequestDurations(ours);
  const reference = new Histogram({
    name: durations.name,
    help: durations.help,
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [theirs],
  });
  const random = new Random(1);
  const edges = [0, 0.001, 0.0025, 10, 10.5];
  for (let i = 0; i < 2_000; i++) {
    const [method, route] = [['GET', 'POST'][random.integer(2)]!, ['/api/v1/runs/:id', 'none'][random.integer(2)]!];
    const status = [200, 304, 404][random.integer(3)]!;
    const seconds = i % 10 === 0 ? edges[random.integer(edges.length)]! : 10 ** (4 * random.uniform() - 3);
    durations.series(method, route, status).observe(seconds);
    reference.labels({ method, route, status: String(status) }).observe(seconds);
  }
  expect(await lines(ours)).toEqual(await lines(theirs));
});
