import type { RunState, RunStateName } from '@paretoboard/contract/run-state.js';
import type { DataSource } from 'typeorm';
import { medianSeconds } from '../queue/fair-share.js';
import { placesOf } from '../queue/places.js';
import type { RunEntity } from './run.entity.js';

/** States in which a run waits or works. */
export const openStates = ['queued', 'leased', 'training', 'evaluating', 'timing', 'checking'] as const;

/** Whether a run waits or works. */
export function isOpen(state: RunStateName): boolean {
  return (openStates as readonly RunStateName[]).includes(state);
}

/** Median duration of the last runs that ended, in seconds; null before the first. */
export async function typicalSeconds(database: DataSource): Promise<number | null> {
  const [row] = await database.query<{ seconds: number | null }[]>(`select ${medianSeconds('')} as seconds`);
  return row?.seconds ?? null;
}

type RunSubmission = NonNullable<RunState['submission']>;

/** What was sent, by the run of it. */
async function submissionsOf(database: DataSource, runs: readonly RunEntity[]): Promise<Map<string, RunSubmission>> {
  const ids = runs.flatMap(({ submission }) => submission ?? []);
  if (ids.length === 0) return new Map();
  const found = await database.query<RunSubmission[]>(
    `select submissions.id, submissions.name, people.name as owner
       from submissions join people on people.id = submissions.owner where submissions.id = any ($1)`,
    [ids],
  );
  return new Map(found.map((submission) => [submission.id, submission]));
}

/** Runs as the API shows them, with their places in the queue. */
export async function describeRuns(database: DataSource, runs: readonly RunEntity[]): Promise<RunState[]> {
  const waiting = runs.filter(({ state }) => state === 'queued').map(({ id }) => id);
  const [submissions, places] = [await submissionsOf(database, runs), await placesOf(database, waiting)];
  return runs.map((run) => {
    const { ahead, etaSeconds } = places.get(run.id) ?? { ahead: null, etaSeconds: null };
    return {
      id: run.id,
      state: run.state,
      request: run.request,
      submission: (run.submission && submissions.get(run.submission)) || null,
      position: ahead === null ? null : ahead + 1,
      ahead,
      etaSeconds,
      stage: run.stage,
      progress: run.progress,
      reasons: run.reasons,
      record: run.record,
      createdAt: run.createdAt.toISOString(),
      finishedAt: run.finishedAt?.toISOString() ?? null,
    };
  });
}

export async function describeRun(database: DataSource, run: RunEntity): Promise<RunState> {
  const [described] = await describeRuns(database, [run]);
  return described!;
}
