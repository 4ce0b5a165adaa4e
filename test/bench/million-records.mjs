// A database with as many records as one likes: one record's body under many digests and names, entered in the log. Signatures are not looked at.
const perInsert = 20_000;
const methods = 40;
const machines = 8;

/** Of each method a body of its own; of a record the method's, with its own digest. */
const insertRecords = `
  with chosen as (
    select n, encode(sha256(('record ' || n)::bytea), 'hex') as digest, m.*,
           timestamptz '2026-01-01' + n * interval '1 second' as finished
      from generate_series($1::int, $2::int) n join unnest($3::jsonb[], $4::text[], $5::text[], $6::text[], $7::text[]) with ordinality
           as m (body, name, method_digest, row_key, machine_key, place) on m.place = n % ${methods} + 1)
  insert into records (digest, body, task, task_version, variant, track, division, profile, device_class, submission, title, authors,
                       submission_digest, verdict, built_in, finished_at, row_key, machine_key, standing_key)
  select digest, jsonb_set(body, '{digest}', to_jsonb(digest)), body #>> '{task,id}', body #>> '{task,version}', 'surrogate', body ->> 'track',
         'from-scratch', 'full', body #>> '{machine,deviceClass}', name, name, array['Nobody'], method_digest, 'VALID', true, finished, row_key, machine_key,
         '11 ' || to_char(finished at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || ' ' || digest
    from chosen`;

const insertLog = `
  insert into log_entries (seq, previous, record_digest, kind, at, signature)
  select n, repeat('0', 64), encode(sha256(('record ' || n)::bytea), 'hex'), 'result',
         to_char(timestamp '2026-01-01' + n * interval '1 second', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), $3::jsonb
    from generate_series($1::int, $2::int) n`;

/** Makes the indexes of a table when it is full: to enter each row into all of them takes longer. Those of constraints stay. */
async function withoutIndexes(database, table, fill) {
  const indexes = await database.query(
    `select indexname as name, indexdef as definition from pg_indexes
      where tablename = $1 and indexname not in (select conname from pg_constraint where conrelid = $1::regclass)`,
    [table],
  );
  for (const { name } of indexes) await database.query(`drop index "${name}"`);
  await fill();
  await database.query(`set maintenance_work_mem = '512MB'`);
  for (const { definition } of indexes) await database.query(definition);
}

/** Beside every record a sentinel ran, on one of a few machines, as where records come from. */
function sentinelOf(machine, sha256) {
  const times = { p50MsBefore: 5, p50MsAfter: 5, drift: 1 };
  return { name: 'matrix-product', digest: sha256(`machine ${machine}`), n: 100, ...times, ratioToSentinel: {} };
}

/**
 * @param database an open DataSource
 * @param {number} count of records
 * @param sample a record; its task must be of the registry
 * @param boardKeys of the API
 */
export async function fillRecords(database, count, sample, { boardKeys, rebuildBoardRows, sha256 }, note) {
  const bodies = Array.from({ length: methods }, (_, index) => {
    const name = `method-${index}`;
    const submission = { ...sample.submission, name, title: name, digest: sha256(name) };
    return { ...sample, submission, sentinel: sentinelOf(index % machines, sha256) };
  });
  const keys = bodies.map((body) => boardKeys(body, true, { owner: null, team: null }));
  const columns = [
    bodies,
    bodies.map(({ submission }) => submission.name),
    bodies.map(({ submission }) => submission.digest),
    keys.map(({ rowKey }) => rowKey),
    keys.map(({ machineKey }) => machineKey),
  ];
  await database.query('alter table records alter column body set compression lz4').catch(() => undefined);
  await database.query('set synchronous_commit = off');
  await withoutIndexes(database, 'records', async () => {
    for (let from = 0; from < count; from += perInsert) {
      const to = Math.min(count, from + perInsert) - 1;
      await database.query(insertRecords, [from, to, ...columns]);
      await database.query(insertLog, [from, to, sample.signature]);
      if ((from / perInsert) % 10 === 0) note(`${to + 1} of ${count} records`);
    }
  });
  await database.query('analyze');
  await rebuildBoardRows(database.manager);
}
