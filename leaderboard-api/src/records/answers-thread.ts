import { parentPort, workerData } from 'node:worker_threads';
import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import { openVariant } from '@paretoboard/harness/data/open-variant.js';
import { RescoreError, storedAnswers } from '@paretoboard/harness/records/rescore.js';
import { DataSetError } from '@paretoboard/harness/task/data-set-error.js';
import { type DescribedAnswers, describeAnswers, withoutAnswers } from '@paretoboard/tasks/answers/describe-answers.js';
import { loadTask } from '@paretoboard/tasks/registry.js';

/** What the thread is told: the record, the folder that has its stored outputs, and whether the licence allows showing items. */
export interface AnswersOrder {
  readonly record: BenchmarkRecord;
  readonly folder: string;
  readonly mayShowItems: boolean;
}

async function described({ record, folder, mayShowItems }: AnswersOrder): Promise<DescribedAnswers> {
  const module = await loadTask(record.task.id);
  try {
    const data = await openVariant(module, record.variant.id);
    return describeAnswers(record, module, storedAnswers(record, folder, data), mayShowItems);
  } catch (error) {
    if (error instanceof RescoreError) return withoutAnswers(`The stored answers cannot be read: ${error.message}.`);
    if (error instanceof DataSetError)
      return withoutAnswers('The data are not on this server, so that it has no labels.');
    throw error;
  }
}

// Unpacking answers and opening a data set keep a thread busy for seconds: not the one that answers requests.
parentPort?.postMessage(await described(workerData as AnswersOrder));
