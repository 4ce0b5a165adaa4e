// The speed of the instrument: each figure beside a reference, measured by turns in the same run.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scriptOptions } from '../script-options.mjs';
import { finish, notMeasured, print } from './report.mjs';

const parts = {
  'round-trip': async (folder) => (await import('./round-trip.mjs')).roundTrip(folder),
  'accuracy-pass': async (folder) => (await import('./accuracy-pass.mjs')).accuracyPassRatio(folder),
  statistics: async () => (await import('./statistics.mjs')).statistics(),
  record: async () => (await import('./record.mjs')).record(),
  'server-lateness': async (folder) => (await import('./server-lateness.mjs')).serverLateness(folder),
  memory: async (folder) => (await import('./memory.mjs')).memory(folder),
};

const values = scriptOptions(
  `
npm run bench -- [--out file] [--only part,part]
The speed of the instrument: each figure beside a reference, measured by turns in the same run. Parts: round-trip, accuracy-pass, statistics, record,
server-lateness, memory.

  --only parts   only these
  --out file     as JSON`,
  { out: { type: 'string' }, only: { type: 'string' } },
);
const chosen = values.only === undefined ? Object.keys(parts) : values.only.split(',');
const unknown = chosen.find((name) => !Object.hasOwn(parts, name));
if (unknown !== undefined) {
  console.error(`--only: expected names among ${Object.keys(parts).join(', ')}; found "${unknown}"`);
  process.exit(2);
}
const results = [];
for (const name of chosen) {
  const folder = mkdtempSync(join(tmpdir(), 'paretoboard-bench-'));
  let found;
  try {
    found = await parts[name](folder);
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    found = [{ ...notMeasured(name, reason), ok: false }];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  found.forEach(print);
  results.push(...found);
}
process.exitCode = finish(results, values.out);
