import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const run = promisify(execFile);
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
/** Our own; the others are one call of a tool. */
const ours = Object.entries(scripts).flatMap(([name, command]) => {
  const [, file] = /^(?:exec )?node (\S+)$/.exec(command) ?? [];
  return file === undefined || name === 'lock' ? [] : [{ name, file }];
});

describe('every script of the repository', () => {
  it('is looked at', () => {
    expect(ours.map(({ name }) => name)).toEqual(expect.arrayContaining(['start', 'test:slow', 'bench', 'admin']));
  });

  it.concurrent.each(ours)('npm run $name says what it is for', async ({ name, file }) => {
    const { stdout } = await run(process.execPath, [file, '--help']);
    expect(stdout.toLowerCase()).toMatch(name === 'admin' ? /usage|admin/ : new RegExp(`npm (run )?${name}\\b`));
    expect(stdout.split('\n').length).toBeGreaterThan(1);
  });

  it('names an option that it does not know, and what is expected', async () => {
    await expect(run(process.execPath, ['test/bench/bench.mjs', '--nonsense'])).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/--nonsense[\s\S]*expected: npm run bench/),
    });
  });

  it.each(['accuracy-pass', 'memory', 'record', 'round-trip', 'server-lateness', 'statistics'])(
    'finds what the part %s of the benchmark needs',
    async (part) => {
      await expect(import(`./bench/${part}.mjs`)).resolves.toBeTypeOf('object');
    },
  );
});
