import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readSubmission } from '../submission/read-submission.js';
import { probeContainerEngine } from './container-engine.js';

const root = mkdtempSync(join(tmpdir(), 'paretoboard engine '));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A PATH with nothing but a program of that name and text. */
function pathWith(name: string, script: string): { PATH: string } {
  const folder = join(root, name);
  mkdirSync(folder, { recursive: true });
  const program = join(folder, name);
  writeFileSync(program, `#!/bin/sh\n${script}\n`);
  chmodSync(program, 0o755);
  return { PATH: folder };
}

it('tells an engine that is missing from one that does not answer and one that does', () => {
  expect(probeContainerEngine({ PATH: root }).state).toBe('missing');
  expect(probeContainerEngine(pathWith('docker', 'echo Cannot connect >&2; exit 1'))).toEqual({
    state: 'silent',
    reason: 'docker is installed, but its daemon does not answer',
  });
  expect(probeContainerEngine(pathWith('podman', 'echo 5.4.2')).state).toBe('unused');
});

it('a submission with an image is refused by a typed reason, not run without it', async () => {
  const folder = join(root, 'submission');
  mkdirSync(folder);
  const manifest = {
    schemaVersion: 1,
    name: 'boxed',
    version: '1.0.0',
    title: 'Boxed',
    task: 'none',
    track: 'all',
    kind: 'process',
    division: 'from-scratch',
    authors: ['test'],
    source: '',
    licence: '',
    command: ['./run'],
    image: `registry.example/boxed@sha256:${'a'.repeat(64)}`,
  };
  const write = (change: object) =>
    writeFileSync(join(folder, 'paretoboard.json'), JSON.stringify({ ...manifest, ...change }));
  write({});
  await expect(readSubmission(folder, join(root, 'bundle'))).rejects.toMatchObject({
    code: 'runtime-unavailable',
    message: expect.stringContaining('container image'),
    remedy: expect.stringContaining('environment'),
  });
  for (const image of ['boxed:latest', 'boxed', `boxed@sha256:${'a'.repeat(63)}`, `-v/:/x@sha256:${'a'.repeat(64)}`]) {
    write({ image });
    await expect(readSubmission(folder, join(root, 'bundle'))).rejects.toMatchObject({ code: 'manifest-invalid' });
  }
  write({ environment: 'numpy' });
  await expect(readSubmission(folder, join(root, 'bundle'))).rejects.toMatchObject({ code: 'manifest-invalid' });
});
