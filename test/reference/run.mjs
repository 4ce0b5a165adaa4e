// Recomputes the references live, in a Python environment kept in the cache folder, on inputs that nobody has seen before, and compares.
import { randomInt } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { giveUp, pythonPrograms, runOrGiveUp } from '../python-environment.mjs';
import { scriptOptions } from '../script-options.mjs';

const values = scriptOptions(
  `
npm run test:reference -- [--out file] [--seed n] [--scale n]
Recomputes the references of statistics and metrics live, in a Python environment kept in the cache folder, on inputs that nobody has seen before, and
compares. Exit status 3: Python or the packages are missing.

  --seed n    of the inputs; default: drawn
  --scale n   inputs as a multiple of the committed fixtures', default 20
  --out file  largest differences as JSON`,
  { out: { type: 'string' }, seed: { type: 'string' }, scale: { type: 'string', default: '20' } },
);
const here = fileURLToPath(new URL('.', import.meta.url));
const requirements = join(here, 'requirements.txt');

const command = 'test:reference';

if (!existsSync(join(here, '../../harness/dist/statistics/delong.js'))) giveUp(command, 'run npm run build first');
const { compareWithReference } = await import('./estimators.mjs');
const seed = values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed);
const folder = mkdtempSync(join(tmpdir(), 'paretoboard-reference-'));
try {
  const python = join(pythonPrograms(command, 'reference', requirements), 'python');
  const script = [join(here, 'generate.py'), '--out', folder, '--seed', String(seed), '--scale', values.scale];
  runOrGiveUp(command, python, script, 'the generator failed');
  const fixtures = readdirSync(folder).map((file) => [
    file.replace('.json', ''),
    JSON.parse(readFileSync(join(folder, file), 'utf8')),
  ]);
  const estimators = fixtures.map(([name, fixture]) => compareWithReference(name, fixture));
  for (const { id, cases, values: compared, differences } of estimators) {
    console.error(`${differences.length === 0 ? 'ok    ' : 'DIFFER'} ${id}: ${compared} values of ${cases} cases`);
    for (const { path, ours, expected, input } of differences.slice(0, 3))
      console.error(`       ${path}: ours ${ours}, reference ${expected}, for ${JSON.stringify(input).slice(0, 300)}`);
  }
  const ok = estimators.every(({ differences }) => differences.length === 0);
  const report = { ok, seed, scale: Number(values.scale), versions: fixtures[0][1].versions, estimators };
  if (values.out) writeFileSync(values.out, `${JSON.stringify(report, null, 2)}\n`);
  process.exitCode = ok ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
