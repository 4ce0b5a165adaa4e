import type { ChallengePhase } from '@paretoboard/contract/challenge-phase.js';
import type { Reason } from '@paretoboard/contract/reason.js';
import type { RunRequest, RunStateName } from '@paretoboard/contract/run-state.js';
import type { Signature } from '@paretoboard/harness/records/signing.js';
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

  /** On whose account; null: the owner's. */
  @Column({ type: 'uuid', nullable: true })
  team!: string | null;

  /** Whether it counts against a quota, once it has a verdict that the submission caused. */
  @Column({ type: 'boolean', default: true })
  charged!: boolean;

  /** One of `priorities`: higher ones get their turn first. */
  @Column({ type: 'integer', default: 0 })
  priority!: number;

  /** Whose turn it takes among those of its class. */
  @Column({ type: 'text', default: 'house' })
  share!: string;

  /** Its place within the class (`nextTurn`). */
  @Column({ type: 'double precision', default: 0 })
  turn!: number;

  /** Where it waits: with all that want the same of a worker (`laneOf`). */
  @Column({ type: 'text', default: '' })
  lane!: string;

  @Column({ type: 'double precision', name: 'expected_seconds', default: 60 })
  expectedSeconds!: number;

  /** Not given out again before. */
  @Column({ type: 'timestamptz', precision: 3, name: 'not_before', nullable: true })
  notBefore!: Date | null;

  /** Of the last attempt; it holds while `leaseExpiresAt` stands. */
  @Column({ type: 'uuid', nullable: true })
  lease!: string | null;

  @Column({ type: 'uuid', nullable: true })
  worker!: string | null;

  /** Machine and device that it has for itself. */
  @Column({ type: 'text', name: 'device_lock', nullable: true })
  deviceLock!: string | null;

  @Column({ type: 'timestamptz', precision: 3, name: 'lease_expires_at', nullable: true })
  leaseExpiresAt!: Date | null;

  /** Of a worker that has no key of this house: its own signature of the record. */
  @Column({ type: 'jsonb', name: 'worker_signature', nullable: true })
  workerSignature!: Signature | null;

  /** The challenge that it is a run of, and in which phase; null: of none. */
  @Column({ type: 'uuid', nullable: true })
  challenge!: string | null;

  @Column({ type: 'text', name: 'challenge_phase', nullable: true })
  challengePhase!: ChallengePhase | null;

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
