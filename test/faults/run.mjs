/**
 * `npm run test:faults [-- --out file --repetitions 20 --kind id --skip-runs]`: breaks the house at random moments and counts records that are lost or
 * doubled. Prints a table; exit status 1 if anything was lost, doubled or not found. Progress goes to standard error.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scriptOptions } from '../script-options.mjs';
import { fileKinds } from './files.mjs';
import { House } from './house.mjs';
import { inFlightKinds, stopTraffic } from './in-flight.mjs';
import { publishingKinds } from './publishing.mjs';
import { runKinds } from './runs.mjs';

const values = scriptOptions(
  `
npm run test:faults -- [--out file] [--repetitions n] [--kind id]… [--skip-runs]
Breaks things at random moments (kills, a full disk, a stepped clock, a database that is gone) and looks whether a record was lost or doubled.

  --repetitions n   of each kind, default 20
  --kind id         only this one; may be given several times
  --skip-runs       leaves out the kinds that need whole runs
  --out file        the table as JSON`,
  {
    out: { type: 'string' },
    repetitions: { type: 'string', default: '20' },
    kind: { type: 'string', multiple: true },
    'skip-runs': { type: 'boolean', default: false },
  },
);
const repetitions = Number(values.repetitions);
const all = [...fileKinds, ...publishingKinds, ...(values['skip-runs'] ? [] : [...inFlightKinds, ...runKinds])];
const chosen = all.filter(({ id }) => !values.kind || values.kind.includes(id));
const root = mkdtempSync(join(tmpdir(), 'paretoboard-faults-'));
const home = join(root, 'home');
mkdirSync(home);
const house = new House(home);
const begun = performance.now();
const note = (line) => console.error(`${((performance.now() - begun) / 1000).toFixed(0).padStart(6)} s  ${line}`);

async function repeat({ once }) {
  const outcomes = [];
  for (let index = 0; index < repetitions; index++) {
    const outcome = await once({ root, home, house, index }).catch((error) => ({ ok: false, detail: error.stack }));
    if (outcome.ok === false) note(`  FAILED ${outcome.detail}`);
    outcomes.push(outcome);
  }
  return outcomes;
}

const rows = [];
try {
  if (chosen.some((kind) => !fileKinds.includes(kind))) await house.open();
  for (const kind of chosen) {
    const started = performance.now();
    const outcomes = kind.batch ? await kind.batch({ root, home, house, repetitions, note }) : await repeat(kind);
    const good = outcomes.filter(({ ok }) => ok).length;
    const skipped = outcomes.filter(({ ok }) => ok === null).length;
    const fault = house.database ? await house.logFault() : null;
    const row = {
      id: kind.id,
      what: kind.what,
      repetitions: outcomes.length,
      held: good,
      skipped,
      ok: good + skipped === outcomes.length && fault === null,
      seconds: (performance.now() - started) / 1000,
      examples: outcomes.slice(0, 3).map(({ detail }) => detail),
      ...(fault ? { fault } : {}),
    };
    rows.push(row);
    note(`${row.ok ? 'ok    ' : 'FAILED'} ${kind.id}: ${good} of ${outcomes.length}${fault ? `; log: ${fault}` : ''}`);
  }
} finally {
  await stopTraffic();
  await house.close();
  rmSync(root, { recursive: true, force: true });
}
const ok = rows.every((row) => row.ok);
console.log(`| fault | what happens | repetitions | held | not possible here |\n| --- | --- | --- | --- | --- |`);
for (const row of rows) console.log(`| ${row.id} | ${row.what} | ${row.repetitions} | ${row.held} | ${row.skipped} |`);
if (values.out) writeFileSync(values.out, `${JSON.stringify({ ok, lostOrDoubled: ok ? 0 : null, rows }, null, 2)}\n`);
process.exitCode = ok ? 0 : 1;
