import { once } from 'node:events';
import type { WriteStream } from 'node:fs';
import type { EntityManager } from 'typeorm';

/** Rows that are read or written at once. */
const batch = 500;
/** Of the migrations themselves: they are run, not copied. */
const migrationsTable = 'migrations';

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Tables of the service, by name; those of the queue are made anew from the runs that are open. */
export async function serviceTables(manager: EntityManager): Promise<string[]> {
  const rows = await manager.query<{ name: string }[]>(
    `select relname as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> $1 order by relname`,
    [migrationsTable],
  );
  return rows.map(({ name }) => name);
}

/** Migrations that a database has been through, first to last; none where it is empty. */
export async function appliedMigrations(manager: EntityManager): Promise<string[]> {
  const [found] = await manager.query<{ there: boolean }[]>('select to_regclass($1) is not null as there', [
    `public.${migrationsTable}`,
  ]);
  if (!found?.there) return [];
  const rows = await manager.query<{ name: string }[]>(`select name from public.${migrationsTable} order by id`);
  return rows.map(({ name }) => name);
}

export async function hasRows(manager: EntityManager, table: string): Promise<boolean> {
  const [found] = await manager.query<{ any: boolean }[]>(`select exists (select from public.${quoted(table)}) as any`);
  return found!.any;
}

/** Takes away what migrations put there; a table without rows is left alone, as the log refuses every deletion. */
export async function clearRows(manager: EntityManager, table: string): Promise<void> {
  if (await hasRows(manager, table)) await manager.query(`delete from public.${quoted(table)}`);
}

/**
 * Writes every row of a table as a line of JSON, as PostgreSQL writes it: no number passes through a JavaScript one. To be called in a transaction.
 * @returns how many
 */
export async function writeRows(manager: EntityManager, table: string, out: WriteStream): Promise<number> {
  await manager.query(
    `declare backup_rows no scroll cursor for select row_to_json(t)::text as line from public.${quoted(table)} t`,
  );
  let count = 0;
  for (;;) {
    const rows = await manager.query<{ line: string }[]>(`fetch ${batch} from backup_rows`);
    if (rows.length === 0) break;
    count += rows.length;
    if (!out.write(rows.map(({ line }) => `${line}\n`).join(''))) await once(out, 'drain');
  }
  await manager.query('close backup_rows');
  return count;
}

async function writableColumns(manager: EntityManager, table: string): Promise<string> {
  const rows = await manager.query<{ name: string }[]>(
    `select attname as name from pg_attribute
      where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`,
    [`public.${quoted(table)}`],
  );
  return rows.map(({ name }) => quoted(name)).join(', ');
}

/** Loads lines that `writeRows` wrote, and nothing else: what triggers made of them is among the rows. @returns how many */
export async function loadRows(manager: EntityManager, table: string, lines: AsyncIterable<string>): Promise<number> {
  const columns = await writableColumns(manager, table);
  const name = `public.${quoted(table)}`;
  const insert = (rows: readonly string[]): Promise<unknown> =>
    manager.query(
      `insert into ${name} (${columns}) overriding system value select ${columns} from json_populate_recordset(null::${name}, $1::json)`,
      [`[${rows.join(',')}]`],
    );
  await manager.query(`alter table ${name} disable trigger user`);
  let count = 0;
  let waiting: string[] = [];
  for await (const line of lines) {
    waiting.push(line);
    count += 1;
    if (waiting.length < batch) continue;
    await insert(waiting);
    waiting = [];
  }
  if (waiting.length > 0) await insert(waiting);
  await manager.query(`alter table ${name} enable trigger user`);
  await continueCounters(manager, table);
  return count;
}

/** The next generated number of a column comes after those that were loaded. */
async function continueCounters(manager: EntityManager, table: string): Promise<void> {
  const rows = await manager.query<{ name: string; counter: string }[]>(
    `select attname as name, pg_get_serial_sequence($1, attname) as counter from pg_attribute
      where attrelid = $1::regclass and attnum > 0 and not attisdropped and pg_get_serial_sequence($1, attname) is not null`,
    [`public.${quoted(table)}`],
  );
  for (const { name, counter } of rows)
    await manager.query(
      `select setval($1::regclass, max(${quoted(name)})) from public.${quoted(table)} having max(${quoted(name)}) is not null`,
      [counter],
    );
}

/**
 * Loads rows in any order: the references between tables are checked at the end. Not that of the log's entries: a mirror has some whose records it does
 * not have yet, and what a backup holds was checked when it was written.
 */
export async function withoutReferences(manager: EntityManager, body: () => Promise<void>): Promise<void> {
  await manager.query(`select set_config('paretoboard.imports_dump', 'on', true)`);
  const references = await manager.query<{ table: string; name: string; definition: string }[]>(
    `select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition
       from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`,
  );
  for (const { table, name } of references) await manager.query(`alter table ${table} drop constraint ${quoted(name)}`);
  await body();
  for (const { table, name, definition } of references)
    await manager.query(`alter table ${table} add constraint ${quoted(name)} ${definition}`);
}
