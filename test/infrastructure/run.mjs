// Checks what infra/ ships with the tools that read it: hadolint, Kubernetes' own schemas, a compose implementation, systemd.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pythonPrograms } from '../python-environment.mjs';
import { scriptOptions } from '../script-options.mjs';

const values = scriptOptions(
  `
npm run test:infrastructure -- [--out file]
Lints the Dockerfile (hadolint), validates the Kustomize output against the schemas of three releases of Kubernetes, the compose file (podman-compose config)
and the systemd units (systemd-analyze verify). The Python packages are kept in the cache folder; kubectl and systemd-analyze are used where they are.
Exit status: 0 all that could be checked is right; 1 something is wrong; 3: Python or a package is missing.

  --out file  what was checked, as JSON`,
  { out: { type: 'string' } },
);
const here = fileURLToPath(new URL('.', import.meta.url));
const infra = join(here, '../../infra');
const programs = pythonPrograms('test:infrastructure', 'infrastructure', join(here, 'requirements.txt'));
/** Oldest and newest that the validator knows, and one between. */
const kubernetesReleases = ['1.30', '1.33', '1.37'];
const checks = [];

/** systemd-analyze only warns of a key that it does not know. */
const complaint = /Unknown (key|section)|ignoring|Failed to parse/;

/** @returns {{ok: boolean | null, output: string}} null: the program is not here */
function check(id, program, args, environment = {}) {
  const { status, error, stdout, stderr } = spawnSync(program, args, {
    encoding: 'utf8',
    env: { ...process.env, ...environment },
  });
  const missing = error?.code === 'ENOENT';
  const isRight = status === 0 && !complaint.test(stderr ?? '');
  const output = missing ? `${program} is not here` : `${stdout}${stderr}`;
  const found = { id, ok: missing ? null : isRight, output };
  checks.push(found);
  const word = { true: 'ok     ', false: 'WRONG  ', null: 'skipped' }[found.ok];
  console.error(`${word} ${id}${found.ok ? '' : `: ${found.output.trim().slice(0, 2_000)}`}`);
  return found;
}

const folder = mkdtempSync(join(tmpdir(), 'paretoboard-infrastructure-'));
try {
  check('Dockerfile', join(programs, 'hadolint'), [join(infra, 'containers/Dockerfile')]);
  const compose = ['-f', join(infra, 'containers/compose.yaml'), 'config'];
  check('compose', join(programs, 'podman-compose'), compose, { POSTGRES_PASSWORD: 'only-for-this-check' });
  const rendered = check('kustomize', 'kubectl', ['kustomize', join(infra, 'kubernetes')]);
  if (rendered.ok) {
    const file = join(folder, 'kubernetes.yaml');
    writeFileSync(file, rendered.output);
    for (const release of kubernetesReleases)
      check(`Kubernetes ${release}`, join(programs, 'kubernetes-validate'), ['-k', release, '--strict', file]);
  }
  for (const unit of readdirSync(join(infra, 'systemd')).filter((name) => /\.(service|timer)$/.test(name)))
    check(unit, 'systemd-analyze', ['verify', join(infra, 'systemd', unit)]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (values.out) writeFileSync(values.out, `${JSON.stringify({ checks }, null, 2)}\n`);
process.exit(checks.some(({ ok }) => ok === false) ? 1 : 0);
