import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import { rowKey, standingKey } from '@paretoboard/harness/board/standing.js';
import { sha256 } from '@paretoboard/harness/records/digest.js';
import { type DriftRecord, laterRunsSeen, machineKey } from '@paretoboard/harness/sentinel/drift.js';
import type { EntityManager } from 'typeorm';
import type { Holder } from '../accounts/identity.js';
import type { RecordEntity } from '../records/record.entity.js';

/** One board: task, its version, variant. */
export interface BoardAddress {
  readonly task: string;
  readonly taskVersion: string;
  readonly variant: string;
}

/** Later than anything in the log. */
const now = '9999';
/** Records that are entered at a time. */
const batchSize = 500;

type Keys = Pick<RecordEntity, 'rowKey' | 'standingKey' | 'machineKey'>;

/** What places a record on its board. @param holder whose submission it is of */
export function boardKeys(record: BenchmarkRecord, builtIn: boolean, { owner, team }: Holder): Keys {
  return {
    rowKey: rowKey(record, builtIn, team ?? owner),
    standingKey: standingKey(record),
    machineKey: record.sentinel ? sha256(machineKey(record)) : null,
  };
}

/** A new record enters its board, in the transaction that publishes it: one row changes, however many records there are. */
export async function enterBoard(manager: EntityManager, record: Partial<RecordEntity>): Promise<void> {
  await manager.query(
    `insert into board_rows (task, task_version, variant, row_key, attempts, standing_key, standing)
     values ($1, $2, $3, $4, 1, $5, $6)
     on conflict (task, task_version, variant, row_key) do update set
       attempts = board_rows.attempts + 1,
       standing_key = greatest(board_rows.standing_key, excluded.standing_key),
       standing = case when board_rows.standing_key > excluded.standing_key then board_rows.standing else excluded.standing end`,
    [record.task, record.taskVersion, record.variant, record.rowKey, record.standingKey, record.digest],
  );
}

/** A record was retracted, in this transaction: the next best attempt stands in its place, or none. */
export async function leaveBoard(manager: EntityManager, digest: string): Promise<void> {
  await manager.query(
    `update board_rows as b set (standing_key, standing) = (
       select r.standing_key, r.digest from records r
        where (r.task, r.task_version, r.variant, r.row_key) = (b.task, b.task_version, b.variant, b.row_key)
          and not exists (select 1 from log_entries t where t.record_digest = r.digest and t.kind = 'retraction')
        order by r.standing_key desc limit 1)
      from records gone
     where gone.digest = $1 and (b.task, b.task_version, b.variant, b.row_key) = (gone.task, gone.task_version, gone.variant, gone.row_key)`,
    [digest],
  );
}

/** Rows as the log tells them at $1; a standing key ends with the digest of its record. */
const rowsFromLog = `
  select r.task, r.task_version, r.variant, r.row_key, count(*)::int as attempts,
         max(r.standing_key) filter (where t.seq is null) as standing_key,
         right(max(r.standing_key) filter (where t.seq is null), 64)::char(64) collate "default" as standing
    from records r
    join log_entries l on l.record_digest = r.digest and l.kind = 'result' and l.at <= $1
    left join log_entries t on t.record_digest = r.digest and t.kind = 'retraction' and t.at <= $1`;

const grouped = 'group by r.task, r.task_version, r.variant, r.row_key';

/** Makes every row anew from records and log: what publishing and retracting keep up to date must be the same. */
export async function rebuildBoardRows(manager: EntityManager): Promise<void> {
  await manager.query('delete from board_rows');
  await manager.query(
    `insert into board_rows (task, task_version, variant, row_key, attempts, standing_key, standing) ${rowsFromLog} ${grouped}`,
    [now],
  );
}

/** Enters records that came in another way than by publishing: of an earlier release, or imported. @returns how many */
export async function enterMissing(manager: EntityManager): Promise<number> {
  let entered = 0;
  for (;;) {
    const found = await manager.query<({ digest: string; body: BenchmarkRecord; built_in: boolean } & Holder)[]>(
      'select digest, body, built_in, owner, team from records where row_key is null limit $1',
      [batchSize],
    );
    if (found.length === 0) break;
    const keys = found.map(({ body, built_in: builtIn, ...holder }) => boardKeys(body, builtIn, holder));
    await manager.query(
      `update records set row_key = k.row_key, standing_key = k.standing_key, machine_key = k.machine_key
         from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as k (digest, row_key, standing_key, machine_key)
        where records.digest = k.digest`,
      [
        found.map(({ digest }) => digest),
        keys.map((key) => key.rowKey),
        keys.map((key) => key.standingKey),
        keys.map((key) => key.machineKey),
      ],
    );
    entered += found.length;
  }
  if (entered > 0) await rebuildBoardRows(manager);
  return entered;
}

/** How many records there are, of a task or variant or of all: rows count their attempts, and there are few of them where there are a million records. */
export async function countRecords(
  manager: EntityManager,
  { task, variant }: { readonly task: string | undefined; readonly variant: string | undefined },
): Promise<number> {
  const [found] = await manager.query<{ records: number }[]>(
    `select coalesce(sum(attempts), 0)::int as records from board_rows
      where ($1::text is null or task = $1) and ($2::text is null or variant = $2)`,
    [task ?? null, variant ?? null],
  );
  return found!.records;
}

/** A row of the table with the record that stands. */
export interface StandingRow extends Holder {
  readonly attempts: number;
  readonly body: BenchmarkRecord | null;
  readonly builtIn: boolean | null;
}

const withRecord = `select b.attempts, r.body, r.built_in as "builtIn", r.owner, r.team`;

/** Rows of a board, now, or as the log tells them at some moment (RFC 3339, UTC, milliseconds). */
export function standingRows(
  manager: EntityManager,
  { task, taskVersion, variant }: BoardAddress,
  asOf: string | null,
): Promise<StandingRow[]> {
  if (asOf === null) {
    return manager.query(
      `${withRecord} from board_rows b left join records r on r.digest = b.standing
        where (b.task, b.task_version, b.variant) = ($1, $2, $3) order by b.row_key`,
      [task, taskVersion, variant],
    );
  }
  return manager.query(
    `with b as (${rowsFromLog} where (r.task, r.task_version, r.variant) = ($2, $3, $4) ${grouped})
     ${withRecord} from b left join records r on r.digest = b.standing order by b.row_key`,
    [asOf, task, taskVersion, variant],
  );
}

/** Why records of a board were retracted, each with its reason, until some moment. */
export async function retractionsOf(
  manager: EntityManager,
  { task, taskVersion, variant }: BoardAddress,
  asOf: string | null,
): Promise<string[]> {
  const rows = await manager.query<{ reason: string | null }[]>(
    `select t.reason from log_entries t join records r on r.digest = t.record_digest
      where t.kind = 'retraction' and t.at <= $1 and (r.task, r.task_version, r.variant) = ($2, $3, $4) order by t.seq`,
    [asOf ?? now, task, taskVersion, variant],
  );
  return rows.map(({ reason }) => reason ?? '');
}

/**
 * Keys of the machines that measured on a board, by one look into the index for each: `distinct` would read the entry of every record.
 */
const machines = `
  with recursive machines as (
    (select machine_key from records
      where (task, task_version, variant) = ($1, $2, $3) and machine_key is not null order by machine_key limit 1)
    union all
    select (select r.machine_key from records r
             where (r.task, r.task_version, r.variant) = ($1, $2, $3) and r.machine_key > m.machine_key
             order by r.machine_key limit 1)
      from machines m where m.machine_key is not null)`;

/** The newest records of each machine that measured on a board: what its drift is seen by. */
export async function driftRecords(
  manager: EntityManager,
  { task, taskVersion, variant }: BoardAddress,
  asOf: string | null,
): Promise<DriftRecord[]> {
  const rows = await manager.query<(DriftRecord & { finishedAt: string })[]>(
    `${machines}
     select n.* from machines m cross join lateral (
       select r.body ->> 'finishedAt' as "finishedAt", r.body -> 'machine' as machine, r.body -> 'sentinel' as sentinel,
              r.body -> 'sandbox' as sandbox
         from records r
        where (r.task, r.task_version, r.variant) = ($1, $2, $3) and r.machine_key = m.machine_key
          and r.finished_at <= coalesce($4::timestamptz, 'infinity')
        order by r.finished_at desc limit $5) n`,
    [task, taskVersion, variant, asOf, laterRunsSeen],
  );
  return rows;
}
