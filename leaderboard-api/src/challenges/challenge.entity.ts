import type { Challenge } from '@paretoboard/contract/challenge.js';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** What an organiser sets once. */
export type ChallengeRules = Pick<
  Challenge,
  'track' | 'runsPerDay' | 'runsInTotal' | 'runsAtOnce' | 'ownFigures' | 'profile' | 'finalProfile'
>;

/** Its secrets lie in a table of their own, so that reading a challenge reads none. */
@Entity('challenges')
export class ChallengeEntity {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column({ type: 'text', unique: true })
  slug!: string;

  @Column({ type: 'text' })
  title!: string;

  @Column({ type: 'text' })
  description!: string;

  @Column({ type: 'text' })
  task!: string;

  @Column({ type: 'text', name: 'task_version' })
  taskVersion!: string;

  /** The task's, which its own data are generated like. */
  @Column({ type: 'text' })
  variant!: string;

  @Column({ type: 'uuid' })
  organiser!: string;

  @Column({ type: 'timestamptz', precision: 3, name: 'opens_at' })
  opensAt!: Date;

  @Column({ type: 'timestamptz', precision: 3, name: 'closes_at' })
  closesAt!: Date;

  @Column({ type: 'timestamptz', precision: 3, name: 'reveal_at' })
  revealAt!: Date;

  @Column({ type: 'jsonb' })
  rules!: ChallengeRules;

  @Column({ type: 'timestamptz', precision: 3, name: 'frozen_at', nullable: true })
  frozenAt!: Date | null;

  @Column({ type: 'timestamptz', precision: 3, name: 'revealed_at', nullable: true })
  revealedAt!: Date | null;

  /** Why it was called off, at `revealedAt`; null: it was not. */
  @Column({ type: 'text', name: 'called_off', nullable: true })
  calledOff!: string | null;

  @Column({ type: 'timestamptz', precision: 3, name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}
