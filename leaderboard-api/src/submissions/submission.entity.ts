import type { Visibility } from '@paretoboard/contract/submission.js';
import type { SubmissionManifest } from '@paretoboard/contract/submission-manifest.js';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** What somebody sent: its files lie in the bundle store, by `digest`. */
@Entity('submissions')
export class SubmissionEntity {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column({ type: 'char', length: 64, unique: true })
  digest!: string;

  /** Who sent it first. */
  @Column({ type: 'uuid' })
  owner!: string;

  /** For whom it was sent; null: for its owner. */
  @Column({ type: 'uuid', nullable: true })
  team!: string | null;

  @Column({ type: 'jsonb' })
  manifest!: SubmissionManifest;

  @Column({ type: 'text' })
  task!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  visibility!: Visibility;

  @Column({ type: 'integer' })
  files!: number;

  /** PostgreSQL's bigint comes as text. */
  @Column({ type: 'bigint' })
  bytes!: string;

  @Column({ type: 'timestamptz', precision: 3, name: 'withdrawn_at', nullable: true })
  withdrawnAt!: Date | null;

  @Column({ type: 'text', name: 'withdrawn_reason', nullable: true })
  withdrawnReason!: string | null;

  @Column({ type: 'timestamptz', precision: 3, name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}
