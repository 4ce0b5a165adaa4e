// What a newcomer waits for: from `npm start`, set up already, to the site, the first row and the last, in this checkout and in others by turns.
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { builtInsOf } from '@paretoboard/baselines/registry.js';
import { taskIds } from '@paretoboard/tasks/registry.js';
import { freePort } from '../free-port.mjs';
import { scriptOptions } from '../script-options.mjs';

const values = scriptOptions(
  `
npm run bench:start -- [--task id]… [--beside folder]… [--turns n] [--minutes n] [--out file]
Seconds from npm start to the site, to the first row and to the last, on surrogates and an empty home, with what set-up makes already there.

  --task id         whose built-in baselines are queued; default enhanced-lenet5-traffic-sign
  --beside folder   another checkout, set up already, in turn with this one: an earlier commit
  --turns n         of each, default 1
  --minutes n       to wait for the last row at most, default 30
  --out file        as JSON, written after each start`,
  {
    task: { type: 'string', multiple: true, default: ['enhanced-lenet5-traffic-sign'] },
    beside: { type: 'string', multiple: true, default: [] },
    turns: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '30' },
    out: { type: 'string' },
  },
);
const unknown = values.task.find((id) => !taskIds.includes(id));
if (unknown) {
  console.error(`--task: expected some of ${taskIds.join(', ')}; found ${unknown}`);
  process.exit(2);
}

const baselines = values.task.flatMap((id) => builtInsOf(id)).length;

/** One start: seconds to each row, as the lines of `npm start` came. */
async function start(folder) {
  const home = mkdtempSync(join(tmpdir(), 'paretoboard-start-'));
  // Started by root, the database runs as another user, who must be able to reach it.
  chmodSync(home, 0o755);
  const [load] = loadavg();
  const begun = performance.now();
  const house = spawn(process.execPath, [join(folder, 'infra', 'start.mjs')], {
    cwd: folder,
    env: {
      ...process.env,
      PARETOBOARD_HOME: home,
      PARETOBOARD_BASELINES: values.task.join(','),
      PARETOBOARD_DATA: '',
      PARETOBOARD_WEB_PORT: String(await freePort()),
      PARETOBOARD_API_PORT: String(await freePort()),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise((resolve) => house.once('close', resolve));
  const rows = [];
  let readySeconds = null;
  const deadline = setTimeout(() => house.kill('SIGTERM'), Number(values.minutes) * 60e3);
  createInterface({ input: house.stdout }).on('line', (line) => {
    const seconds = (performance.now() - begun) / 1e3;
    if (line.startsWith('ready: ')) readySeconds ??= seconds;
    if (!line.startsWith('row: ')) return;
    rows.push({ seconds, line: line.slice('row: '.length).trim() });
    console.error(`${folder}: ${seconds.toFixed(1)} s, row ${rows.length} of ${baselines}: ${rows.at(-1).line}`);
    if (rows.length === baselines) house.kill('SIGTERM');
  });
  await exited;
  clearTimeout(deadline);
  rmSync(home, { recursive: true, force: true });
  return { folder, load, readySeconds, rows };
}

const results = [];
for (let turn = 0; turn < Number(values.turns); turn++) {
  for (const folder of [process.cwd(), ...values.beside.map((one) => resolve(one))]) {
    results.push(await start(folder));
    const machine = { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version };
    const document = { machine, tasks: values.task, baselines, results };
    if (values.out) writeFileSync(values.out, `${JSON.stringify(document, null, 2)}\n`);
  }
}
const shown = (seconds) => (typeof seconds === 'number' ? seconds.toFixed(1) : '–');
console.log('| checkout | site, s | first row, s | last row, s | rows |\n| --- | --- | --- | --- | --- |');
for (const { folder, readySeconds, rows } of results) {
  const cells = [readySeconds, rows[0]?.seconds, rows.length === baselines ? rows.at(-1).seconds : null].map(shown);
  console.log(`| ${folder} | ${cells.join(' | ')} | ${rows.length} of ${baselines} |`);
}
process.exitCode = results.every(({ rows }) => rows.length === baselines) ? 0 : 1;
