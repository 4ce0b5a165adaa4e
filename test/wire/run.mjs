import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { scriptOptions } from '../script-options.mjs';

const values = scriptOptions(
  `
npm run test:wire [-- --out <file>] [-- --python <path>]
Which programs conform to docs/wire.md, in full: our own host, the Python client and the C++ example in what they serve pass every check; speakers
with one mistake each fail the checks that are about it and no other.

  --out <file>      the outcome as one JSON document
  --python <path>   an interpreter with numpy; default: python3
`,
  { out: { type: 'string' }, python: { type: 'string', default: 'python3' } },
);

const repository = fileURLToPath(new URL('../..', import.meta.url));
const compiled = (path) => import(join(repository, 'harness', 'dist', 'wire', 'conformance', path));
const { runConformance } = await compiled('run-conformance.js');
const { smallSubject } = await compiled('small-subject.js');
const { manifestOfCommand } = await compiled('speaker.js');
const { faults } = await compiled('fixtures/faults.js');
const fixtures = join(repository, 'harness', 'src', 'wire', 'conformance', 'fixtures');
const client = join(repository, 'submissions', 'python');
const interactions = ['predict', 'sequence', 'episode', 'recommend', 'generate', 'transform', 'explain'];

const root = mkdtempSync(join(tmpdir(), 'paretoboard-wire-'));
const results = [];

function note(speaker, interaction, command, { fails = [], artefactFolder = null } = {}) {
  const manifest = manifestOfCommand(command, 'conformance', 'all');
  const options = { manifest, folder: fixtures, level: 'process', artefactFolder, helloTimeoutMs: 10_000 };
  const { checks, notTried } = runConformance(options, smallSubject(interaction), mkdtempSync(join(root, 'run-')));
  const failed = checks.filter(({ ok }) => !ok).map(({ id }) => id);
  const ok = String(failed.toSorted()) === String([...fails].toSorted());
  results.push({ speaker, interaction, checks: checks.length, failed, expected: fails, notTried, ok });
  console.log(
    `${ok ? 'ok    ' : 'FAILED'} ${speaker}, ${interaction}: ${checks.length} checks, failed: ${failed.join(', ') || 'none'}`,
  );
}

/** A program that may not be on this machine. */
function found(command, ...parameters) {
  const { status, stdout } = spawnSync(command, parameters, { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
}

try {
  const host = [process.execPath, join(repository, 'harness', 'dist', 'host', 'main.js')];
  for (const interaction of interactions) {
    // The null model serves whatever it is asked for, and has nothing to train.
    const fails = ['errors.other-interaction'];
    note('our own host (null model)', interaction, host, { fails, artefactFolder: fixtures });
  }
  const python = found(values.python, '-c', 'import numpy, sys; print(sys.executable)');
  if (python === null) console.log('not tried: the Python client (no Python with NumPy; --python names one)');
  else
    for (const interaction of interactions) {
      const environment = ['/usr/bin/env', `PYTHONPATH=${join(client, 'src')}`, 'PYTHONDONTWRITEBYTECODE=1'];
      note('Python client', interaction, [...environment, python, join(client, 'tests', 'any_task.py'), interaction]);
    }
  const program = join(root, 'nearest-mean');
  const source = join(repository, 'submissions', 'examples', 'cpp-nearest-mean', 'main.cpp');
  if (found('c++', '-std=c++17', '-O2', '-o', program, source) === null) console.log('not tried: C++ (no compiler)');
  else note('C++ example', 'predict', [program]);
  for (const { fault, fails } of faults)
    note(`a speaker that ${fault}`, 'predict', [process.execPath, 'faulty-speaker.mjs', fault], { fails });
} finally {
  rmSync(root, { recursive: true, force: true });
}
const ok = results.every((result) => result.ok);
if (values.out) writeFileSync(values.out, `${JSON.stringify({ ok, results }, null, 2)}\n`);
console.log(
  `${results.filter((result) => result.ok).length} passed, ${results.filter((result) => !result.ok).length} failed`,
);
process.exitCode = ok ? 0 : 1;
