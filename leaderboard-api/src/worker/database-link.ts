import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import type { RunEvent } from '@paretoboard/contract/run-state.js';
import type {
  AttemptEnd,
  LeaseAnswer,
  LeasedRun,
  Registered,
  Renewed,
  SignedAnnouncement,
} from '@paretoboard/contract/worker-link.js';
import { digestOfFolder } from '@paretoboard/harness/records/digest.js';
import { RunError } from '@paretoboard/harness/run/run-error.js';
import type { DataSource } from 'typeorm';
import { endAttempt } from '../queue/end-run.js';
import { keepLog, renewLease, reportEvents } from '../queue/lease-news.js';
import { leaseRun } from '../queue/lease-run.js';
import { publishLeased } from '../queue/publish-leased.js';
import type { Stores } from '../store/stores.js';
import { leaveWorker, registerWorker } from '../workers/register-worker.js';
import type { RunLink } from './run-link.js';

/** A worker with the database's password, on the disk of the house. */
export class DatabaseLink implements RunLink {
  private worker = '';

  constructor(
    private readonly database: DataSource,
    /** PARETOBOARD_HOME, where the keys are. */
    private readonly home: string,
    private readonly stores: Stores,
  ) {}

  async register(signed: SignedAnnouncement): Promise<Registered> {
    const registered = await registerWorker(this.database, signed, { link: 'database' });
    this.worker = registered.worker;
    return registered;
  }

  leave(): Promise<void> {
    return leaveWorker(this.database, this.worker);
  }

  lease(): Promise<LeaseAnswer> {
    return leaseRun(this.database, this.worker);
  }

  renew(lease: string): Promise<Renewed> {
    return renewLease(this.database, lease);
  }

  report(lease: string, events: readonly RunEvent[]): Promise<void> {
    return reportEvents(this.database, lease, events);
  }

  keepLog(lease: string, body: string): Promise<void> {
    return keepLog(this.database, lease, body);
  }

  async bundle({ run }: LeasedRun, digest: string): Promise<string> {
    const folder = await this.stores.bundles.folder(digest);
    if (folder !== null && digestOfFolder(folder).digest === digest) return folder;
    throw new RunError({
      code: 'infrastructure',
      message: `the files of what run ${run} is to measure are not on this machine, or not those that were sent`,
      remedy: 'This is ours: submit again, nothing is charged.',
    });
  }

  publish({ lease }: LeasedRun, record: BenchmarkRecord, folder: string): Promise<void> {
    return publishLeased(this.database, { home: this.home, files: this.stores.records }, lease, record, folder);
  }

  async end(lease: string, end: AttemptEnd): Promise<void> {
    await endAttempt(this.database, lease, end);
  }
}
