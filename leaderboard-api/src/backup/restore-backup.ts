import { cpSync, createReadStream, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { recordSchema } from '@paretoboard/contract/record.js';
import { recordFileName } from '@paretoboard/harness/records/write-record.js';
import type { DataSource, EntityManager } from 'typeorm';
import { draftFolder } from '../bundles/staging.js';
import { dataSourceFor, migrationNames, openDatabase } from '../database/data-source.js';
import { changedFile } from '../store/changed-file.js';
import type { Stores } from '../store/stores.js';
import { type BackupManifest, backupManifestName, backupManifestSchema } from './backup-manifest.js';
import { copyOf } from './make-backup.js';
import { appliedMigrations, clearRows, hasRows, loadRows, serviceTables, withoutReferences } from './table-rows.js';

/** A backup that is damaged, or a place that is not empty. */
export class RestoreRefusedError extends Error {
  override readonly name = 'RestoreRefusedError';
}

export interface EmptyHouse {
  /** Of an empty database. */
  readonly databaseUrl: string;
  /** PARETOBOARD_HOME, without keys, records and bundles. */
  readonly home: string;
  readonly stores: Stores;
}

/** Not the whole record: a backup may hold one that an earlier release wrote. */
const keptRecordSchema = recordSchema.pick({ digest: true, files: true });

/** Marks a home into which a restore was begun: it may be begun again. */
const unfinishedName = 'restore-unfinished';
/** Others may have rows that migrations put there. */
const telling = ['people', 'records', 'runs', 'log_entries'];
const restored = ['keys', 'token', 'records', 'bundles'];

async function readManifest(folder: string): Promise<BackupManifest> {
  const path = join(folder, backupManifestName);
  if (!existsSync(path))
    throw new RestoreRefusedError(`expected a backup, found no ${backupManifestName} in ${folder}`);
  const manifest = backupManifestSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  const changed = await changedFile(folder, manifest.files);
  if (changed) throw new RestoreRefusedError(changed);
  return manifest;
}

function claimHome(home: string): void {
  mkdirSync(home, { recursive: true });
  const marker = join(home, unfinishedName);
  const found = restored.filter((name) => existsSync(join(home, name)));
  if (found.length > 0 && !existsSync(marker))
    throw new RestoreRefusedError(`expected an empty PARETOBOARD_HOME, found ${found.join(', ')} in ${home}`);
  writeFileSync(marker, '');
}

async function requireEmpty(manager: EntityManager, migrations: readonly string[]): Promise<void> {
  const newer = (await appliedMigrations(manager)).filter((name) => !migrations.includes(name));
  if (newer.length > 0)
    throw new RestoreRefusedError('expected an empty database, found the schema of a newer release');
  const tables = await serviceTables(manager);
  for (const table of telling.filter((name) => tables.includes(name))) {
    if (await hasRows(manager, table))
      throw new RestoreRefusedError(`expected an empty database, found rows in ${table}`);
  }
}

/** An empty database with the schema of the release that made the backup. */
async function prepareSchema(url: string, migrations: readonly string[]): Promise<DataSource> {
  const unknown = migrations.filter((name) => !migrationNames.includes(name));
  if (unknown.length > 0)
    throw new RestoreRefusedError(`the backup is of a newer release: this one has no migration ${unknown.join(', ')}`);
  const source = await dataSourceFor(url, migrations).initialize();
  try {
    await requireEmpty(source.manager, migrations);
    await source.runMigrations({ transaction: 'each' });
    return source;
  } catch (error) {
    await source.destroy();
    throw error;
  }
}

async function keepFiles(folder: string, manifest: BackupManifest, { home, stores }: EmptyHouse): Promise<void> {
  for (const digest of manifest.records) {
    const copy = copyOf(folder, 'records', digest);
    if (manifest.missing.some((path) => path.startsWith(`records/${digest}/`))) continue;
    const record = keptRecordSchema.parse(JSON.parse(readFileSync(join(copy, recordFileName), 'utf8')));
    await stores.records.keep(record, copy);
  }
  for (const digest of manifest.bundles) {
    if (manifest.missing.includes(`bundles/${digest}`)) continue;
    const draft = await draftFolder(home);
    cpSync(copyOf(folder, 'bundles', digest), join(draft, 'bundle'), { recursive: true });
    await stores.bundles.keep(digest, join(draft, 'bundle'));
    rmSync(draft, { recursive: true, force: true });
  }
}

function keepSecrets(folder: string, home: string): void {
  for (const name of ['keys', 'token'])
    if (existsSync(join(folder, name))) cpSync(join(folder, name), join(home, name), { recursive: true });
}

/** The reader drops lines that nobody waits for yet: it is made when they are asked for. */
async function* readLines(path: string): AsyncGenerator<string> {
  yield* createInterface({ input: createReadStream(path) });
}

async function load(source: DataSource, folder: string, { tables }: BackupManifest): Promise<void> {
  await source.transaction(async (manager) => {
    await withoutReferences(manager, async () => {
      for (const { name, rows } of tables) {
        await clearRows(manager, name);
        const loaded = await loadRows(manager, name, readLines(join(folder, 'database', `${name}.jsonl`)));
        if (loaded !== rows) throw new RestoreRefusedError(`table ${name}: expected ${rows} rows, found ${loaded}`);
      }
    });
  });
}

/**
 * Restores a backup into an empty house, then brings its schema up to date. Every file is compared with its digest before anything is written. The
 * rows come last, in one transaction; a restore that broke off is begun again.
 * @throws RestoreRefusedError, ZodError for a manifest of another form
 */
export async function restoreBackup(folder: string, house: EmptyHouse): Promise<BackupManifest> {
  const manifest = await readManifest(folder);
  const source = await prepareSchema(house.databaseUrl, manifest.migrations);
  try {
    claimHome(house.home);
    await keepFiles(folder, manifest, house);
    keepSecrets(folder, house.home);
    await load(source, folder, manifest);
  } finally {
    await source.destroy();
  }
  await (await openDatabase(house.databaseUrl)).destroy();
  rmSync(join(house.home, unfinishedName));
  return manifest;
}
