import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { submissionManifestSchema } from '@paretoboard/contract/submission-manifest.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from './testing/paretoboard.js';
import { linkedEnvironment, pythonWithNumpy } from './testing/python-environment.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'paretoboard-init-process-'));
  if (pythonWithNumpy) linkedEnvironment(join(folder, 'home'), 'numpy');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const call = (...parameters: string[]) => run(parameters, { PARETOBOARD_HOME: join(folder, 'home') });

describe.runIf(pythonWithNumpy)('init --kind process', () => {
  // A batch and a conversation; the tutorial runs another.
  it.each(['rlmultimodalrec-gated-fusion', 'r-lime'])('makes a method for %s that passes check', async (task) => {
    const path = join(folder, task);
    expect(await call('init', path, '--kind', 'process', '--task', task)).toMatchObject({ status: 0 });
    const manifest = submissionManifestSchema.parse(JSON.parse(readFileSync(join(path, 'paretoboard.json'), 'utf8')));
    expect(manifest).toMatchObject({ kind: 'process', environment: 'numpy' });
    expect(readFileSync(join(path, 'main.py'), 'utf8')).not.toContain("'my-");
    const checked = await call('check', path, '--json');
    expect(JSON.parse(checked.stdout)).toMatchObject({ ok: true, problems: [], smoke: { reason: null } });
  });

  it('names the environments that there are where the manifest names another', async () => {
    const path = join(folder, 'elsewhere');
    await call('init', path, '--kind', 'process', '--task', 'r-lime');
    const file = join(path, 'paretoboard.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"numpy"', '"pytorch-9"'));
    const { status, stdout } = await call('check', path, '--json');
    expect(status).toBe(1);
    expect(JSON.parse(stdout).problems).toEqual([
      {
        path: 'environment',
        message: 'expected an environment of this machine: numpy, found "pytorch-9"',
        remedy: 'Name another, or add it: npx paretoboard environment add pytorch-9 --packages …',
      },
    ]);
  });
});

describe('init --kind process --language c++', () => {
  it('begins with one file, for tasks that ask for classes', async () => {
    const path = join(folder, 'program');
    const made = await call('init', path, '--kind', 'process', '--language', 'c++', '--task', 'lighthart-kd-har');
    expect(made).toMatchObject({ status: 0 });
    const manifest = submissionManifestSchema.parse(JSON.parse(readFileSync(join(path, 'paretoboard.json'), 'utf8')));
    expect(manifest.command).toEqual(['./nearest-mean']);
    expect(manifest.environment).toBeUndefined();
    expect(readFileSync(join(path, 'main.cpp'), 'utf8')).toContain('int main()');
  });

  it.each([
    [['--kind', 'process', '--language', 'c++', '--task', 'r-lime'], 'does not ask for'],
    [['--kind', 'process', '--language', 'cobol', '--task', 'r-lime'], 'Expected one of: python, c++'],
    [['--language', 'python', '--task', 'r-lime'], '--language is for kind process'],
  ])('takes wrong use for wrong use: %j', async (parameters, words) => {
    const refused = await call('init', join(folder, 'refused'), ...parameters);
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain(words);
  });
});
