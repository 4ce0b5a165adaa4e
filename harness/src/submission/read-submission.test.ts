import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SubmissionFailure } from '../sandbox/submission-failure.js';
import { readSubmission } from './read-submission.js';

const manifest = {
  schemaVersion: 1,
  name: 'mine',
  version: '1.0.0',
  title: 'Mine',
  task: 'blobs',
  track: 'points',
  kind: 'tfjs-module',
  division: 'from-scratch',
  authors: ['A. Author'],
  source: '',
  licence: 'MIT',
  entry: 'main.ts',
};

let scratch: string;
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'read-submission-'));
});
afterEach(() => rmSync(scratch, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string>>, folder = 'mine'): string {
  const all = { 'paretoboard.json': JSON.stringify(manifest), ...files };
  for (const [name, text] of Object.entries(all)) {
    const path = join(scratch, folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return join(scratch, folder);
}

async function failure(folder: string): Promise<SubmissionFailure> {
  const error = await readSubmission(folder, join(scratch, 'bundle')).catch((reason: unknown) => reason);
  if (!(error instanceof SubmissionFailure)) throw new Error(`expected a SubmissionFailure, found ${String(error)}`);
  expect(error.code).toBe('manifest-invalid');
  return error;
}

const usesSdk = `import { defineSubmission } from '@paretoboard/sdk/submission.js';
import { Random } from '@paretoboard/sdk/random.js';
export default defineSubmission({ random: new Random(1) } as never);`;

describe('readSubmission', () => {
  it('bundles our SDK into a submission that lies anywhere, with the same bytes wherever it lies', async () => {
    const first = await readSubmission(write({ 'main.ts': usesSdk }), join(scratch, 'bundle-a'));
    const second = await readSubmission(write({ 'main.ts': usesSdk }, 'elsewhere/deeper'), join(scratch, 'bundle-b'));
    const code = readFileSync(first.entry!, 'utf8');
    expect(code).toContain('permutation(');
    expect(code).not.toContain(scratch);
    expect(readFileSync(second.entry!, 'utf8')).toBe(code);
    expect(second.digest).toBe(first.digest);
  });

  it('bundles what an artefact is written with, and no schema library along with it', async () => {
    const packs = `import { packTensors } from '@paretoboard/sdk/tensor-bytes.js'; export default packTensors;`;
    const { entry } = await readSubmission(write({ 'main.ts': packs }), join(scratch, 'bundle'));
    expect(readFileSync(entry!, 'utf8').length).toBeLessThan(8_000);
  });

  it('tells apart files of one name in packages that our own modules bring', async () => {
    const parses = `import { slugSchema } from '@paretoboard/contract/primitives.js'; export default slugSchema;`;
    const { entry } = await readSubmission(write({ 'main.ts': parses }), join(scratch, 'bundle'));
    expect(readFileSync(entry!, 'utf8')).toContain('expected lower-case words joined by hyphens');
  });

  it('has another digest when an installed package changes', async () => {
    const files = {
      'main.ts': `import x from 'lib'; export default x;`,
      'node_modules/lib/index.js': 'export default 1',
    };
    const before = await readSubmission(write(files), join(scratch, 'bundle-a'));
    const folder = write({ ...files, 'node_modules/lib/index.js': 'export default 2' });
    symlinkSync('../lib/index.js', join(folder, 'node_modules', '.bin'));
    const after = await readSubmission(folder, join(scratch, 'bundle-b'));
    expect(after.digest).not.toBe(before.digest);
  });

  it.each([
    ['a command', { kind: 'process', command: ['node', 'node_modules/run.mjs'] }, 'node_modules/run.mjs'],
    ['weights', { division: 'pre-trained', artefact: '.git' }, '.git/weights.bin'],
  ])('has another digest when %s changes in a folder that is left out of bundled code', async (_, change, file) => {
    const files = { 'paretoboard.json': JSON.stringify({ ...manifest, ...change }), 'main.ts': 'export default 1;' };
    const before = await readSubmission(write({ ...files, [file]: 'one' }), join(scratch, 'bundle-a'));
    const after = await readSubmission(write({ ...files, [file]: 'two' }), join(scratch, 'bundle-b'));
    expect(after.digest).not.toBe(before.digest);
  });

  it('reads a limited amount of source: a bundler is not in the sandbox', async () => {
    const folder = write({ 'main.ts': `import './large.js'; export default 1;`, 'large.js': '' });
    truncateSync(join(folder, 'large.js'), 65 * 2 ** 20);
    expect((await failure(folder)).message).toContain('the source has more than');
  });

  it('lets nobody climb out of our own packages', async () => {
    writeFileSync(join(scratch, 'secret.js'), 'export default "secret"');
    for (const name of ['sdk', 'contract']) {
      const up = '../'.repeat(20);
      const code = `import x from '@paretoboard/${name}/${up}${scratch.slice(1)}/secret.js'; export default x;`;
      expect((await failure(write({ 'main.ts': code }))).message).toContain('does not bundle');
    }
  });

  it.each([
    ['an absolute path', (secret: string) => `import x from ${JSON.stringify(secret)}; export default x;`],
    ['a path upwards', () => `import x from '../secret.json'; export default x;`],
    ['require', (secret: string) => `export default require(${JSON.stringify(secret)});`],
    ['a dynamic import', (secret: string) => `export default await import(${JSON.stringify(secret)});`],
  ])('reads no file outside its folder: %s', async (_, code) => {
    const secret = join(scratch, 'secret.json');
    writeFileSync(secret, '{"label":7}');
    const { message } = await failure(write({ 'main.ts': code(secret) }));
    expect(message).toContain("lies outside the submission's folder");
  });

  it('follows no tsconfig that maps a name to a file outside', async () => {
    writeFileSync(join(scratch, 'secret.json'), '{"label":7}');
    const tsconfig = JSON.stringify({ compilerOptions: { paths: { secret: ['../secret.json'] } } });
    const { message } = await failure(
      write({ 'main.ts': `import x from 'secret'; export default x;`, 'tsconfig.json': tsconfig }),
    );
    expect(message).toMatch(/Could not resolve "secret"|lies outside/);
  });

  it('reads through no link', async () => {
    const folder = write({ 'main.ts': `import x from './linked.json'; export default x;` });
    writeFileSync(join(scratch, 'secret.json'), '{"label":7}');
    symlinkSync(join(scratch, 'secret.json'), join(folder, 'linked.json'));
    expect((await failure(folder)).message).toContain('linked.json is neither a file nor a folder');
  });

  it('reads through no link in its installed packages either', async () => {
    const folder = write({ 'main.ts': `import x from 'lib/linked.json'; export default x;` });
    writeFileSync(join(scratch, 'secret.json'), '{"label":7}');
    mkdirSync(join(folder, 'node_modules', 'lib'), { recursive: true });
    symlinkSync(join(scratch, 'secret.json'), join(folder, 'node_modules', 'lib', 'linked.json'));
    expect((await failure(folder)).message).toContain("lies outside the submission's folder");
  });

  it('says what is wrong with a manifest', async () => {
    const folder = write({ 'main.ts': '', 'paretoboard.json': JSON.stringify({ ...manifest, entry: '../main.ts' }) });
    expect((await failure(folder)).message).toContain('entry');
  });
});
