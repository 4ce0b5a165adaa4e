import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Interaction } from '@paretoboard/contract/interaction.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runConformance } from './run-conformance.js';
import { smallSubject } from './small-subject.js';
import { manifestOfCommand } from './speaker.js';

const submissions = fileURLToPath(new URL('../../../../submissions', import.meta.url));
const client = join(submissions, 'python');

/** `npm test` needs Node and git only: what needs more is tried where it is. */
function said(command: string, ...parameters: string[]): string | null {
  const { status, stdout } = spawnSync(command, parameters, { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
}
const python = said('python3', '-c', 'import numpy, sys; print(sys.executable)');
const compiler = ['c++', 'g++', 'clang++'].find((name) => said(name, '--version') !== null);

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'paretoboard clients '));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function failuresOf(command: string[], interaction: Interaction, only?: string[]): unknown[] {
  const manifest = manifestOfCommand(command, 'conformance', 'all');
  const speaker = { manifest, folder: root, level: 'process', artefactFolder: null } as const;
  const { checks } = runConformance(speaker, smallSubject(interaction), mkdtempSync(join(root, 'scratch ')), only);
  expect(checks.length).toBeGreaterThan(5);
  return checks.filter(({ ok }) => !ok);
}

describe.runIf(python)('the Python client', () => {
  const anyTask = (interaction: Interaction): string[] => [
    '/usr/bin/env',
    'PYTHONDONTWRITEBYTECODE=1',
    `PYTHONPATH=${join(client, 'src')}`,
    python!,
    join(client, 'tests', 'any_task.py'),
    interaction,
  ];

  it('passes its own tests', () => {
    const environment = { ...process.env, PYTHONPATH: join(client, 'src'), PYTHONDONTWRITEBYTECODE: '1' };
    const { status, stderr } = spawnSync(python!, ['-m', 'unittest', 'discover', '-s', 'tests'], {
      cwd: client,
      env: environment,
      encoding: 'utf8',
    });
    expect(status, stderr).toBe(0);
    expect(stderr).toMatch(/Ran \d\d tests/);
  });

  it('conforms to the wire', () => expect(failuresOf(anyTask('predict'), 'predict')).toEqual([]));

  // `npm run test:wire` has all interactions and all checks.
  it.each(['sequence', 'explain'] as const)('conforms in interaction %s', (interaction) => {
    expect(failuresOf(anyTask(interaction), interaction, ['frames.shared-memory', 'frames.gaps'])).toEqual([]);
  });
});

it.runIf(compiler)('the C++ example of one file conforms to the wire', () => {
  const program = join(root, 'nearest-mean');
  const source = join(submissions, 'examples', 'cpp-nearest-mean', 'main.cpp');
  const built = spawnSync(compiler!, ['-std=c++17', '-Wall', '-Wextra', '-Werror', '-o', program, source], {
    encoding: 'utf8',
  });
  expect(built.status, built.stderr).toBe(0);
  expect(failuresOf([program], 'predict')).toEqual([]);
});
