import type { TeamRole } from '@paretoboard/contract/team.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('team_members')
export class TeamMemberEntity {
  @PrimaryColumn({ type: 'uuid' })
  team!: string;

  @PrimaryColumn({ type: 'uuid' })
  person!: string;

  @Column({ type: 'text' })
  role!: TeamRole;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  since!: Date;
}
