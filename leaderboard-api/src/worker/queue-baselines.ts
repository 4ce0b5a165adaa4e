import { builtInsOf } from '@paretoboard/baselines/registry.js';
import type { ProfileName } from '@paretoboard/contract/profile.js';
import type { RunRequest } from '@paretoboard/contract/run-state.js';
import { availableVariants } from '@paretoboard/harness/data/open-variant.js';
import { loadTask, taskIds } from '@paretoboard/tasks/registry.js';
import type { DataSource } from 'typeorm';
import type { RunQueue } from '../queue/run-queue.js';
import { openStates } from '../runs/run-state.js';
import { inQueueOrder, type QueuedBaseline } from './queue-order.js';

/** Tasks that `PARETOBOARD_BASELINES` names. @throws RangeError for a name that is no task */
export function chosenTasks(choice: string): readonly string[] {
  if (choice === 'all') return taskIds;
  if (choice === 'none' || choice === '') return [];
  const names = choice.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !taskIds.includes(name));
  if (unknown)
    throw new RangeError(
      `PARETOBOARD_BASELINES: expected all, none or names among ${taskIds.join(', ')}; found "${unknown}"`,
    );
  return names;
}

interface Candidate extends QueuedBaseline {
  readonly request: RunRequest;
  readonly version: string;
}

async function candidates(tasks: readonly string[], profile: ProfileName): Promise<Candidate[]> {
  const all: Candidate[] = [];
  for (const task of tasks) {
    const module = await loadTask(task);
    for (const [variantPlace, variant] of availableVariants(module).entries()) {
      for (const { manifest, expectedSeconds } of builtInsOf(task)) {
        const request: RunRequest = {
          task,
          variant: variant.id,
          submission: manifest.name,
          profile,
          runtime: null,
          sandbox: 'process',
          starts: null,
          seeds: null,
          seed: null,
        };
        const isOfficial = variant.relation === 'official';
        all.push({ task, request, version: module.definition.version, expectedSeconds, variantPlace, isOfficial });
      }
    }
  }
  return inQueueOrder(all);
}

async function isKnown(database: DataSource, { request, version }: Candidate): Promise<boolean> {
  const [row] = await database.query<{ known: boolean }[]>(
    `select exists (select 1 from records where task = $1 and task_version = $2 and variant = $3 and submission = $4 and profile = $5 and built_in)
         or exists (select 1 from runs where request ->> 'task' = $1 and request ->> 'variant' = $3 and request ->> 'submission' = $4 and built_in and state = any ($6)) as known`,
    [request.task, version, request.variant, request.submission, request.profile, openStates],
  );
  return row?.known ?? false;
}

/** Queues every built-in baseline that has no row yet and is not already waiting. @returns how many */
export async function queueBaselines(
  database: DataSource,
  queue: RunQueue,
  choice: string,
  profile: ProfileName,
): Promise<number> {
  let queued = 0;
  for (const candidate of await candidates(chosenTasks(choice), profile)) {
    if (await isKnown(database, candidate)) continue;
    await queue.enqueue(candidate.request, true);
    queued += 1;
  }
  return queued;
}
