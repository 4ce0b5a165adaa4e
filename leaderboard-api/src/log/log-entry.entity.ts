import type { LogEntry } from '@paretoboard/contract/log-entry.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('log_entries')
export class LogEntryEntity {
  @PrimaryColumn({ type: 'integer' })
  seq!: number;

  @Column({ type: 'char', length: 64 })
  previous!: string;

  @Column({ type: 'char', length: 64, name: 'record_digest' })
  recordDigest!: string;

  @Column({ type: 'text' })
  kind!: LogEntry['kind'];

  /** Text, not a timestamp: the bytes are part of what is hashed. */
  @Column({ type: 'text' })
  at!: string;

  /** Null for a result: then the entry has no such field. */
  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  @Column({ type: 'jsonb' })
  signature!: LogEntry['signature'];
}
