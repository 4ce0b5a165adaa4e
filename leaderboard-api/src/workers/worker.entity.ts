import type { SandboxLevel } from '@paretoboard/contract/sandbox-level.js';
import type { Release, WorkerFacts } from '@paretoboard/contract/worker-link.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A worker process that has registered. */
@Entity('workers')
export class WorkerEntity {
  /** Drawn by the process at its start. */
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  link!: 'database' | 'https';

  /** Whose token it works with; null: it has the database's password. */
  @Column({ type: 'uuid', nullable: true })
  owner!: string | null;

  /** What its records are signed with. */
  @Column({ type: 'char', length: 64, name: 'key_id' })
  keyId!: string;

  @Column({ type: 'text', name: 'public_key' })
  publicKey!: string;

  /** The same for all processes of a machine, until it starts again. */
  @Column({ type: 'text' })
  machine!: string;

  @Column({ type: 'integer' })
  pid!: number;

  @Column({ type: 'text', name: 'pid_space', nullable: true })
  pidSpace!: string | null;

  @Column({ type: 'text' })
  device!: string;

  @Column({ type: 'text', name: 'device_class' })
  deviceClass!: string;

  @Column({ type: 'text', array: true })
  sandboxes!: SandboxLevel[];

  @Column({ type: 'text', array: true })
  lanes!: string[];

  @Column({ type: 'jsonb' })
  release!: Release;

  @Column({ type: 'jsonb' })
  facts!: WorkerFacts;

  /** Why it may take nothing. */
  @Column({ type: 'text', nullable: true })
  refused!: string | null;

  /** Runs that failed by our doing since the last that did not. */
  @Column({ type: 'uuid', array: true, name: 'failed_runs', default: () => `'{}'` })
  failedRuns!: string[];

  @Column({ type: 'timestamptz', precision: 3, name: 'resting_until', nullable: true })
  restingUntil!: Date | null;

  @Column({ type: 'timestamptz', precision: 3, name: 'drain_requested_at', nullable: true })
  drainRequestedAt!: Date | null;

  @Column({ type: 'timestamptz', precision: 3, name: 'registered_at', default: () => 'now()' })
  registeredAt!: Date;

  @Column({ type: 'timestamptz', precision: 3, name: 'heard_at', default: () => 'now()' })
  heardAt!: Date;

  @Column({ type: 'timestamptz', precision: 3, name: 'left_at', nullable: true })
  leftAt!: Date | null;
}
