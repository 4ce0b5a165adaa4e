import type { Reason } from '@paretoboard/contract/reason.js';
import type { RunRequest, RunStateName } from '@paretoboard/contract/run-state.js';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity('runs')
export class RunEntity {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column({ type: 'jsonb' })
  request!: RunRequest;

  @Column({ type: 'boolean', name: 'built_in' })
  builtIn!: boolean;

  /** What was sent to this server; null: a built-in, or a folder of the operator's. */
  @Column({ type: 'uuid', nullable: true })
  submission!: string | null;

  /** Who asked for the run. */
  @Column({ type: 'uuid', nullable: true })
  owner!: string | null;

  /** Higher ones get their turn first. */
  @Column({ type: 'integer', default: 0 })
  priority!: number;

  /** Of the request that made the run: the same key from the same person makes no second one. */
  @Column({ type: 'text', name: 'idempotency_key', nullable: true })
  idempotencyKey!: string | null;

  @Column({ type: 'timestamptz', precision: 3, name: 'cancel_requested_at', nullable: true })
  cancelRequestedAt!: Date | null;

  @Column({ type: 'text' })
  state!: RunStateName;

  @Column({ type: 'text', nullable: true })
  stage!: string | null;

  @Column({ type: 'double precision', nullable: true })
  progress!: number | null;

  @Column({ type: 'jsonb', default: () => `'[]'` })
  reasons!: Reason[];

  @Column({ type: 'char', length: 64, nullable: true })
  record!: string | null;

  @Column({ type: 'integer', default: 0 })
  attempt!: number;

  @Column({ type: 'timestamptz', precision: 3, name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', precision: 3, name: 'started_at', nullable: true })
  startedAt!: Date | null;

  @Column({ type: 'timestamptz', precision: 3, name: 'finished_at', nullable: true })
  finishedAt!: Date | null;
}
