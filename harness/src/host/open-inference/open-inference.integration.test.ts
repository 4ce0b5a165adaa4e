import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Interaction } from '@paretoboard/contract/interaction.js';
import type { SandboxLevel } from '@paretoboard/contract/sandbox-level.js';
import { submissionManifestSchema } from '@paretoboard/contract/submission-manifest.js';
import type { ConformanceCheck } from '@paretoboard/contract/wire-conformance.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { probeSandbox } from '../../sandbox/probe.js';
import { runConformance } from '../../wire/conformance/run-conformance.js';
import { smallSubject } from '../../wire/conformance/small-subject.js';

const folder = fileURLToPath(new URL('./fixtures', import.meta.url));
const level: SandboxLevel = probeSandbox('namespace').available ? 'namespace' : 'process';
const port = 18_273;

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'paretoboard server '));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function manifestOf(manner: string) {
  return submissionManifestSchema.parse({
    schemaVersion: 1,
    name: 'small',
    version: '1.0.0',
    title: 'Small',
    task: 'none',
    track: 'all',
    kind: 'process',
    protocol: 'open-inference',
    port,
    division: 'pre-trained',
    artefact: '.',
    authors: ['test'],
    source: '',
    licence: '',
    command: [process.execPath, 'server.mjs', String(port), 'small', manner],
  });
}

interface Tried {
  readonly checks: readonly ConformanceCheck[];
  readonly failed: readonly ConformanceCheck[];
  readonly log: string;
}

function tryOut(manner: string, only: string[], at = level, interaction: Interaction = 'predict'): Tried {
  const scratch = mkdtempSync(join(root, 'scratch '));
  const speaker = { manifest: manifestOf(manner), folder, level: at, artefactFolder: folder };
  const { checks } = runConformance(speaker, smallSubject(interaction), scratch, only);
  return { checks, failed: checks.filter(({ ok }) => !ok), log: readFileSync(join(scratch, 'log'), 'utf8') };
}

describe('a server of the Open Inference Protocol', () => {
  it('answers as any other submission, in the sandbox, with a loopback of its own', () => {
    const { failed, checks, log } = tryOut('binary', [
      'queries.batch',
      'queries.large-id',
      'frames.only',
      'ending.bye',
    ]);
    expect(failed).toEqual([]);
    expect(checks.map(({ id }) => id)).toContain('queries.batch');
    expect(log).toContain('interfaces');
    if (level === 'namespace') expect(log).toContain('interfaces lo\n');
  });

  it('may answer in JSON, and close connections that are idle', () => {
    expect(tryOut('forgets', ['queries.batch', 'frames.only'], 'process').failed).toEqual([]);
  });

  it.each([
    ['wide', 'queries.load', /wrong-output.*input "x" is FP32 \[-1, 5\]; expected FP32 \[-1, 4\]/],
    ['dies', 'queries.load', /submission-error.*ended before it was ready: exit status 7/],
    ['refuses', 'queries.one', /submission-error.*400: no picture today/],
  ])('is told what is wrong: %s', (manner, id, words) => {
    const { failed } = tryOut(manner, [id]);
    expect(failed.map((check) => check.id)).toEqual([id]);
    expect(failed[0]!.message).toMatch(words);
  });

  it('serves no other interaction', () => {
    const { failed } = tryOut('binary', ['queries.load'], level, 'transform');
    expect(failed[0]!.message).toContain('serves interaction predict; the task asks transform');
  });

  it('is not mistaken for another program that has its port', async () => {
    const other = createServer((socket) => socket.end()).listen(port, '127.0.0.1');
    await once(other, 'listening');
    try {
      const { failed } = tryOut('binary', ['queries.load'], 'process');
      expect(failed[0]!.message).toContain(`port ${port} is taken`);
    } finally {
      other.close();
    }
  });
});

describe('its manifest', () => {
  const complaints = (change: object) =>
    submissionManifestSchema
      .safeParse({ ...manifestOf('binary'), ...change })
      .error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];

  it.each([
    [{ port: undefined }, 'port: '],
    [{ protocol: 'frames' }, 'port: '],
    [{ division: 'from-scratch' }, 'division: the Open Inference Protocol has no training'],
    [{ port: 80 }, 'port: '],
  ])('has to fit: %j', (change, words) => {
    expect(complaints(change)).toEqual([expect.stringContaining(words)]);
  });
});
