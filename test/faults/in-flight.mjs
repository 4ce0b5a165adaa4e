import { once } from 'node:events';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '@paretoboard/api/database/data-source.js';
import { kill, randomPause } from './child.mjs';
import { startMigration, Traffic } from './traffic.mjs';

const pick = (list) => list[Math.floor(Math.random() * list.length)];

async function killWorker({ workers }) {
  const victim = pick(workers);
  kill(victim.child.pid);
  await once(victim.child, 'exit');
}

async function killApi({ api }) {
  kill(api.child.pid);
  await once(api.child, 'exit');
  await randomPause(2_000);
}

/** What PostgreSQL answers where its disk is full, to every write of a record, an event or a run's state. */
async function fullDatabase({ house }) {
  await house.query(`create or replace function disk_is_full() returns trigger language plpgsql as $$
    begin raise exception 'could not extend file: No space left on device' using errcode = 'disk_full'; end $$`);
  const tables = ['records', 'log_entries', 'run_events', 'runs'];
  for (const table of tables)
    await house.query(
      `create trigger fault_disk_full before insert or update on ${table} execute function disk_is_full()`,
    );
  await sleep(1_000 + Math.random() * 2_000);
  for (const table of tables) await house.query(`drop trigger fault_disk_full on ${table}`);
}

/** The folder of records is a file for a while: whatever is kept or read there fails. */
async function storeError({ house }) {
  const store = join(house.home, 'records');
  mkdirSync(store, { recursive: true });
  renameSync(store, `${store}.away`);
  writeFileSync(store, '');
  await sleep(1_000 + Math.random() * 2_000);
  rmSync(store);
  renameSync(`${store}.away`, store);
}

/** Every flush of the database's log takes 100 ms longer. */
async function slowDisk({ house }) {
  const settings = ['commit_delay', 'commit_siblings'];
  await house.query('alter system set commit_delay = 100000');
  await house.query('alter system set commit_siblings = 0');
  await house.query('select pg_reload_conf()');
  await sleep(3_000);
  for (const setting of settings) await house.query(`alter system reset ${setting}`);
  await house.query('select pg_reload_conf()');
}

/** The clock of a worker is set by up to ten days, and every lease is past its end, as when that of the database is set forward. */
async function stepClocks({ house, workers }) {
  const { child } = pick(workers);
  if (child.connected) child.send({ stepClockMs: (Math.random() - 0.5) * 20 * 86_400_000 });
  await house.query(
    `update runs set lease_expires_at = lease_expires_at - interval '1 hour' where lease_expires_at is not null`,
  );
}

/** A run that is measured is given out a second time, behind its worker's back. */
async function deliverTwice(traffic) {
  const run = await traffic.underWay();
  if (!run) return 'nothing was under way';
  await traffic.house.query(
    `update runs set state = 'queued', lease_expires_at = null, device_lock = null where id = $1 and lease = $2 and finished_at is null`,
    [run.id, run.lease],
  );
}

async function cutNetwork({ databaseLine, apiLine }) {
  const lines = pick([[databaseLine], [apiLine], [databaseLine, apiLine]]);
  for (const line of lines) line.isCut = true;
  await sleep(1_000 + Math.random() * 3_000);
  for (const line of lines) line.isCut = false;
}

/** A worker stands still until its lease has gone to another, and then goes on. */
async function expireLease(traffic) {
  const run = await traffic.underWay();
  if (!run || !kill(run.pid, 'SIGSTOP')) return 'nothing was under way';
  const isHeld = async () =>
    (await traffic.house.query('select 1 from runs where lease = $1 and lease_expires_at is not null', [run.lease]))
      .length > 0;
  for (let tries = 0; tries < 450 && (await isHeld()); tries++) await sleep(100);
  kill(run.pid, 'SIGCONT');
}

/** A database that an interrupted migration left is brought up to date by the next start. */
async function interruptMigration({ house }, { index }) {
  const name = `migrated_${process.pid}_${index}`;
  await house.query(`create database ${name}`);
  const url = new URL(house.url);
  url.pathname = `/${name}`;
  const migrating = startMigration(url.href);
  await once(migrating.stdout, 'data');
  await randomPause(1_500);
  kill(migrating.pid);
  await sleep(100);
  const database = await openDatabase(url.href);
  const isBehind = await database.showMigrations();
  await database.query('select 1 from queue_control');
  await database.destroy();
  await house.query(`drop database ${name} with (force)`);
  if (isBehind) throw new Error('migrations are left');
}

let traffic = null;

/** The same traffic for all kinds: it goes on from fault to fault. */
async function withTraffic({ house, root, index }, disturb) {
  if (traffic === null) {
    const opened = new Traffic(house, root);
    await opened.open();
    traffic = opened;
    process.on('exit', () => traffic?.close());
  }
  return traffic.once((running) => disturb(running, { index }));
}

export async function stopTraffic() {
  await traffic?.close();
  traffic = null;
}

export const inFlightKinds = [
  ['flight-worker-kill', 'kill -9 of a worker', killWorker],
  ['flight-api-kill', 'kill -9 of the API', killApi],
  [
    'flight-database-restart',
    'kill -9 of the database server, which starts again',
    (running) => running.crashDatabase(),
  ],
  ['flight-database-full', 'the database refuses every write with disk_full for 1 to 3 s', fullDatabase],
  ['flight-store-error', 'the store of records fails for 1 to 3 s', storeError],
  ['flight-slow-disk', 'each flush of the database’s log takes 100 ms longer for 3 s', slowDisk],
  ['flight-clock-step', 'a worker’s clock is set by up to ten days, and all leases are past their end', stepClocks],
  ['flight-duplicate-delivery', 'a run that is measured is given out a second time', deliverTwice],
  ['flight-network-cut', 'the line to the database, to the API, or both are cut for 1 to 4 s', cutNetwork],
  ['flight-lease-expiry', 'a worker stands still (SIGSTOP) until its lease is gone, then publishes', expireLease],
  ['flight-migration', 'kill -9 of a migration of another database of the server', interruptMigration],
  ['flight-power-cut', 'kill -9 of database, API and all workers at once', (running) => running.killEverything()],
].map(([id, what, disturb]) => ({
  id,
  what: `${what}, with six runs under way`,
  once: (context) => withTraffic(context, disturb),
}));
