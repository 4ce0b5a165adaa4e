import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ensureNativeTensorflow } from './build.mjs';
import { withBuildLock } from './build-lock.mjs';
import { cudaRequirements } from './library-sources.mjs';
import { lastLine, runCommand } from './run-command.mjs';

const repositoryRoot = resolve(import.meta.dirname, '../..');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'native tensorflow '));
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

describe('the build lock', () => {
  it('lets one work at a time and tells the other that it waits', async () => {
    const lock = join(folder, 'build.lock');
    const events: string[] = [];
    const work = (name: string) => async () => {
      events.push(`${name} begins`);
      await sleep(50);
      events.push(`${name} ends`);
    };
    const first = withBuildLock(lock, () => events.push('first waits'), work('first'));
    const second = withBuildLock(lock, () => events.push('second waits'), work('second'));
    await Promise.all([first, second]);
    expect(events).toEqual(['first begins', 'second waits', 'first ends', 'second begins', 'second ends']);
    expect(existsSync(lock)).toBe(false);
  });

  it('is taken over from a process that died', async () => {
    const lock = join(folder, 'build.lock');
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    writeFileSync(lock, JSON.stringify({ pid: dead, host: hostname() }));
    expect(
      await withBuildLock(
        lock,
        () => {},
        async () => 'built',
      ),
    ).toBe('built');
  });

  it('is taken over from another machine that fell silent', async () => {
    const lock = join(folder, 'build.lock');
    writeFileSync(lock, JSON.stringify({ pid: process.pid, host: 'elsewhere' }));
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(lock, longAgo, longAgo);
    expect(
      await withBuildLock(
        lock,
        () => {},
        async () => 'built',
      ),
    ).toBe('built');
  });

  it('is released when the work fails', async () => {
    const lock = join(folder, 'build.lock');
    const failing = withBuildLock(
      lock,
      () => {},
      async () => {
        throw new Error('disk full');
      },
    );
    await expect(failing).rejects.toThrow('disk full');
    expect(existsSync(lock)).toBe(false);
  });
});

describe('what cannot be built', () => {
  const options = () => {
    const lines: string[] = [];
    return { lines, cacheDir: join(folder, 'cache'), repositoryRoot, log: (line: string) => lines.push(line) };
  };

  it('costs one clear line without a C++ compiler, and leaves nothing behind', async () => {
    vi.stubEnv('PATH', folder);
    vi.stubEnv('CXX', '');
    const { lines, ...rest } = options();
    expect(await ensureNativeTensorflow(rest)).toEqual({ available: false, reason: 'no C++ compiler' });
    expect(lines).toEqual(['no C++ compiler: native TensorFlow is not built; wasm is used']);
    expect(readdirSync(join(folder, 'cache', 'native-tensorflow'))).toEqual([]);
  });

  it('names the package that is not installed', async () => {
    const { lines, ...rest } = options();
    const result = await ensureNativeTensorflow({ ...rest, repositoryRoot: folder });
    expect(result).toEqual({ available: false, reason: '@tensorflow/tfjs-node-gpu is not installed (run npm ci)' });
    expect(lines).toHaveLength(1);
  });

  it('refuses an unknown variant', async () => {
    vi.stubEnv('PARETOBOARD_TENSORFLOW', 'rocm');
    const { lines, ...rest } = options();
    expect(await ensureNativeTensorflow(rest)).toMatchObject({ available: false });
    expect(lines[0]).toContain('expected cpu or cuda, found "rocm"');
  });
});

describe('helpers', () => {
  it('reads what tensorflow[and-cuda] asks for from the metadata of the wheel', () => {
    const metadata = [
      'Name: tensorflow',
      'Requires-Dist: numpy>=1.26.0',
      'Provides-Extra: and-cuda',
      'Requires-Dist: nvidia-cublas-cu12<13.0,>=12.5.3.2; extra == "and-cuda"',
      "Requires-Dist: nvidia-nccl-cu12<3.0,>=2.27.7; extra == 'and-cuda'",
    ].join('\n');
    expect(cudaRequirements(metadata)).toEqual(['nvidia-cublas-cu12<13.0,>=12.5.3.2', 'nvidia-nccl-cu12<3.0,>=2.27.7']);
  });

  it('reports a program that is missing, one that fails and one that hangs', async () => {
    expect(await runCommand('no-such-program', [])).toMatchObject({ code: null });
    expect(await runCommand(process.execPath, ['-e', 'process.exit(3)'])).toMatchObject({ code: 3 });
    const hanging = await runCommand(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { timeoutMs: 200 });
    expect(hanging.code).toBeNull();
  });

  it('finds the line that matters in the output of pip', () => {
    expect(lastLine('ERROR: No matching distribution\n\n[notice] A new release of pip is available\n')).toBe(
      'ERROR: No matching distribution',
    );
  });
});
