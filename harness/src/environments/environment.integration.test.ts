import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { processSessions } from '../run/process-sessions.js';
import { probeSandbox } from '../sandbox/probe.js';
import { SubmissionFailure } from '../sandbox/submission-failure.js';
import { manifestOfCommand } from '../wire/conformance/speaker.js';
import { environmentDigest, environmentsFolder, listEnvironments, openEnvironment } from './environment.js';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'paretoboard environment '));
  vi.stubEnv('PARETOBOARD_HOME', join(root, 'home'));
  vi.stubEnv('PARETOBOARD_DATA', join(root, 'data'));
  mkdirSync(join(root, 'base'));
  mkdirSync(join(root, 'data'));
  mkdirSync(environmentsFolder(), { recursive: true });
  writeFileSync(join(root, 'home', 'key.pem'), 'SECRET');
  writeFileSync(join(root, 'data', 'labels.txt'), 'SECRET');
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true, force: true });
});

/** An environment without Python: what matters is what the sandbox makes of its folder. */
function make(name: string, basePrefix = join(root, 'base')): string {
  const folder = join(environmentsFolder(), name);
  mkdirSync(join(folder, 'bin'), { recursive: true });
  const described = { interpreter: 'none 1.0', packages: ['numpy==2.4.6'] };
  const file = { schemaVersion: 1, name, basePrefix, digest: environmentDigest(described), ...described };
  writeFileSync(join(folder, 'environment.json'), JSON.stringify(file));
  return folder;
}

function failureOf(name: string): SubmissionFailure {
  try {
    openEnvironment(name);
  } catch (error) {
    if (error instanceof SubmissionFailure) return error;
    throw error;
  }
  throw new Error(`${name} was opened`);
}

describe('an environment', () => {
  it('is found by its name, with what a record says of it', () => {
    make('numpy');
    expect(openEnvironment('numpy')).toMatchObject({
      description: { name: 'numpy', packages: ['numpy==2.4.6'] },
      variables: { PATH: expect.stringMatching(/numpy\/bin:\/usr\/local\/bin/) },
    });
  });

  it('that is not here is refused with the names of those that are', () => {
    const { code, remedy } = failureOf('pytorch');
    expect({ code, remedy }).toEqual({
      code: 'runtime-unavailable',
      remedy: expect.stringContaining('This machine has: numpy'),
    });
  });

  it.each(['../home', '..', '/etc', 'a/b'])('has no name that leads elsewhere: %s', (name) => {
    expect(failureOf(name).code).toBe('runtime-unavailable');
  });

  it('that was not finished, or says another name, is none', () => {
    mkdirSync(join(environmentsFolder(), 'half'));
    make('copied');
    const text = readFileSync(join(environmentsFolder(), 'copied', 'environment.json'), 'utf8');
    writeFileSync(join(environmentsFolder(), 'copied', 'environment.json'), text.replace('copied', 'other'));
    expect(listEnvironments().map(({ name }) => name)).not.toContain('half');
    expect(failureOf('copied').code).toBe('runtime-unavailable');
  });

  it.each([
    ['the whole machine', () => '/'],
    ['our state', () => join(root, 'home')],
    ['labels', () => join(root, 'data')],
    ['both, through a link', () => join(root, 'link')],
  ])('may not come with an interpreter whose folder holds %s', (_, base) => {
    if (!existsSync(join(root, 'link'))) symlinkSync(root, join(root, 'link'));
    make('greedy', base());
    expect(failureOf('greedy').message).toContain('would show');
  });

  it('may not be a link to another folder', () => {
    mkdirSync(join(root, 'elsewhere'), { recursive: true });
    writeFileSync(
      join(root, 'elsewhere', 'environment.json'),
      readFileSync(join(make('linked-file'), 'environment.json'), 'utf8').replaceAll('linked-file', 'linked'),
    );
    symlinkSync(join(root, 'elsewhere'), join(environmentsFolder(), 'linked'));
    expect(failureOf('linked').message).toContain('would show');
  });
});

describe.runIf(probeSandbox('namespace').available)('in the sandbox an environment', () => {
  it('can be read and started, not written, and leads nowhere else', () => {
    const folder = make('attacked');
    symlinkSync(join(root, 'data', 'labels.txt'), join(folder, 'labels'));
    symlinkSync('../../key.pem', join(folder, 'key'));
    symlinkSync('/', join(folder, 'machine'));
    const program = join(folder, 'bin', 'probe');
    writeFileSync(
      program,
      `#!/bin/sh
echo started
cd "$VIRTUAL_ENV"
touch planted 2>/dev/null && echo PLANTED
(echo x >> bin/probe) 2>/dev/null && echo CHANGED
rm -rf bin/probe 2>/dev/null && echo REMOVED
cat labels key 'machine${root}/home/key.pem' '${root}/data/labels.txt' 2>/dev/null
touch '${root}/base/planted' 2>/dev/null && echo PLANTED IN BASE
echo beside: $(ls ..) above: $(ls ../..)
`,
    );
    chmodSync(program, 0o755);
    const manifest = manifestOfCommand(['probe'], 'none', 'all');
    const submissionFolder = join(root, 'submission');
    mkdirSync(submissionFolder);
    const environment = openEnvironment('attacked');
    const submission = { manifest, digest: '', folder: submissionFolder, entry: null, builtIn: false, environment };
    const options = { submission, level: 'namespace', runtime: null, threads: 1, budgets: [] } as const;
    const sessions = processSessions({ ...options, scratchFolder: join(root, 'scratch') });
    const logFile = join(root, 'log');
    expect(() => sessions.submission({ writableFolder: null, readableFolder: null, logFile })).toThrow(
      expect.objectContaining({ code: 'no-answer' }),
    );
    expect(readFileSync(logFile, 'utf8')).toBe('started\nbeside: attacked above: environments\n');
    expect(existsSync(join(folder, 'planted')) || existsSync(join(root, 'base', 'planted'))).toBe(false);
    expect(readFileSync(program, 'utf8')).toContain('echo started');
  });
});
