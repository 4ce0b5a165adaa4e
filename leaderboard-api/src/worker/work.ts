import { setTimeout as sleep } from 'node:timers/promises';
import type { IdleReason, LeaseAnswer, LeasedRun, SignedAnnouncement } from '@paretoboard/contract/worker-link.js';
import type { RunLink } from './run-link.js';

/** Between two looks at a queue that has nothing for us. */
const idleMs = 1_000;
/** What a new start with the right version mends, and nothing else. */
const final: ReadonlySet<IdleReason> = new Set<IdleReason>(['refused', 'outdated']);

/** The versions of worker and server differ: the worker takes no runs. */
export class WorkerRefusedError extends Error {
  override readonly name = 'WorkerRefusedError';
}

export interface WorkOptions {
  readonly link: RunLink;
  readonly announcement: SignedAnnouncement;
  readonly stopping: AbortSignal;
  /** It ends by itself when it had nothing to do for so long; null: never. */
  readonly idleSeconds: number | null;
  handle(leased: LeasedRun): Promise<void>;
  note(line: string): void;
}

async function register({ link, announcement }: WorkOptions): Promise<void> {
  const { refused } = await link.register(announcement);
  if (refused !== null) throw new WorkerRefusedError(refused);
}

/** Registers, and takes runs one at a time until it is told to stop, or has been idle for too long. @throws WorkerRefusedError */
export async function work(options: WorkOptions): Promise<void> {
  const { link, stopping, handle, note } = options;
  const patienceMs = (options.idleSeconds ?? Number.POSITIVE_INFINITY) * 1_000;
  let idleSince = performance.now();
  let said: string | null = null;
  let isKnown = false;
  while (!stopping.aborted && performance.now() - idleSince < patienceMs) {
    try {
      if (!isKnown) await register(options);
      isKnown = true;
      const { leased, idle }: LeaseAnswer = await link.lease();
      if (leased) {
        said = null;
        await handle(leased);
        idleSince = performance.now();
        continue;
      }
      if (idle && final.has(idle.reason)) throw new WorkerRefusedError(idle.detail);
      if (idle?.reason === 'unknown-worker') isKnown = false;
      if (idle && idle.detail !== said) note(`no run: ${idle.detail}`);
      said = idle?.detail ?? null;
    } catch (error) {
      if (error instanceof WorkerRefusedError) throw error;
      // A queue that cannot be reached is asked again: a worker outlives a restart of database and API.
      console.error(error);
    }
    await sleep(idleMs, undefined, { signal: stopping }).catch(() => undefined);
  }
  await link.leave().catch((error: unknown) => console.error(error));
}
