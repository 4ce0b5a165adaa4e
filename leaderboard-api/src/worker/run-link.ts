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

/**
 * A worker's way to the queue: the database, or the API alone.
 * Whatever is said of a lease that holds no longer is refused with a LeaseLostError.
 */
export interface RunLink {
  register(signed: SignedAnnouncement): Promise<Registered>;
  leave(): Promise<void>;
  lease(): Promise<LeaseAnswer>;
  renew(lease: string): Promise<Renewed>;
  report(lease: string, events: readonly RunEvent[]): Promise<void>;
  keepLog(lease: string, body: string): Promise<void>;
  /** Folder with the files of what was sent, which are those of `digest`. @throws RunError */
  bundle(leased: LeasedRun, digest: string): Promise<string>;
  /** Publishes the record in `folder` and ends the run; again after a lost answer changes nothing. */
  publish(leased: LeasedRun, record: BenchmarkRecord, folder: string): Promise<void>;
  end(lease: string, end: AttemptEnd): Promise<void>;
}
