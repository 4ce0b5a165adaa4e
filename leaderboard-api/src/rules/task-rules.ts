import { type TaskRules, taskRulesSchema } from '@paretoboard/contract/task-rules.js';
import type { EntityManager } from 'typeorm';
import { TaskRulesEntity } from './task-rules.entity.js';

/** What is set for a task; where nothing is, the defaults. */
export async function rulesOf(manager: EntityManager, task: string): Promise<TaskRules> {
  const found = await manager.findOneBy(TaskRulesEntity, { task });
  return taskRulesSchema.parse(found?.rules ?? {});
}
