import type { Worker } from '@paretoboard/contract/queue.js';
import type { DataSource } from 'typeorm';

/** A worker shows itself in the database; without news for this long it counts as gone. */
export const workerNewsSeconds = 30;

const prefix = 'paretoboard-worker ';

/** Name of a worker's connections: the server's own statistics then tell who is connected. */
export function workerApplication(id: string): string {
  return `${prefix}${id}`;
}

/** Workers that are connected and have spoken lately, longest connected first. */
export async function connectedWorkers(database: DataSource): Promise<Worker[]> {
  const rows = await database.query<{ name: string; since: Date; heard: Date }[]>(
    `select application_name as name, min(backend_start) as since, max(coalesce(state_change, backend_start)) as heard
       from pg_stat_activity where datname = current_database() and application_name like $1
      group by application_name
     having now() - max(coalesce(state_change, backend_start)) < make_interval(secs => $2)
      order by since, name`,
    [`${prefix}%`, workerNewsSeconds],
  );
  return rows.map(({ name, since, heard }) => ({
    id: name.slice(prefix.length),
    connectedSince: since.toISOString(),
    heardOf: heard.toISOString(),
  }));
}
