import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleProblemCodeSchema, bundleRemedies } from '@paretoboard/contract/bundle-problem.js';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeZip } from '../data/testing/make-zip.js';
import { digestOfFolder } from '../records/digest.js';
import { BundleError } from './archive/bundle-error.js';
import { unreadable } from './archive/quoted.js';
import { readCarelessly } from './testing/careless-reader.js';
import { changed, deflatedZip, file, hostileArchives, manifest, twoFiles } from './testing/hostile-archives.js';
import { makeTar, makeTarGz, pax } from './testing/make-tar.js';
import { checkBundle, unpackBundle } from './unpack-bundle.js';

let scratch: string;
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'unpack-bundle-'));
});
afterEach(() => rmSync(scratch, { recursive: true, force: true }));

describe('a hostile archive leaves nothing behind', () => {
  test.each(hostileArchives)('%s', async (_, bytes, code, careless, limits) => {
    const archive = join(scratch, 'archive');
    writeFileSync(archive, bytes);
    const error = await unpackBundle(archive, join(scratch, 'in', 'out'), limits).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(BundleError);
    expect({ code: (error as BundleError).code, text: (error as BundleError).message }).toMatchObject({ code });
    expect((error as BundleError).message).not.toMatch(unreadable);
    expect(readdirSync(scratch)).toEqual(existsSync(join(scratch, 'in')) ? ['archive', 'in'] : ['archive']);
    if (existsSync(join(scratch, 'in'))) expect(readdirSync(join(scratch, 'in'))).toEqual([]);
    // Whether the check is needed: what common libraries do with the same bytes.
    if (careless === 'hangs') return;
    const taken = await readCarelessly(bytes, '/target').catch(() => null);
    if (careless === 'refused') expect(taken).toBeNull();
    else expect(taken).not.toBeNull();
    if (careless === 'outside')
      expect([...taken!.keys()].filter((path) => !path.startsWith('/target/'))).not.toEqual([]);
  });

  test('every cause is among them, and each has a remedy', () => {
    expect([...new Set(hostileArchives.map(([, , code]) => code))].sort()).toEqual(
      [...bundleProblemCodeSchema.options].sort(),
    );
    expect(Object.values(bundleRemedies).filter((remedy) => remedy.length < 15)).toEqual([]);
  });
});

describe('honest archives', () => {
  async function taken(bytes: Buffer): Promise<Record<string, string>> {
    writeFileSync(join(scratch, 'archive'), bytes);
    const { files, digest } = await unpackBundle(join(scratch, 'archive'), join(scratch, 'out'));
    expect(digestOfFolder(join(scratch, 'out')).digest).toBe(digest);
    return Object.fromEntries(files.map(({ path }) => [path, readFileSync(join(scratch, 'out', path), 'utf8')]));
  }
  const expected = { 'paretoboard.json': '{}', 'lib/a.js': 'x' };

  test.each<[string, Buffer]>([
    ['a tar of what is in the folder', makeTar(manifest, file('lib/a.js'))],
    ['a compressed one', makeTarGz(manifest, file('lib/a.js'))],
    [
      'a tar of the folder',
      makeTar({ name: 'mine/', type: '5' }, file('mine/paretoboard.json', '{}'), file('mine/lib/a.js')),
    ],
    [
      'a tar of "."',
      makeTar(
        { name: './', type: '5' },
        file('./paretoboard.json', '{}'),
        { name: './lib/', type: '5' },
        file('./lib/a.js'),
      ),
    ],
    ['a tar of `git archive`', makeTar(pax('comment', 'a'.repeat(40), 'g'), manifest, file('lib/a.js'))],
    ['a tar with times in pax headers', makeTar(pax('mtime', '1.5'), manifest, pax('path', 'lib/a.js'), file('other'))],
    [
      'a tar with long names of GNU',
      makeTar(manifest, { name: '././@LongLink', type: 'L', content: 'lib/a.js\0' }, file('other')),
    ],
    [
      'a zip',
      makeZip([
        { name: 'paretoboard.json', content: '{}' },
        { name: 'lib/', content: '' },
        { name: 'lib/a.js', content: 'x' },
      ]),
    ],
    [
      'a zip of macOS',
      makeZip([
        { name: 'mine/paretoboard.json', content: '{}' },
        { name: '__MACOSX/mine/._paretoboard.json', content: 'fork' },
        { name: 'mine/lib/a.js', content: 'x' },
      ]),
    ],
  ])('%s', async (_, bytes) => {
    expect(await taken(bytes)).toEqual(expected);
  });

  test('a deflated zip', async () => {
    expect(await taken(deflatedZip(Buffer.from('weights')))).toEqual({ a: 'weights' });
  });

  test('what can be started may be, whatever the archive says; nothing else', async () => {
    const program = Buffer.concat([Buffer.from([0x7f, 0x45, 0x4c, 0x46]), Buffer.alloc(100)]);
    await taken(makeTar(file('run.sh', '#!/bin/sh'), file('program', program), file('#', '#'), file('data', 'x')));
    const mode = (name: string): string => (statSync(join(scratch, 'out', name)).mode & 0o7777).toString(8);
    expect(['run.sh', 'program', '#', 'data'].map(mode)).toEqual(['755', '755', '644', '644']);
  });

  test('a folder that is there already is not written into', async () => {
    writeFileSync(join(scratch, 'archive'), makeTar(manifest));
    mkdirSync(join(scratch, 'elsewhere'));
    symlinkSync(join(scratch, 'elsewhere'), join(scratch, 'out'));
    await expect(unpackBundle(join(scratch, 'archive'), join(scratch, 'out'))).rejects.toThrow();
    expect(readdirSync(join(scratch, 'elsewhere'))).toEqual([]);
    expect(readdirSync(scratch).sort()).toEqual(['archive', 'elsewhere', 'out']);
  });
});

test('an archive with one byte changed fails, if it fails, with a named cause', async () => {
  const archives = [makeTar(manifest, file('a')), makeTarGz(manifest, file('a')), twoFiles];
  const path = join(scratch, 'archive');
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...archives),
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      async (bytes, place, bits) => {
        writeFileSync(
          path,
          changed(bytes, (all) => (all[place % all.length]! ^= bits)),
        );
        const outcome = await checkBundle(path).catch((error: unknown) => error);
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(BundleError);
      },
    ),
    { numRuns: 300 },
  );
});
