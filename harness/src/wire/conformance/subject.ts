import type { Track } from '@paretoboard/contract/task.js';
import type { LoadedData, TaskModule } from '../../task/task-module.js';

/** What a speaker is asked about: a task with a few items of data. */
export interface ConformanceSubject {
  readonly module: TaskModule;
  readonly track: Track;
  readonly data: LoadedData;
  /** Of the smallest tasks of our own: a speaker that reads what it is told copes with a split without rows. */
  readonly hasEmptySplit: boolean;
}
