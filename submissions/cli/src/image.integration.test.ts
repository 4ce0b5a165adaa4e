import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { recordSchema } from '@paretoboard/contract/record.js';
import { findContainerEngine } from '@paretoboard/harness/images/container-engine.js';
import { probeSandbox } from '@paretoboard/harness/sandbox/probe.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from './testing/paretoboard.js';

const example = fileURLToPath(new URL('../../examples/cpp-nearest-mean/', import.meta.url));
const engine = findContainerEngine();
const folder = mkdtempSync(join(tmpdir(), 'paretoboard image '));
const tag = `localhost/paretoboard-test-${process.pid}:1`;

function ask(program: string, ...parameters: string[]): string {
  const { status, stdout, stderr } = spawnSync(program, parameters, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${parameters.join(' ')}: ${stderr}`);
  return stdout.trim();
}

/** An image made here has a digest of its own in the store of podman only; docker gives one when it is pushed. */
const canMakeImages =
  engine.state === 'ready' &&
  engine.name === 'podman' &&
  spawnSync('g++', ['--version']).status === 0 &&
  probeSandbox('namespace').available;

/** Nothing in it but one program: no shell, no libraries, no /etc. */
describe.runIf(canMakeImages)('a submission in a container image', () => {
  let digest: string;
  const source = join(folder, 'submission');
  const environment = { PARETOBOARD_HOME: join(folder, 'home'), PARETOBOARD_CACHE: join(folder, 'cache') };

  beforeAll(() => {
    mkdirSync(join(folder, 'root', 'opt'), { recursive: true });
    ask('g++', '-O2', '-static', '-std=c++17', join(example, 'main.cpp'), '-o', join(folder, 'root', 'opt', 'nearest'));
    ask('tar', '-C', join(folder, 'root'), '-cf', join(folder, 'root.tar'), '.');
    ask('podman', 'import', '--change', 'ENV PATH=/opt', join(folder, 'root.tar'), tag);
    digest = ask('podman', 'image', 'inspect', '--format', '{{.Digest}}', tag).slice('sha256:'.length);
    mkdirSync(source);
    const manifest = JSON.parse(readFileSync(join(example, 'paretoboard.json'), 'utf8'));
    const image = `${tag.split(':')[0]}@sha256:${digest}`;
    writeFileSync(join(source, 'paretoboard.json'), JSON.stringify({ ...manifest, command: ['nearest'], image }));
  }, 120_000);
  afterAll(() => {
    spawnSync('podman', ['rmi', '--force', tag]);
    rmSync(folder, { recursive: true, force: true });
  });

  it('is tried out, then runs isolated, and its record names the image', async () => {
    const checked = await run(['check', source, '--json'], environment);
    expect(JSON.parse(checked.stdout)).toMatchObject({ ok: true, problems: [], smoke: { reason: null } });
    const request = ['--submission', source, '--seeds', '1', '--starts', '1', '--sandbox', 'namespace', '--json'];
    const finished = await run(['run', 'enhanced-lenet5-traffic-sign', ...request], environment);
    const record = recordSchema.parse(JSON.parse(finished.stdout));
    expect(record.image).toMatchObject({ digest, name: tag.split(':')[0], engine: { name: 'podman' } });
    expect(record.sandbox).toMatchObject({ level: 'namespace', network: 'none', filesystem: 'read-only' });
    expect(record.metrics.find(({ primary }) => primary)?.value).toBeGreaterThan(15);
  });
});
