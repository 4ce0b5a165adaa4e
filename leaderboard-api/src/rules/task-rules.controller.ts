import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { type StatedRules, taskRulesSchema } from '@paretoboard/contract/task-rules.js';
import { DataSource } from 'typeorm';
import { Caller, type Identity } from '../accounts/identity.js';
import { RequireScope } from '../accounts/token.guard.js';
import { untilBoardsFollow } from '../board/board-versions.js';
import { parseInput } from '../http/parse-query.js';
import { TasksService } from '../tasks/tasks.service.js';
import { TaskRulesEntity } from './task-rules.entity.js';
import { rulesOf } from './task-rules.js';

@Controller('api/v1/tasks/:id/rules')
export class TaskRulesController {
  constructor(
    private readonly database: DataSource,
    private readonly tasks: TasksService,
  ) {}

  @Get()
  async get(@Param('id') id: string): Promise<StatedRules> {
    await this.tasks.one(id);
    return { task: id, ...(await rulesOf(this.database.manager, id)) };
  }

  /** Replaces all of them: what is left out is no longer set. */
  @Put()
  @RequireScope('organise')
  async put(@Caller() caller: Identity, @Param('id') id: string, @Body() body: unknown): Promise<StatedRules> {
    await this.tasks.one(id);
    const rules = parseInput(taskRulesSchema, body);
    const changed = { task: id, rules, changedBy: caller.person, changedAt: new Date() };
    await this.database.getRepository(TaskRulesEntity).upsert(changed, ['task']);
    // Whether names are told is one of them.
    await untilBoardsFollow();
    return { task: id, ...rules };
  }
}
