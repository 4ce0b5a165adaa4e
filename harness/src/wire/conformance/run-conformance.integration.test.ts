import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compiledUrl } from '../../compiled-url.js';
import { faults } from './fixtures/faults.js';
import { conformanceCases, runConformance } from './run-conformance.js';
import { smallSubject } from './small-subject.js';
import { manifestOfCommand, type Speaker } from './speaker.js';

const folder = fileURLToPath(new URL('./fixtures', import.meta.url));
const hostMain = fileURLToPath(compiledUrl('../../host/main.js', import.meta.url));

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'paretoboard conformance '));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function speaker(command: string[], artefactFolder: string | null = null): Speaker {
  const manifest = manifestOfCommand(command, 'conformance', 'all');
  return { manifest, folder, level: 'process', artefactFolder, helloTimeoutMs: 15_000 };
}

const scratch = () => mkdtempSync(join(root, 'scratch '));

it('a plain speaker passes every check', () => {
  const report = runConformance(
    speaker([process.execPath, 'faulty-speaker.mjs', 'none']),
    smallSubject('predict'),
    scratch(),
  );
  expect(report.checks.filter(({ ok }) => !ok)).toEqual([]);
  expect(report.checks.map(({ id }) => id)).toEqual(conformanceCases.map(({ id }) => id));
});

/** One of each family; the slow suite has all of them, against all checks. */
const tried = new Set(faults.map(({ fails }) => fails[0].split('.')[0]));
const oneOfEach = [...tried].map((family) => faults.findLast(({ fails }) => fails[0].startsWith(`${family}.`))!);

describe.each(oneOfEach)('a speaker that $fault', ({ fault, fails }) => {
  it(`is told so by ${fails[0]}`, () => {
    const named = speaker([process.execPath, 'faulty-speaker.mjs', fault]);
    // Only who never says hello is worth less patience: a busy machine may keep an honest start for seconds.
    const one = fails[0] === 'start.hello' ? { ...named, helloTimeoutMs: 1_500 } : named;
    const { checks, ok } = runConformance(one, smallSubject('predict'), scratch(), [fails[0]]);
    expect(ok).toBe(false);
    expect(checks.filter((check) => !check.ok).map(({ id }) => id)).toEqual([fails[0]]);
    expect(checks.at(-1)!.remedy).not.toBe('');
  });
});

it.each(['sequence', 'explain'] as const)('our own host conforms in interaction %s', (interaction) => {
  const { checks } = runConformance(
    speaker([process.execPath, hostMain], folder),
    smallSubject(interaction),
    scratch(),
    ['queries.turns', 'frames.pieces', 'frames.shared-memory', 'frames.only', 'errors.unknown-message'],
  );
  expect(checks.filter(({ ok }) => !ok)).toEqual([]);
  expect(checks.map(({ id }) => id)).toContain('errors.unknown-message');
});
