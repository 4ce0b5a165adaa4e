import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runtimeProbeSchema } from '@paretoboard/contract/runtime.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openRuntime } from './open-runtime.js';
import { probeRuntimes } from './probe-runtimes.js';
import { threadCount } from './processor.js';
import { RuntimeUnavailableError } from './runtime.js';
import { runtimeProviders } from './runtime-providers.js';
import { selectRuntime } from './select-runtime.js';

const noAdapter = new RuntimeUnavailableError('webgpu', 'no graphics adapter');
let emptyCache: string;

beforeEach(() => {
  emptyCache = mkdtempSync(join(tmpdir(), 'no native library '));
  vi.stubEnv('PARETOBOARD_CACHE', emptyCache);
  vi.stubEnv('PARETOBOARD_RUNTIME', '');
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  rmSync(emptyCache, { recursive: true });
});

describe('the choice of a runtime', () => {
  it('takes the first available and says why none of the better ones', async () => {
    vi.spyOn(runtimeProviders.webgpu, 'describe').mockRejectedValue(noAdapter);
    expect(await selectRuntime()).toMatchObject({
      name: 'wasm',
      forced: false,
      gpu: null,
      rejected: [
        { name: 'tensorflow', reason: expect.stringContaining('not built') },
        { name: 'webgpu', reason: 'no graphics adapter' },
      ],
    });
  });

  it('prefers a graphics adapter to wasm', async () => {
    const facts = { device: 'a card', gpu: 'a card', version: '1' };
    vi.spyOn(runtimeProviders.webgpu, 'describe').mockResolvedValue(facts);
    expect(await selectRuntime()).toMatchObject({ name: 'webgpu', ...facts });
  });

  it('takes the one that is asked for, or that PARETOBOARD_RUNTIME names', async () => {
    expect(await selectRuntime('cpu')).toMatchObject({ name: 'cpu', forced: true, rejected: [] });
    vi.stubEnv('PARETOBOARD_RUNTIME', 'cpu');
    expect(await selectRuntime()).toMatchObject({ name: 'cpu', forced: true });
  });

  it('never replaces a forced runtime by another', async () => {
    await expect(selectRuntime('tensorflow')).rejects.toThrow(RuntimeUnavailableError);
    await expect(openRuntime('tensorflow')).rejects.toMatchObject({ runtime: 'tensorflow' });
    await expect(selectRuntime('cuda')).rejects.toThrow('expected one of tensorflow, webgpu, wasm, cpu, found "cuda"');
  });
});

describe('the probe for doctor', () => {
  it('tries every runtime, and gives a reason for each that is not available', async () => {
    vi.spyOn(runtimeProviders.webgpu, 'open').mockRejectedValue(noAdapter);
    const probes = await probeRuntimes();
    for (const probe of probes) runtimeProbeSchema.parse(probe);
    expect(probes.map(({ name, available }) => [name, available])).toEqual([
      ['tensorflow', false],
      ['webgpu', false],
      ['wasm', true],
      ['cpu', true],
    ]);
    expect(probes[0]?.reason).toContain('npm run setup');
    expect(probes[2]).toMatchObject({ version: expect.stringMatching(/^\d/), device: expect.any(String) });
  });
});

describe('thread counts', () => {
  it('must be whole and positive', () => {
    expect(threadCount(3)).toBe(3);
    expect(threadCount(undefined)).toBeGreaterThanOrEqual(1);
    expect(() => threadCount(0)).toThrow(RangeError);
  });
});
