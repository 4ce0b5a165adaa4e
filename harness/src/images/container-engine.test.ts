import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { findContainerEngine } from './container-engine.js';

const root = mkdtempSync(join(tmpdir(), 'paretoboard engine '));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A PATH with nothing but programs of those names and texts. */
function pathWith(programs: Readonly<Record<string, string>>): { PATH: string } {
  const folder = join(root, Object.keys(programs).join('-') + Object.values(programs).join('').length);
  mkdirSync(folder, { recursive: true });
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  return { PATH: folder };
}

it('tells an engine that is missing from one that does not answer and one that does', () => {
  expect(findContainerEngine({ PATH: root }).state).toBe('missing');
  expect(findContainerEngine(pathWith({ docker: 'echo Cannot connect >&2; exit 1' }))).toEqual({
    state: 'silent',
    reason: 'docker is installed, but its daemon does not answer',
  });
  expect(findContainerEngine(pathWith({ podman: 'echo 5.4.2' }))).toEqual({
    state: 'ready',
    name: 'podman',
    version: '5.4.2',
  });
});

it('goes on to the next engine where the first one is only a client', () => {
  const both = pathWith({ docker: 'exit 1', podman: 'echo 4.3.1' });
  expect(findContainerEngine(both)).toMatchObject({ state: 'ready', name: 'podman' });
});
