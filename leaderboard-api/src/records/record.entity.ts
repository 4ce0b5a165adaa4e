import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A published record: its body, and the columns that boards are queried by. */
@Entity('records')
export class RecordEntity {
  @PrimaryColumn({ type: 'char', length: 64 })
  digest!: string;

  @Column({ type: 'jsonb' })
  body!: BenchmarkRecord;

  @Column({ type: 'text' })
  task!: string;

  @Column({ type: 'text', name: 'task_version' })
  taskVersion!: string;

  @Column({ type: 'text' })
  variant!: string;

  @Column({ type: 'text' })
  track!: string;

  @Column({ type: 'text' })
  division!: string;

  @Column({ type: 'text' })
  profile!: string;

  @Column({ type: 'text', name: 'device_class' })
  deviceClass!: string;

  @Column({ type: 'text' })
  submission!: string;

  @Column({ type: 'text' })
  title!: string;

  @Column({ type: 'text', array: true })
  authors!: string[];

  @Column({ type: 'char', length: 64, name: 'submission_digest' })
  submissionDigest!: string;

  @Column({ type: 'text' })
  verdict!: string;

  @Column({ type: 'boolean', name: 'built_in' })
  builtIn!: boolean;

  /** Who sent the submission; null: a built-in, or a folder of the operator's. */
  @Column({ type: 'uuid', nullable: true })
  owner!: string | null;

  /** For which team; null: for the owner. */
  @Column({ type: 'uuid', nullable: true })
  team!: string | null;

  /** Of its row on the board; records of one key are attempts at one row. Null until it is entered. */
  @Column({ type: 'text', collation: 'C', name: 'row_key', nullable: true })
  rowKey!: string | null;

  /** The greatest of a row stands for it. */
  @Column({ type: 'text', collation: 'C', name: 'standing_key', nullable: true })
  standingKey!: string | null;

  /** SHA-256 of what machines are told apart by; null: no sentinel ran beside it. */
  @Column({ type: 'char', length: 64, name: 'machine_key', nullable: true })
  machineKey!: string | null;

  @Column({ type: 'timestamptz', precision: 3, name: 'finished_at' })
  finishedAt!: Date;
}
