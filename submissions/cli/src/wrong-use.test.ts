import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { main } from './program.js';

const task = 'enhanced-lenet5-traffic-sign';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'paretoboard-wrong-use-'));
  vi.stubEnv('PARETOBOARD_HOME', join(folder, 'home'));
  vi.stubEnv('PARETOBOARD_CACHE', join(folder, 'cache'));
  vi.stubEnv('PARETOBOARD_DATA', join(folder, 'data'));
  process.setMaxListeners(100); // Each call listens for Ctrl-C.
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** What a call writes, by stream. */
function listen(stream: NodeJS.WriteStream): string[] {
  const texts: string[] = [];
  vi.spyOn(stream, 'write').mockImplementation((text) => texts.push(String(text)) > 0);
  return texts;
}

test.each([
  [['doctr'], 'Did you mean doctor'],
  [['tasks', '--frobnicate'], 'unknown option'],
  [['tasks', 'show', 'enhanced-lenet5'], `did you mean "${task}"`],
  [['run', task], '--submission'],
  [['run', task, '--submission', 'majority'], 'majority-class'],
  [['run', task, '--submission', 'null', '--variant', 'surogate'], 'did you mean "surrogate"'],
  [['run', task, '--submission', 'null', '--runtime', 'wasn'], 'did you mean "wasm"'],
  [['run', task, '--submission', 'null', '--sandbox', 'jail'], 'namespace'],
  [['run', task, '--submission', 'null', '--profile', 'fast'], 'quick, full, audit'],
  [['run', task, '--submission', 'null', '--scenario', 'serve'], 'did you mean "server"'],
  [['run', task, '--submission', 'null', '--starts', '0'], 'at least 1'],
  [['run', task, '--submission', 'null', '--seed', '1.5'], 'whole number'],
  [['data', 'fetch', 'mnits'], 'gtsrb'],
  [['data', 'fetch', 'gtsrb-32'], 'data add gtsrb-32'],
  [['data', 'fetch', 'utd-mhad'], '--accept-unverified'],
  [['data', 'add', 'utd-mhad', '/nowhere'], 'Inertial'],
  [['data', 'verify', 'utd-mhad'], 'not here'],
  [['verify', '/nowhere'], 'record'],
  [['compare', '/nowhere', '/nowhere'], 'record'],
  [['check', '/nowhere'], 'paretoboard.json'],
])('paretoboard %s: 2, nothing on standard output, and what is right', async (parameters, part) => {
  const [stdout, stderr] = [listen(process.stdout), listen(process.stderr)];
  const status = await main(parameters).finally(() => vi.restoreAllMocks());
  expect({ status, stdout }).toEqual({ status: 2, stdout: [] });
  expect(stderr.join('')).toContain(part);
  expect(stderr.join('')).not.toMatch(/\n\s+at /);
});
