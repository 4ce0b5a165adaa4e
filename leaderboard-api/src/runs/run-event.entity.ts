import type { RunEvent } from '@paretoboard/contract/run-state.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('run_events')
export class RunEventEntity {
  @PrimaryColumn({ type: 'uuid' })
  run!: string;

  @PrimaryColumn({ type: 'bigint', generated: 'identity' })
  seq!: string;

  @Column({ type: 'jsonb' })
  event!: RunEvent;
}
