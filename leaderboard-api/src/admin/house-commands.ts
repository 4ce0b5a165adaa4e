import { resolve } from 'node:path';
import { makeBackup } from '../backup/make-backup.js';
import { restoreBackup } from '../backup/restore-backup.js';
import { importDump } from '../dump/import-dump.js';
import { writeDump } from '../dump/write-dump.js';
import { readSettings } from '../settings.js';
import { type Stores, storesOf } from '../store/stores.js';
import { type Call, type Command, onDatabase, print, status, WrongUse } from './call.js';

/** npm moves to the repository's root; a relative folder is meant from where the operator stands. */
function folderOf({ rest: [folder] }: Call, command: string): string {
  if (!folder) throw new WrongUse(`${command}: expected <folder>, found none`);
  return resolve(process.env.INIT_CWD ?? process.cwd(), folder);
}

function storesFor({ databaseUrl, home }: Call): Stores {
  return storesOf({ ...readSettings({ ...process.env, DATABASE_URL: databaseUrl }), home });
}

const backup = onDatabase(async (call) => {
  const folder = folderOf(call, 'backup');
  const stores = storesFor(call);
  const { createdAt, tables, records, bundles, missing, files } = await makeBackup({ ...call, stores }, folder);
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  print({ folder, createdAt, tables, records: records.length, bundles: bundles.length, bytes, missing });
  return missing.length === 0 ? status.done : status.no;
});

const restore: Command = async (call) => {
  const { createdAt, tables, records, bundles, missing } = await restoreBackup(folderOf(call, 'restore'), {
    ...call,
    stores: storesFor(call),
  });
  print({ home: call.home, createdAt, tables, records: records.length, bundles: bundles.length, missing });
  return missing.length === 0 ? status.done : status.no;
};

const dump = onDatabase(async (call) => {
  const folder = folderOf(call, 'dump');
  const { createdAt, log, records, withheld, files } = await writeDump({ ...call, stores: storesFor(call) }, folder);
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  print({ folder, createdAt, log, records, withheld: withheld ?? [], bytes });
  return status.done;
});

const importInto = onDatabase(async (call) => {
  const folder = folderOf(call, 'import');
  const stores = storesFor(call);
  print(await importDump(folder, { ...call, stores }, call.values.key ?? null));
  return status.done;
});

/** Commands over the whole house. Where no server runs, each starts the embedded one for as long as it takes. */
export const houseCommands: Readonly<Record<string, Command>> = { backup, restore, dump, import: importInto };
