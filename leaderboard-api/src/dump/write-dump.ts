import { cpSync, existsSync, linkSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { logEntrySchema } from '@paretoboard/contract/log-entry.js';
import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import { digestOf } from '@paretoboard/harness/records/digest.js';
import { publishedKeys, signingKey } from '@paretoboard/harness/records/key-ring.js';
import { signDigest } from '@paretoboard/harness/records/signing.js';
import { writeAtomically } from '@paretoboard/harness/records/write-atomically.js';
import type { EntityManager } from 'typeorm';
import { HolderNames } from '../accounts/holder-names.js';
import { Anonymity } from '../anonymity/anonymity.js';
import type { House } from '../backup/make-backup.js';
import { plainEntry } from '../log/append-to-log.js';
import { LogEntryEntity } from '../log/log-entry.entity.js';
import { RecordEntity } from '../records/record.entity.js';
import { filesOf } from '../records/record-files.js';
import { describeFiles } from '../store/describe-files.js';
import { inNewFolder } from '../store/new-folder.js';
import {
  type DumpedRecord,
  type DumpManifest,
  dumpedFolder,
  dumpedRecordSchema,
  dumpManifestName,
} from './dump-manifest.js';
import { readJsonLines, writeJsonLines } from './json-lines.js';
import { logTable, recordTables } from './parquet-tables.js';
import { writeParquet } from './write-parquet.js';

/** Records that are read at once: each is some 10 kB. */
const batch = 500;

type Withheld = NonNullable<DumpManifest['withheld']>[number];

/** Records as they were signed, with their names; those whose names nobody may be told yet are counted and left out. */
async function* dumpedRecords(manager: EntityManager, withheld: Map<string, Withheld>): AsyncGenerator<DumpedRecord> {
  const anonymity = await Anonymity.now(manager);
  for (let after = ''; ; ) {
    const rows = await manager
      .createQueryBuilder(RecordEntity, 'record')
      .where('record.digest > :after', { after })
      .orderBy('record.digest')
      .take(batch)
      .getMany();
    const names = await HolderNames.of(manager, rows);
    for (const row of rows) {
      const until = anonymity.until(row.task, row);
      if (until === null) yield { builtIn: row.builtIn, owner: names.nameOf(row), record: row.body };
      else
        withheld.set(row.task, {
          task: row.task,
          until: until.toISOString(),
          records: (withheld.get(row.task)?.records ?? 0) + 1,
        });
    }
    if (rows.length < batch) return;
    after = rows.at(-1)!.digest;
  }
}

/** Log and records of one moment, whatever is published meanwhile. */
async function writeLines({ database, home }: House, folder: string): Promise<Pick<DumpManifest, 'log' | 'withheld'>> {
  return database.transaction('REPEATABLE READ', async (manager) => {
    const entries = (await manager.find(LogEntryEntity, { order: { seq: 'ASC' } })).map(plainEntry);
    const last = entries.at(-1);
    await writeJsonLines(join(folder, 'log.jsonl'), entries);
    const withheld = new Map<string, Withheld>();
    await writeJsonLines(join(folder, 'records.jsonl'), dumpedRecords(manager, withheld));
    // After the snapshot was taken: whatever signed an entry is among them.
    await writeJsonLines(join(folder, 'keys.jsonl'), publishedKeys(home));
    const log = { entries: entries.length, head: last ? digestOf(last) : null };
    return { log, ...(withheld.size > 0 && { withheld: [...withheld.values()] }) };
  });
}

/** The store's files never change: where they lie on the same disk they are linked, and a nightly dump takes no room for them. */
function linkOrCopy(source: string, target: string): void {
  try {
    linkSync(source, target);
  } catch {
    cpSync(source, target);
  }
}

async function writeFiles(record: BenchmarkRecord, { stores }: House, folder: string): Promise<void> {
  const paths = filesOf(record);
  const source = await stores.records.folder(record.digest, paths);
  const target = join(folder, dumpedFolder(record.digest));
  mkdirSync(target, { recursive: true });
  for (const path of paths) {
    if (!existsSync(join(source, path)))
      throw new Error(`record ${record.digest}: its file ${path} is not in the store; restore it from a backup first`);
    linkOrCopy(join(source, path), join(target, path));
  }
}

async function writeTables(folder: string): Promise<void> {
  const records = () => readJsonLines(join(folder, 'records.jsonl'), dumpedRecordSchema);
  const [recordTable, metricTable, latencyTable] = recordTables;
  await writeParquet(join(folder, 'records.parquet'), recordTable, records());
  await writeParquet(join(folder, 'metrics.parquet'), metricTable, records());
  await writeParquet(join(folder, 'latency.parquet'), latencyTable, records());
  await writeParquet(join(folder, 'log.parquet'), logTable, readJsonLines(join(folder, 'log.jsonl'), logEntrySchema));
}

/**
 * Writes everything that is public, for anybody: log, keys and records as JSON Lines and as Parquet, and the records' files. It appears whole or not
 * at all; publishing goes on meanwhile. Nothing of people but the names that the boards show, no submission, no run, no token. What people sent to a task
 * that is anonymous is left out until its names are told; the manifest says how much that is.
 * @throws FolderExistsError if the folder is there already, MirrorError in a mirror
 */
export async function writeDump(house: House, folder: string): Promise<DumpManifest> {
  const key = signingKey(house.home);
  return inNewFolder(folder, async (draft) => {
    const createdAt = new Date().toISOString();
    const { log, withheld } = await writeLines(house, draft);
    let records = 0;
    for await (const { record } of readJsonLines(join(draft, 'records.jsonl'), dumpedRecordSchema)) {
      await writeFiles(record, house, draft);
      records += 1;
    }
    await writeTables(draft);
    const files = await describeFiles(draft);
    const counted = { createdAt, log, records, ...(withheld && { withheld }), files };
    const unsigned = { format: 'paretoboard-dump', version: 1, ...counted } as const;
    const manifest: DumpManifest = { ...unsigned, signature: signDigest(digestOf(unsigned), key) };
    writeAtomically(join(draft, dumpManifestName), `${JSON.stringify(manifest, null, 2)}\n`);
    return manifest;
  });
}
