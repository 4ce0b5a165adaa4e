import type { RunState, RunStateName } from '@paretoboard/contract/run-state.js';
import type { DataSource } from 'typeorm';
import { HolderNames } from '../accounts/holder-names.js';
import type { Holder, Identity } from '../accounts/identity.js';
import { Anonymity } from '../anonymity/anonymity.js';
import { Embargo } from '../challenges/embargo.js';
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

/** What was sent, and whose it is. */
interface Sent extends Holder {
  readonly id: string;
  readonly name: string;
}

/** What was sent, by its id. */
async function submissionsOf(database: DataSource, runs: readonly RunEntity[]): Promise<Map<string, Sent>> {
  const ids = runs.flatMap(({ submission }) => submission ?? []);
  if (ids.length === 0) return new Map();
  const found = await database.query<Sent[]>('select id, name, owner, team from submissions where id = any ($1)', [
    ids,
  ]);
  return new Map(found.map((submission) => [submission.id, submission]));
}

/** Runs as the API shows them to somebody, with their places in the queue. */
export async function describeRuns(
  database: DataSource,
  runs: readonly RunEntity[],
  reader: Identity | null,
): Promise<RunState[]> {
  const waiting = runs.filter(({ state }) => state === 'queued').map(({ id }) => id);
  const [submissions, places] = [await submissionsOf(database, runs), await placesOf(database, waiting)];
  const names = await HolderNames.of(database.manager, [...submissions.values()]);
  const anonymity = await Anonymity.now(database.manager);
  const embargo = await Embargo.over(database.manager, runs);
  return runs.map((run) => {
    const { ahead, etaSeconds } = places.get(run.id) ?? { ahead: null, etaSeconds: null };
    const sent = (run.submission && submissions.get(run.submission)) || null;
    const shown: RunState = {
      id: run.id,
      state: run.state,
      request: run.request,
      submission: sent && { id: sent.id, name: sent.name, owner: names.nameOf(sent)! },
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
    const told = embargo.run(shown, run, reader);
    return sent === null ? told : anonymity.run(told, sent, reader);
  });
}

export async function describeRun(database: DataSource, run: RunEntity, reader: Identity | null): Promise<RunState> {
  const [described] = await describeRuns(database, [run], reader);
  return described!;
}
