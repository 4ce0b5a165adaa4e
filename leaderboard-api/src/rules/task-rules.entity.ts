import type { TaskRules } from '@paretoboard/contract/task-rules.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('task_rules')
export class TaskRulesEntity {
  @PrimaryColumn({ type: 'text' })
  task!: string;

  @Column({ type: 'jsonb' })
  rules!: TaskRules;

  @Column({ type: 'uuid', name: 'changed_by', nullable: true })
  changedBy!: string | null;

  @Column({ type: 'timestamptz', precision: 3, name: 'changed_at', default: () => 'now()' })
  changedAt!: Date;
}
