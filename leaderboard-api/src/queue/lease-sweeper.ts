import { isAlive } from '@paretoboard/harness/sandbox/is-alive.js';
import type { DataSource } from 'typeorm';
import { leaveWorker } from '../workers/register-worker.js';
import { thisMachine } from '../workers/this-machine.js';
import { takeBack } from './end-run.js';

const everyMs = 2_000;
/** For so long a lease must stand expired before it is taken back: after a stop of the database, or a step of its clock, living workers renew first. */
const graceMs = 8_000;

interface Process {
  readonly machine: string;
  readonly pid: number;
  readonly pidSpace: string | null;
}

interface Held extends Process {
  readonly lease: string;
  readonly expiresAt: Date;
  readonly expired: boolean;
}

/** Takes runs back from workers that died. Any number of processes may do it at the same time. */
export class LeaseSweeper {
  /** Expired leases, with the moment of the monotonic clock that they were first seen at. */
  private seen = new Map<string, number>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: DataSource,
    private readonly onError: (error: unknown) => void = (error) => console.error(error),
  ) {}

  onModuleInit(): void {
    this.start();
  }

  onModuleDestroy(): void {
    this.stop();
  }

  start(): void {
    this.timer = setInterval(() => void this.sweep().catch(this.onError), everyMs).unref();
    void this.sweep().catch(this.onError);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** @returns how many runs were taken back */
  async sweep(now = performance.now()): Promise<number> {
    await this.forgetTheDead();
    const held = await this.database.query<Held[]>(
      `select lease, lease_expires_at as "expiresAt", lease_expires_at < now() as expired, machine, pid, pid_space as "pidSpace"
         from runs join workers on workers.id = runs.worker
        where lease_expires_at is not null and (lease_expires_at < now() or machine = $1)`,
      [thisMachine().machine],
    );
    const before = this.seen;
    this.seen = new Map();
    let taken = 0;
    for (const one of held) {
      const isDue = hasDied(one) || this.hasExpired(one, before, now);
      if (isDue && (await takeBack(this.database, one.lease, one.expired ? one.expiresAt : null))) taken += 1;
    }
    return taken;
  }

  /** Nobody else can tell for a while that a process of this machine is gone. */
  private async forgetTheDead(): Promise<void> {
    const here = await this.database.query<(Process & { id: string })[]>(
      'select id, machine, pid, pid_space as "pidSpace" from workers where left_at is null and machine = $1',
      [thisMachine().machine],
    );
    for (const worker of here) if (hasDied(worker)) await leaveWorker(this.database, worker.id);
  }

  private hasExpired({ lease, expiresAt, expired }: Held, before: ReadonlyMap<string, number>, now: number): boolean {
    if (!expired) return false;
    const key = `${lease} ${expiresAt.getTime()}`;
    const since = before.get(key) ?? now;
    this.seen.set(key, since);
    return now - since >= graceMs;
  }
}

/** A process of this machine that is gone need not be waited for. */
function hasDied({ machine, pid, pidSpace }: Process): boolean {
  const here = thisMachine();
  return machine === here.machine && pidSpace !== null && pidSpace === here.pidSpace && !isAlive(pid);
}
