// Makes leaderboard-api/src/database/testing/first-schema.sql: the database of the first landed release (commit 574ae58), filled by that release itself.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { scriptOptions } from '../script-options.mjs';

const values = scriptOptions(
  `
node test/upgrade/make-first-schema.mjs --release <folder> --out <file>
Runs the API, queue and worker code of a built checkout of 574ae58 on an empty database, and writes what is in it then as SQL.

  --release folder  the checkout: git worktree add <folder> 574ae58, npm ci, npx tsc -b
  --out file        the SQL`,
  { release: { type: 'string' }, out: { type: 'string' } },
);
const load = (path) => import(pathToFileURL(join(resolve(values.release), path)).href);
const migrationFile = 'leaderboard-api/src/database/migrations/1795219200000-records-runs-log.ts';
/** The next generated numbers come after those that stand here. */
const counters = [
  `select setval('migrations_id_seq', (select max(id) from migrations));`,
  `select setval(pg_get_serial_sequence('run_events', 'seq'), (select max(seq) from run_events));`,
].join('\n');
const tables = ['records', 'runs', 'run_events', 'log_entries', 'migrations'];

const { startEmbeddedPostgres } = await load('leaderboard-api/dist/database/embedded-postgres.js');
const { openDatabase } = await load('leaderboard-api/dist/database/data-source.js');
const { RunQueue } = await load('leaderboard-api/dist/queue/run-queue.js');
const { RunWorker } = await load('leaderboard-api/dist/worker/run-worker.js');
const { signingKey } = await load('harness/dist/records/signing.js');

const request = {
  task: 'enhanced-lenet5-traffic-sign',
  variant: 'surrogate',
  submission: 'majority-class',
  profile: 'quick',
  runtime: 'cpu',
  sandbox: 'process',
  starts: 1,
  seeds: 1,
  seed: null,
};

function literal(value) {
  return value === null ? 'null' : `'${value.replaceAll("'", "''")}'`;
}

/** As PostgreSQL writes each value: a text that it reads again as the same. */
async function rowsOf(database, table) {
  const columns = await database.query(
    `select column_name as name from information_schema.columns where table_schema = 'public' and table_name = $1 order by ordinal_position`,
    [table],
  );
  const names = columns.map(({ name }) => `"${name}"`);
  const rows = await database.query(`select ${names.map((name) => `${name}::text`).join(', ')} from ${table}`);
  const inserts = rows.map((row) => `(${columns.map(({ name }) => literal(row[name])).join(', ')})`);
  if (inserts.length === 0) return '';
  return `insert into ${table} (${names.join(', ')}) overriding system value values\n${inserts.join(',\n')};\n`;
}

const home = mkdtempSync(join(tmpdir(), 'paretoboard-first-'));
// The measuring process signs with the key of this home.
process.env.PARETOBOARD_HOME = home;
const postgres = await startEmbeddedPostgres({ home, log: (line) => console.error(line) });
try {
  const database = await openDatabase(postgres.url);
  const queue = await RunQueue.open(postgres.url, database, (error) => console.error(error));
  const worker = new RunWorker({
    database,
    home,
    key: signingKey(home),
    stopping: new AbortController().signal,
    onRow: (line) => console.error(line),
  });
  const run = async (change) =>
    worker.handle(await queue.enqueue({ ...request, ...change }, true), new AbortController().signal);
  await run({});
  await run({ submission: 'null' });
  await run({ submission: 'nobody-wrote-this' }).catch((error) => console.error(error.message));
  await queue.enqueue(request, true);
  const source = readFileSync(join(resolve(values.release), migrationFile), 'utf8');
  const schema = source.match(/const up = `([\s\S]*?)`;/)[1];
  const migrations =
    'create table migrations (id serial primary key, "timestamp" bigint not null, name varchar not null);\n';
  const data = [];
  for (const table of tables) data.push(await rowsOf(database, table));
  const head = '-- Made by test/upgrade/make-first-schema.mjs from the release 574ae58; not to be edited.\n';
  const key = `-- signed with: ${JSON.stringify(signingKey(home).publicPem)}\n`;
  writeFileSync(values.out, [head + key, schema, migrations, ...data, counters].join('\n'));
  await queue.close();
  await database.destroy();
} finally {
  await postgres.stop();
  rmSync(home, { recursive: true, force: true });
}
process.exit(0);
