import { Injectable } from '@nestjs/common';
import type { TaskListing } from '@paretoboard/contract/task.js';
import { taskIds, UnknownTaskError } from '@paretoboard/tasks/registry.js';
import { notFound } from '../http/problem.js';
import { listTask, listTasks } from './task-listing.js';

@Injectable()
export class TasksService {
  all(): Promise<TaskListing[]> {
    return listTasks();
  }

  /** @throws ProblemError 404 */
  async one(id: string): Promise<TaskListing> {
    try {
      return await listTask(id);
    } catch (error) {
      if (error instanceof UnknownTaskError) throw notFound(`task "${id}": expected one of ${taskIds.join(', ')}`);
      throw error;
    }
  }
}
