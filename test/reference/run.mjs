// Recomputes the references live, in a Python environment kept in the cache folder, on inputs that nobody has seen before, and compares.
import { execFileSync } from 'node:child_process';
import { createHash, randomInt } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder } from '../../infra/places.mjs';
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

/** One line and exit status 3: what is missing here is no difference of the estimators. */
function giveUp(message) {
  console.error(`test:reference: ${message}`);
  process.exit(3);
}

function run(command, args, failure) {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    const last = String(error.stderr ?? '')
      .trim()
      .split('\n')
      .at(-1);
    return giveUp(`${failure}${last ? ` (${last})` : ''}`);
  }
}

/** The Python of an environment with the pinned packages; made once per list of packages. */
function python() {
  const pins = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12);
  const folder = join(cacheFolder(), `python-reference-${pins}`);
  const own = join(folder, 'bin', 'python');
  const ready = join(folder, 'ready');
  if (existsSync(ready)) return own;
  rmSync(folder, { recursive: true, force: true });
  run('python3', ['-m', 'venv', folder], 'needs python3 (3.11 or newer) with venv and pip');
  console.error(`installing ${requirements} into ${folder}`);
  run(own, ['-m', 'pip', 'install', '--quiet', '-r', requirements], 'pip could not install the pinned packages');
  writeFileSync(ready, '');
  return own;
}

if (!existsSync(join(here, '../../harness/dist/statistics/delong.js'))) giveUp('run npm run build first');
const { compareWithReference } = await import('./estimators.mjs');
const seed = values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed);
const folder = mkdtempSync(join(tmpdir(), 'paretoboard-reference-'));
try {
  const command = [join(here, 'generate.py'), '--out', folder, '--seed', String(seed), '--scale', values.scale];
  run(python(), command, 'the generator failed');
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
