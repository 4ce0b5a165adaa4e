import { cpSync, mkdirSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { dataSourceFor } from '@paretoboard/api/database/data-source.js';
import { recordFolder } from '@paretoboard/api/records/disk-record-files.js';
import { publishRecord } from '@paretoboard/api/records/publish-record.js';
import { signingKey } from '@paretoboard/harness/records/key-ring.js';
import { sampleData, writeSampleRecord } from '@paretoboard/harness/records/testing/sample-record.js';
import { program, randomPause, startChild } from './child.mjs';
import { failedChecks } from './files.mjs';

let made = 0;

async function measured({ home, root }) {
  const folder = join(root, `measured-${++made}`);
  const record = await writeSampleRecord(
    folder,
    signingKey(home),
    sampleData({ items: 20 + (made % 50), queries: 20 + made }),
  );
  return { folder, digest: record.digest };
}

/** A publisher in a process of its own: something that can be killed, or given another disk. */
const publisher = ({ house, home }, folder) =>
  startChild(program('publish', folder, home), { DATABASE_URL: house.url });

/** As a worker publishes. @returns null, or why it could not be */
async function publish({ house, home }, folder) {
  const source = dataSourceFor(house.url);
  try {
    await source.initialize();
    source.driver.master.on('error', () => undefined); // The database may be killed meanwhile.
    const record = JSON.parse(readFileSync(join(folder, 'record.json'), 'utf8'));
    await publishRecord(source, record, folder, { home, builtIn: false }, async () => undefined);
    return null;
  } catch (error) {
    return error;
  } finally {
    if (source.isInitialized) await source.destroy().catch(() => undefined);
  }
}

async function publishedOnce(context, { digest, folder }) {
  const { house, home } = context;
  const rows = await house.query('select count(*)::int as n from records where digest = $1', [digest]);
  const entries = await house.query('select count(*)::int as n from log_entries where record_digest = $1', [digest]);
  const kept = await failedChecks(recordFolder(home, digest)).catch((error) => [error.message]);
  rmSync(folder, { recursive: true, force: true });
  const counts = `${rows[0].n} rows, ${entries[0].n} entries${kept.length > 0 ? `, kept files: ${kept}` : ''}`;
  return { ok: rows[0].n === 1 && entries[0].n === 1 && kept.length === 0, counts };
}

async function thenAgain(context, record, first) {
  const error = await publish(context, record.folder);
  const { ok, counts } = await publishedOnce(context, record);
  return { ok: ok && error === null, detail: `${first}; again: ${error?.message ?? 'done'}; ${counts}` };
}

async function killPublisher(context) {
  const record = await measured(context);
  const { child, ended, line } = publisher(context, record.folder);
  await line();
  await randomPause(250);
  child.kill('SIGKILL');
  return thenAgain(context, record, `killed: ${(await ended).status}`);
}

async function databaseGone(context) {
  const record = await measured(context);
  const publishing = publish(context, record.folder);
  await randomPause(400);
  const [error] = await Promise.all([publishing, context.house.crash()]);
  return thenAgain(context, record, `first: ${error?.message ?? 'published before'}`);
}

async function duplicate(context) {
  const record = await measured(context);
  const processes = [publisher(context, record.folder), publisher(context, record.folder)];
  await Promise.race(processes.map(({ line }) => line()));
  const errors = await Promise.all([1, 2, 3].map(() => publish(context, record.folder)));
  const ended = await Promise.all(processes.map(({ ended }) => ended));
  const { ok, counts } = await publishedOnce(context, record);
  const isQuiet = ended.every(({ status }) => status === 0) && errors.every((error) => error === null);
  return { ok: ok && isQuiet, detail: `${ended.map(({ status }) => status)}, ${errors}; ${counts}` };
}

/** The clock of day as this process sees it: nobody but a machine's owner may set the real one. */
async function withClock(byMs, body) {
  const RealDate = globalThis.Date;
  globalThis.Date = class extends RealDate {
    constructor(...parts) {
      super(...(parts.length === 0 ? [RealDate.now() + byMs] : parts));
    }
    static now() {
      return RealDate.now() + byMs;
    }
  };
  try {
    return await body();
  } finally {
    globalThis.Date = RealDate;
  }
}

async function clockJump(context) {
  const record = await measured(context);
  const days = (Math.random() - 0.5) * 20;
  const error = await withClock(Math.round(days * 86_400_000), () => publish(context, record.folder));
  const { ok, counts } = await publishedOnce(context, record);
  const fault = await context.house.logFault();
  const detail = `${days.toFixed(1)} days: ${error?.message ?? 'published'}; ${counts}; ${fault ?? 'the log holds'}`;
  return { ok: ok && !error && !fault, detail };
}

async function tornFiles(context) {
  const record = await measured(context);
  const torn = `${record.folder}-torn`;
  cpSync(record.folder, torn, { recursive: true });
  const name = ['record.json', 'items.columns', 'latencies.columns'][made % 3];
  truncateSync(join(torn, name), Math.floor(Math.random() * readFileSync(join(torn, name)).length));
  const error = await publish(context, torn);
  rmSync(torn, { recursive: true });
  const outcome = await thenAgain(context, record, `torn ${name}: ${error?.name}`);
  return { ...outcome, ok: outcome.ok && error !== null };
}

/** The state's folder of records is on a full disk for the publisher alone. */
async function storeFull(context) {
  const record = await measured(context);
  const store = join(context.home, 'records');
  mkdirSync(store, { recursive: true });
  const pages = 1 + Math.floor(Math.random() * 4);
  const user = process.getuid() === 0 ? [] : ['--user', '--map-root-user'];
  const script = `mount -t tmpfs -o size=${pages * 4_096} none "$0" && exec "$@"`;
  const command = [
    'unshare',
    '--mount',
    ...user,
    'sh',
    '-c',
    script,
    store,
    ...program('publish', record.folder, context.home),
  ];
  const { status, errors } = await startChild(command, { DATABASE_URL: context.house.url }).ended;
  if (/^(unshare|mount):/m.test(errors))
    return { ok: null, detail: `no file system of its own here: ${errors.trim()}` };
  const outcome = await thenAgain(context, record, `full store: ${status}`);
  return {
    ok: outcome.ok && status === 3 && /ENOSPC/.test(errors),
    detail: `${outcome.detail}; ${errors.trim().slice(0, 80)}`,
  };
}

async function killApi(context) {
  const record = await measured(context);
  const { house } = context;
  const api = house.api ?? (await house.startApi());
  const publishing = publish(context, record.folder);
  const readAll = async () => {
    while (
      await fetch(`${api.origin}/api/v1/log.json`).then(
        (response) => response.text(),
        () => null,
      )
    );
  };
  const reading = readAll();
  await randomPause(300);
  api.child.kill('SIGKILL');
  await Promise.all([publishing, reading]);
  house.api = await house.startApi();
  const shown = await fetch(`${house.api.origin}/api/v1/records/${record.digest}`).then(({ status }) => status);
  const { ok, counts } = await publishedOnce(context, record);
  return { ok: ok && shown === 200, detail: `shown by the next with ${shown}; ${counts}` };
}

export const publishingKinds = [
  { id: 'kill-publisher', what: 'kill -9 while a record is published', once: killPublisher },
  { id: 'database-gone', what: 'kill -9 of the database while a record is published', once: databaseGone },
  { id: 'duplicate-publish', what: 'two processes and three calls publish one record at once', once: duplicate },
  { id: 'torn-files', what: 'a torn record is published, then the whole one', once: tornFiles },
  { id: 'store-full', what: 'the store of records is full', once: storeFull },
  { id: 'clock-jump', what: 'the publisher’s clock is up to ten days off', once: clockJump },
  { id: 'kill-api', what: 'kill -9 of the API while it is read', once: killApi },
];
