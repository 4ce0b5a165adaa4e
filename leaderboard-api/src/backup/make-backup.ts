import { once } from 'node:events';
import { cpSync, createWriteStream, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import { writeAtomically } from '@paretoboard/harness/records/write-atomically.js';
import type { DataSource, EntityManager } from 'typeorm';
import { localTokenPath } from '../accounts/first-operator.js';
import { RecordEntity } from '../records/record.entity.js';
import { filesOf } from '../records/record-files.js';
import { describeFiles } from '../store/describe-files.js';
import { inNewFolder } from '../store/new-folder.js';
import type { Stores } from '../store/stores.js';
import { SubmissionEntity } from '../submissions/submission.entity.js';
import { type BackupManifest, backupManifestName } from './backup-manifest.js';
import { appliedMigrations, serviceTables, writeRows } from './table-rows.js';

export interface House {
  readonly database: DataSource;
  /** PARETOBOARD_HOME. */
  readonly home: string;
  readonly stores: Stores;
}

interface Snapshot extends Pick<BackupManifest, 'migrations' | 'tables'> {
  readonly records: readonly BenchmarkRecord[];
  readonly bundles: readonly string[];
}

/** Folder of a backup that has the files of a record or a submission. */
export function copyOf(folder: string, kind: 'records' | 'bundles', digest: string): string {
  return join(folder, kind, digest.slice(0, 2), digest);
}

async function copyTable(
  manager: EntityManager,
  name: string,
  folder: string,
): Promise<{ name: string; rows: number }> {
  const out = createWriteStream(join(folder, `${name}.jsonl`));
  const rows = await writeRows(manager, name, out);
  out.end();
  await once(out, 'finish');
  return { name, rows };
}

/** All tables as they were at one moment, whatever is published meanwhile. */
async function copyDatabase(database: DataSource, folder: string): Promise<Snapshot> {
  mkdirSync(folder, { recursive: true });
  return database.transaction('REPEATABLE READ', async (manager) => {
    const tables = [];
    for (const name of await serviceTables(manager)) tables.push(await copyTable(manager, name, folder));
    const records = await manager.find(RecordEntity, { select: { digest: true, body: true } });
    const submissions = await manager.find(SubmissionEntity, { select: { digest: true } });
    return {
      migrations: await appliedMigrations(manager),
      tables,
      records: records.map(({ body }) => body),
      bundles: submissions.map(({ digest }) => digest),
    };
  });
}

async function copyRecord(record: BenchmarkRecord, { stores }: House, folder: string): Promise<string[]> {
  const paths = filesOf(record);
  const source = await stores.records.folder(record.digest, paths);
  const target = copyOf(folder, 'records', record.digest);
  const missing = paths.filter((path) => !existsSync(join(source, path)));
  for (const path of paths) if (!missing.includes(path)) cpSync(join(source, path), join(target, path));
  return missing.map((path) => `records/${record.digest}/${path}`);
}

async function copyBundle(digest: string, { stores }: House, folder: string): Promise<string[]> {
  const source = await stores.bundles.folder(digest);
  if (source === null) return [`bundles/${digest}`];
  cpSync(source, copyOf(folder, 'bundles', digest), { recursive: true });
  return [];
}

/** The keys after the rows: whatever signed a row is among them. */
function copySecrets(home: string, folder: string): void {
  for (const path of [join(home, 'keys'), localTokenPath(home)])
    if (existsSync(path)) cpSync(path, join(folder, path.slice(home.length + 1)), { recursive: true });
}

/**
 * Copies database, files and keys into a new folder, which appears whole or not at all; runs and publishing go on meanwhile. The rows are those of
 * one moment; a record's files are older than its row, so they are there when the row is. Not copied: uploads that nothing was made of yet.
 * @throws FolderExistsError if the folder is there already
 */
export async function makeBackup(house: House, folder: string): Promise<BackupManifest> {
  return inNewFolder(folder, async (draft) => {
    const createdAt = new Date().toISOString();
    const { migrations, tables, records, bundles } = await copyDatabase(house.database, join(draft, 'database'));
    const missing: string[] = [];
    for (const record of records) missing.push(...(await copyRecord(record, house, draft)));
    for (const digest of bundles) missing.push(...(await copyBundle(digest, house, draft)));
    copySecrets(house.home, draft);
    const manifest: BackupManifest = {
      format: 'paretoboard-backup',
      version: 1,
      createdAt,
      migrations,
      tables,
      records: records.map(({ digest }) => digest),
      bundles: [...bundles],
      missing,
      files: await describeFiles(draft),
    };
    writeAtomically(join(draft, backupManifestName), `${JSON.stringify(manifest, null, 2)}\n`);
    return manifest;
  });
}
