import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bundleLimits } from '@paretoboard/contract/submission.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { digestOfFolder, FolderContentError } from '../records/digest.js';
import { BundleError } from './archive/bundle-error.js';
import { packBundle } from './pack-bundle.js';
import { readSubmission } from './read-submission.js';
import { checkBundle, unpackBundle } from './unpack-bundle.js';

const manifest = {
  schemaVersion: 1,
  name: 'mine',
  version: '1.0.0',
  title: 'Mine',
  task: 'blobs',
  track: 'points',
  kind: 'process',
  division: 'from-scratch',
  authors: ['A. Author'],
  source: '',
  licence: 'MIT',
  command: ['./run.sh'],
};

let scratch: string;
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'pack-bundle-'));
});
afterEach(() => rmSync(scratch, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string>>, change: object = {}, folder = 'mine'): string {
  const all = { 'paretoboard.json': JSON.stringify({ ...manifest, ...change }), ...files };
  for (const [name, text] of Object.entries(all)) {
    const path = join(scratch, folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return join(scratch, folder);
}

const archive = (name = 'a.tar.gz'): string => join(scratch, name);
const files = { 'run.sh': '#!/bin/sh\n', 'b/ü.txt': 'two', 'a.txt': 'one', empty: '' };

test('the same files give the same archive, whenever and wherever, with whatever modes; it unpacks to what was packed', async () => {
  const first = write(files);
  const second = write(files, {}, 'else/where');
  chmodSync(join(second, 'a.txt'), 0o600);
  utimesSync(join(second, 'a.txt'), 1, 1);
  const packed = await packBundle(first, archive());
  await packBundle(second, archive('b.tar.gz'));
  expect(readFileSync(archive('b.tar.gz')).equals(readFileSync(archive()))).toBe(true);
  expect(packed.files).toEqual(['a.txt', 'b/ü.txt', 'empty', 'paretoboard.json', 'run.sh']);
  const unpacked = await unpackBundle(archive(), join(scratch, 'out'));
  expect(unpacked).toMatchObject({ digest: packed.digest, bytes: packed.bytes });
  expect(digestOfFolder(join(scratch, 'out')).digest).toBe(packed.digest);
  expect(digestOfFolder(first).digest).toBe(packed.digest);
  const modes = ['a.txt', 'run.sh'].map((name) => statSync(join(scratch, 'out', name)).mode & 0o7777);
  expect(modes).toEqual([0o644, 0o755]);
});

test('of installed packages goes what the code uses, and the submission is the same on the other side', async () => {
  const folder = write(
    {
      'main.js': `import x from 'used'; export default x;`,
      'node_modules/used/package.json': '{"name": "used", "type": "module", "exports": "./lib/index.js"}',
      'node_modules/used/lib/index.js': `export { default } from './part.js';`,
      'node_modules/used/lib/part.js': 'export default 1;',
      'node_modules/used/test/large.js': 'export default 2;',
      'node_modules/unused/index.js': 'export default 3;',
      '.git/config': 'secret',
    },
    { kind: 'tfjs-module', command: undefined, entry: 'main.js' },
  );
  symlinkSync('../used/lib/index.js', join(folder, 'node_modules', '.bin'));
  const packed = await packBundle(folder, archive());
  expect(packed.files).toEqual([
    'main.js',
    'node_modules/used/lib/index.js',
    'node_modules/used/lib/part.js',
    'node_modules/used/package.json',
    'paretoboard.json',
  ]);
  await unpackBundle(archive(), join(scratch, 'out'));
  const here = await readSubmission(folder, join(scratch, 'bundle-here'));
  const there = await readSubmission(join(scratch, 'out'), join(scratch, 'bundle-there'));
  expect(there.digest).toBe(here.digest);
});

test('history stays behind, unless the manifest names it', async () => {
  const folder = write({ ...files, '.git/config': 'secret', 'lib/.git/x': 'not the folder’s own' });
  expect((await packBundle(folder, archive())).files).toEqual([
    'a.txt',
    'b/ü.txt',
    'empty',
    'lib/.git/x',
    'paretoboard.json',
    'run.sh',
  ]);
  const named = write({ '.git/weights': '1' }, { division: 'pre-trained', artefact: '.git' }, 'named');
  expect((await packBundle(named, archive())).files).toContain('.git/weights');
});

test('links, what no other system can have, and too much are refused while packing', async () => {
  const folder = write(files);
  await expect(packBundle(folder, archive(), { limits: { ...bundleLimits, files: 4 } })).rejects.toMatchObject({
    code: 'too-many-files',
  });
  await expect(
    packBundle(folder, archive(), { limits: { ...bundleLimits, unpackedBytes: 100 } }),
  ).rejects.toMatchObject({ code: 'too-large-unpacked' });
  await expect(packBundle(folder, archive(), { limits: { ...bundleLimits, packedBytes: 100 } })).rejects.toMatchObject({
    code: 'too-large-packed',
  });
  await expect(packBundle(folder, join(folder, 'a.tar.gz'))).rejects.toThrow(FolderContentError);
  await expect(packBundle(write({ 'A.txt': '', 'aux.py': '' }, {}, 'reserved'), archive())).rejects.toMatchObject({
    code: 'reserved-name',
  });
  const cased = write({ 'A.txt': '', 'a.txt': '' }, {}, 'cased');
  await expect(packBundle(cased, archive())).rejects.toThrow(BundleError);
  symlinkSync('/etc/passwd', join(folder, 'link'));
  await expect(packBundle(folder, archive())).rejects.toThrow(FolderContentError);
});

test('progress ends with every byte', async () => {
  const seen: number[][] = [];
  const { bytes } = await packBundle(write(files), archive(), { onProgress: (...at) => seen.push(at) });
  expect(seen.at(-1)).toEqual([bytes, bytes]);
  expect((await checkBundle(archive())).bytes).toBe(bytes);
});
