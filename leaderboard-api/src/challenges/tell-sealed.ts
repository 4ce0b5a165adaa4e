import type { Challenge } from '@paretoboard/contract/challenge.js';
import type { ChallengePhase } from '@paretoboard/contract/challenge-phase.js';
import type { EntityManager } from 'typeorm';
import { enterRecord } from '../records/publish-record.js';
import { recordRow } from '../records/record-row.js';
import type { ChallengeEntity } from './challenge.entity.js';
import { seedsOf } from './challenge-seeds.js';
import { type SealedRecord, sealedRecords } from './sealed-records.js';

/** Every sealed record of a challenge enters log and boards, those of withdrawn submissions as retracted, and its run names it. */
export async function enterSealed(manager: EntityManager, challenge: string, home: string): Promise<SealedRecord[]> {
  const sealed = await sealedRecords(manager, challenge);
  for (const one of sealed) await enterRecord(manager, recordRow(one.body, false, one), home);
  await manager.query(
    'update runs set record = sealed.digest from sealed_records sealed where sealed.challenge = $1 and sealed.run = runs.id',
    [challenge],
  );
  await manager.query('delete from sealed_records where challenge = $1', [challenge]);
  return sealed;
}

/** What the history says of a challenge that everybody is told of. */
interface Told {
  readonly seeds: Challenge['seeds'];
  /** Digests of the records of each phase, sorted. */
  readonly main: readonly string[];
  readonly final: readonly string[];
}

/** Enters every sealed record of a challenge whose row says that it is revealed, and tells its secrets. */
export async function tellSealed(manager: EntityManager, { id }: ChallengeEntity, home: string): Promise<Told> {
  const sealed = await enterSealed(manager, id, home);
  const digests = (phase: ChallengePhase): string[] =>
    sealed.flatMap((one) => (one.phase === phase ? one.digest : [])).sort();
  const seeds = (await seedsOf(manager, [id])).get(id)!;
  return { seeds, main: digests('main'), final: digests('final') };
}
