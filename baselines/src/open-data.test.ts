import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HiddenData } from '@paretoboard/contract/challenge-phase.js';
import type { RunRequest } from '@paretoboard/contract/run-state.js';
import { digestOfFolder, sha256 } from '@paretoboard/harness/records/digest.js';
import { loadTask } from '@paretoboard/tasks/registry.js';
import { afterAll, expect, it } from 'vitest';
import { openData } from './open-data.js';

const task = 'r-lime';
const scratchFolder = mkdtempSync(join(tmpdir(), 'paretoboard open data '));
afterAll(() => rmSync(scratchFolder, { recursive: true, force: true }));

const requestOf = (variant: string): RunRequest => ({
  task,
  variant,
  submission: 'null',
  profile: 'quick',
  runtime: null,
  sandbox: 'namespace',
  starts: null,
  seeds: null,
  seed: null,
});
const hiddenBy = (secret: string): HiddenData => ({
  challenge: 'cup',
  phase: 'final',
  variant: 'cup-final',
  secret,
  commitment: sha256(secret),
});

it('generates what a challenge hides, as a variant of its own, and tells the commitment alone', async () => {
  const module = await loadTask(task);
  const digests: string[] = [];
  for (const secret of ['one', 'two', 'one']) {
    const hidden = hiddenBy(secret);
    const measured = await openData(module, { request: requestOf('surrogate'), hidden, scratchFolder });
    expect(measured.variant).toMatchObject({ id: 'cup-final', relation: 'surrogate' });
    expect(measured.challenge).toEqual({ id: 'cup', phase: 'final', seedCommitment: sha256(secret) });
    expect(measured.data.test.items).toBeGreaterThan(0);
    digests.push(digestOfFolder(join(scratchFolder, 'hidden')).digest);
    rmSync(join(scratchFolder, 'hidden'), { recursive: true });
  }
  expect(digests[0]).toBe(digests[2]);
  expect(digests[0]).not.toBe(digests[1]);
});

it('hides nothing behind data that cannot be generated', async () => {
  const module = await loadTask(task);
  const official = module.definition.variants.find(({ relation }) => relation !== 'surrogate')!.id;
  const hidden = hiddenBy('one');
  await expect(openData(module, { request: requestOf(official), hidden, scratchFolder })).rejects.toThrow(RangeError);
  await expect(openData(module, { request: requestOf('no-such'), scratchFolder })).rejects.toThrow('no-such');
});
