import { Injectable } from '@nestjs/common';
import type { TaskListing } from '@paretoboard/contract/task.js';
import { taskIds, UnknownTaskError } from '@paretoboard/tasks/registry.js';
import { notFound } from '../http/problem.js';
import { ItemCountsService } from './item-counts.service.js';
import { type ItemsOf, listTask, listTasks } from './task-listing.js';

@Injectable()
export class TasksService {
  private readonly itemsOf: ItemsOf;

  constructor(counts: ItemCountsService) {
    this.itemsOf = (task, variant) => counts.of(task, variant);
  }

  all(): Promise<TaskListing[]> {
    return listTasks(this.itemsOf);
  }

  /** @throws ProblemError 404 */
  async one(id: string): Promise<TaskListing> {
    try {
      return await listTask(id, this.itemsOf);
    } catch (error) {
      if (error instanceof UnknownTaskError) throw notFound(`task "${id}": expected one of ${taskIds.join(', ')}`);
      throw error;
    }
  }
}
