import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('run_logs')
export class RunLogEntity {
  @PrimaryColumn({ type: 'uuid' })
  run!: string;

  /** As `readableLog` leaves it. */
  @Column({ type: 'text' })
  body!: string;
}
