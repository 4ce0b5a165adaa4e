import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { thisMachine } from '../workers/this-machine.js';

const lookEveryMs = 1_000;

async function isTimed(database: DataSource): Promise<boolean> {
  const rows = await database.query<unknown[]>(
    `select 1 from runs join workers on workers.id = runs.worker
      where runs.lease_expires_at is not null and runs.state = 'timing' and workers.machine = $1 limit 1`,
    [thisMachine().machine],
  );
  return rows.length > 0;
}

/**
 * Ends as soon as no run is timed on the machine of this process: what computes beside a timed window is foreign load, and can void the run.
 * @param longestMs it ends after so long in any case
 */
export async function untimedMachine(database: DataSource, longestMs: number): Promise<void> {
  const until = performance.now() + longestMs;
  while (performance.now() < until && (await isTimed(database))) await pause(lookEveryMs);
}
