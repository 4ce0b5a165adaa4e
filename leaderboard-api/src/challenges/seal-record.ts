import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import type { DataSource, EntityManager } from 'typeorm';
import type { Holder } from '../accounts/identity.js';
import { untilBoardsFollow } from '../board/board-versions.js';
import { keepVerified, type PublishOptions, RecordRefusedError } from '../records/publish-record.js';
import type { RunEntity } from '../runs/run.entity.js';
import { ChallengeEntity } from './challenge.entity.js';
import { variantOf } from './challenge-state.js';
import { enterSealed } from './tell-sealed.js';

/** @throws RecordRefusedError for a record of other data than the challenge hides */
async function checkData(source: DataSource, run: RunEntity, record: BenchmarkRecord): Promise<void> {
  const { slug } = await source.getRepository(ChallengeEntity).findOneByOrFail({ id: run.challenge! });
  const [seed] = await source.query<{ commitment: string }[]>(
    'select commitment from challenge_seeds where challenge = $1 and phase = $2',
    [run.challenge, run.challengePhase],
  );
  const phase = run.challengePhase!;
  const expected = [variantOf(slug, phase), slug, phase, seed?.commitment];
  const { variant, challenge } = record;
  const found = [variant.id, challenge?.id, challenge?.phase, challenge?.seedCommitment];
  if (JSON.stringify(expected) !== JSON.stringify(found))
    throw new RecordRefusedError(`expected a record of ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`);
}

/**
 * Verifies a record of a run within a challenge and keeps it for the reveal: it is in no log and on no board before. The same record again changes nothing. If
 * the challenge was called off while its run was measured, it is entered at once.
 * @throws RecordRefusedError
 */
export async function sealRecord(
  source: DataSource,
  record: BenchmarkRecord,
  folder: string,
  keeping: Pick<PublishOptions, 'home' | 'files'>,
  run: RunEntity,
  { owner, team }: Holder,
  also: (manager: EntityManager) => Promise<void>,
): Promise<void> {
  await checkData(source, run, record);
  await keepVerified(record, folder, keeping);
  await source.transaction(async (manager) => {
    // Nobody calls it off until this transaction ends.
    const [told] = await manager.query<{ revealed: boolean }[]>(
      'select revealed_at is not null as revealed from challenges where id = $1 for share',
      [run.challenge],
    );
    await manager.query(
      `insert into sealed_records (digest, challenge, phase, run, body, owner, team) values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
      [record.digest, run.challenge, run.challengePhase, run.id, JSON.stringify(record), owner, team],
    );
    await also(manager);
    if (told!.revealed) await enterSealed(manager, run.challenge!, keeping.home);
  });
  await untilBoardsFollow();
}
