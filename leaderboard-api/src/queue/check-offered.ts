import type { RunRequest } from '@paretoboard/contract/run-state.js';
import type { EntityManager } from 'typeorm';
import { ProblemError } from '../http/problem.js';
import { laneOf } from './lane.js';

/** A worker that is off for so long may still come back; one that is off for longer is nobody to wait for. */
const patience = '7 days';

/**
 * Refuses a run that asks for a runtime or a device which no worker of the last days has: it would wait for ever. Before any worker was there, nobody can tell.
 * @throws ProblemError 409
 */
export async function checkOffered(manager: EntityManager, request: RunRequest): Promise<void> {
  const wants = [request.runtime && `runtime ${request.runtime}`, request.device && `device ${request.device}`];
  const asked = wants.filter(Boolean);
  if (asked.length === 0) return;
  const [row] = await manager.query<{ known: number; offering: number }[]>(
    `select count(*)::int as known, (count(*) filter (where $1 = any (lanes)))::int as offering
       from workers where refused is null and heard_at > now() - $2::interval`,
    [laneOf(request), patience],
  );
  if (row!.known === 0 || row!.offering > 0) return;
  throw new ProblemError(
    'conflict',
    `no worker of this server has ${asked.join(' on ')} for ${request.task}, ${request.variant}: leave it out, or look at /api/v1/workers for what there is`,
  );
}
