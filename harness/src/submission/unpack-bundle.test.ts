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
import { crc32, deflateRawSync, gzipSync } from 'node:zlib';
import {
  type BundleProblemCode,
  bundleProblemCodeSchema,
  bundleRemedies,
} from '@paretoboard/contract/bundle-problem.js';
import { type BundleLimits, bundleLimits } from '@paretoboard/contract/submission.js';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeZip } from '../data/testing/make-zip.js';
import { digestOfFolder } from '../records/digest.js';
import { BundleError } from './archive/bundle-error.js';
import { readCarelessly } from './testing/careless-reader.js';
import { makeTar, makeTarGz, pax, type TarMember, tarEnd, tarMembers } from './testing/make-tar.js';
import { checkBundle, unpackBundle } from './unpack-bundle.js';

let scratch: string;
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'unpack-bundle-'));
});
afterEach(() => rmSync(scratch, { recursive: true, force: true }));

const file = (name: string | Uint8Array, content: string | Uint8Array = 'x'): TarMember => ({ name, content });
const manifest = file('paretoboard.json', '{}');

function changed(archive: Buffer, change: (archive: Buffer) => void): Buffer {
  const copy = Buffer.from(archive);
  change(copy);
  return copy;
}

/** A zip of one deflated member, with what its headers say of it. */
function deflatedZip(
  content: Buffer,
  says: { bytes?: number; sum?: number; packed?: number; more?: Buffer } = {},
): Buffer {
  const data = Buffer.concat([deflateRawSync(content), says.more ?? Buffer.alloc(0)]);
  const zip = makeZip([{ name: 'a', content: data.toString('latin1') }]);
  // `makeZip` writes text: its data are replaced byte for byte below.
  const local = Buffer.alloc(31);
  zip.copy(local, 0, 0, 31);
  const central = zip.subarray(zip.length - 22 - 47, zip.length - 22);
  const end = zip.subarray(zip.length - 22);
  for (const [header, at] of [
    [local, 8],
    [central, 10],
  ] as const) {
    header.writeUInt16LE(8, at);
    header.writeUInt32LE(says.sum ?? crc32(content), at + 6);
    header.writeUInt32LE(says.packed ?? data.length, at + 10);
    header.writeUInt32LE(says.bytes ?? content.length, at + 14);
  }
  end.writeUInt32LE(31 + data.length, 16);
  return Buffer.concat([local, data, central, end]);
}

const twoFiles = makeZip([
  { name: 'paretoboard.json', content: '{}' },
  { name: 'weights.bin', content: 'weights' },
]);
const centralOf = (zip: Buffer, nth = 0): number => {
  let at = -1;
  for (let count = 0; count <= nth; count += 1) at = zip.indexOf('PK\u0001\u0002', at + 1, 'latin1');
  return at;
};
const small: BundleLimits = { ...bundleLimits, unpackedBytes: 10_000, files: 10, ratioFromBytes: 1_000, ratio: 20 };
const endOf = (zip: Buffer): number => zip.length - 22;

/** `hangs`: the library waits for ever. */
type Careless = 'taken' | 'outside' | 'refused' | 'hangs';
/** [what, archive, code, what a reader does that checks nothing, limits] */
const hostile: readonly [string, Buffer, BundleProblemCode, Careless, BundleLimits?][] = [
  ['a step to the parent', makeTarGz(file('../evil')), 'parent-step', 'outside'],
  ['steps to the parent within a path', makeTarGz(file('a/b/../../../evil')), 'parent-step', 'outside'],
  ['a step to the parent, in a zip', makeZip([{ name: '../evil', content: 'x' }]), 'parent-step', 'outside'],
  ['a step to the parent in a pax header', makeTar(pax('path', '../evil'), file('good')), 'parent-step', 'outside'],
  ['a parent step of a folder', makeTar(manifest, { name: '../evil/', type: '5' }), 'parent-step', 'outside'],
  ['an absolute path', makeTarGz(file('/etc/cron.d/evil')), 'absolute-path', 'taken'],
  ['a drive letter', makeTar(file('C:/evil')), 'absolute-path', 'taken'],
  ['a backslash', makeTar(file('..\\evil')), 'backslash', 'taken'],
  ['a backslash, in a zip', makeZip([{ name: 'a\\..\\..\\evil', content: 'x' }]), 'backslash', 'taken'],
  ['a NUL in a pax path', makeTar(pax('path', 'good.js\0.png'), file('x')), 'control-character', 'taken'],
  ['a NUL, in a zip', makeZip([{ name: 'good\0.png', content: 'x' }]), 'control-character', 'taken'],
  ['an escape sequence for a terminal', makeTar(file('\u001b]0;evil\u0007')), 'control-character', 'taken'],
  ['a name that reads the other way round', makeTar(file('a\u202egnp.js')), 'control-character', 'taken'],
  ['an empty part', makeTar(file('a//b')), 'invalid-name', 'taken'],
  ['a "." part', makeTar(file('a/./b')), 'invalid-name', 'taken'],
  ['a name that is not UTF-8', makeTar(file(Buffer.from([0x61, 0xff, 0xfe]))), 'invalid-name', 'taken'],
  ['a device name of Windows', makeTar(file('aux.json')), 'reserved-name', 'taken'],
  ['a stream of NTFS', makeTar(file('paretoboard.json:evil')), 'reserved-name', 'taken'],
  ['a dot at the end', makeTar(file('main.js.')), 'reserved-name', 'taken'],
  ['a symbolic link', makeTar({ name: 'out', type: '2', link: '/etc' }, file('out/passwd')), 'link', 'taken'],
  ['a hard link', makeTar({ name: 'labels', type: '1', link: '/data/labels' }), 'link', 'taken'],
  ['a symbolic link, in a zip', makeZip([{ name: 'out', content: '/etc', mode: 0o120777 }]), 'link', 'taken'],
  ['a character device', makeTar({ name: 'zero', type: '3' }), 'device', 'taken'],
  ['a pipe', makeTar({ name: 'pipe', type: '6' }), 'device', 'taken'],
  ['a pipe, in a zip', makeZip([{ name: 'pipe', content: '', mode: 0o010644 }]), 'device', 'taken'],
  ['a sparse file', makeTar(pax('GNU.sparse.realsize', '1099511627776'), file('huge')), 'unsupported-entry', 'taken'],
  ['a type that nobody knows', makeTar({ name: 'what', type: 'Q' }), 'unsupported-entry', 'taken'],
  ['the same file twice', makeTar(manifest, file('paretoboard.json', '{"evil": 1}')), 'duplicate-entry', 'taken'],
  ['the same file twice, once with "./"', makeTar(manifest, file('./paretoboard.json')), 'duplicate-entry', 'taken'],
  [
    'the same file twice, in a zip',
    makeZip([
      { name: 'a', content: '1' },
      { name: 'a', content: '2' },
    ]),
    'duplicate-entry',
    'taken',
  ],
  ['a file below a file', makeTar(file('a'), file('a/b')), 'duplicate-entry', 'taken'],
  ['a file in place of a folder', makeTar(file('a/b'), file('a')), 'duplicate-entry', 'taken'],
  ['names that differ in case', makeTar(manifest, file('Paretoboard.JSON')), 'name-collision', 'taken'],
  ['folders that differ in case', makeTar(file('lib/a'), file('LIB/b')), 'name-collision', 'taken'],
  ['names that differ in composition', makeTar(file('caf\u00e9.js'), file('cafe\u0301.js')), 'name-collision', 'taken'],
  [
    'names that differ in one folded letter',
    makeTar(file('stra\u00dfe.js'), file('strasse.js')),
    'name-collision',
    'taken',
  ],
  [
    'a path too long',
    makeTar(pax('path', `${'a/'.repeat(30)}${'b'.repeat(341)}`), file('x')),
    'path-too-long',
    'taken',
  ],
  ['a name too long', makeTar(pax('path', 'b'.repeat(256)), file('x')), 'path-too-long', 'taken'],
  ['folders too deep', makeTar(pax('path', `${'a/'.repeat(33)}b`), file('x')), 'path-too-deep', 'taken'],
  [
    'an extended header without end',
    makeTar({ name: 'x', type: 'x', content: 'x'.repeat(70_000) }, manifest),
    'path-too-long',
    'taken',
  ],
  ['a path for every file', makeTar(pax('path', 'same', 'g'), manifest), 'headers-disagree', 'taken'],
  [
    'a pax record of a wrong length',
    makeTar({ name: 'x', type: 'x', content: '99 path=a\n' }, manifest),
    'damaged',
    'taken',
  ],
  [
    'a tar header with a wrong checksum',
    makeTar(manifest, { ...file('a'), wrongChecksum: true }),
    'damaged',
    'refused',
  ],
  [
    'bytes in a folder',
    makeTar(manifest, { name: 'a/', type: '5', bytes: 512 }, file('b')),
    'headers-disagree',
    'hangs',
  ],
  [
    'a second archive behind the first',
    Buffer.concat([makeTar(manifest), makeTar(file('hidden'))]),
    'trailing-bytes',
    'taken',
  ],
  ['bytes behind the end', Buffer.concat([makeTar(manifest), Buffer.alloc(512, 'x')]), 'trailing-bytes', 'refused'],
  ['zeros behind the gzip stream', Buffer.concat([makeTarGz(manifest), Buffer.alloc(100)]), 'trailing-bytes', 'taken'],
  ['a tar without an end', tarMembers(manifest, file('weights.bin')), 'truncated', 'taken'],
  ['a tar with half an end', Buffer.concat([tarMembers(manifest), tarEnd.subarray(512)]), 'truncated', 'taken'],
  ['a tar that ends in a file', makeTar(file('a', 'x'.repeat(2000))).subarray(0, 1500), 'truncated', 'refused'],
  ['a gzip stream that ends early', makeTarGz(manifest).subarray(0, -9), 'truncated', 'refused'],
  [
    'a gzip stream with a changed bit',
    changed(makeTarGz(manifest), (all) => (all[all.length - 6]! ^= 1)),
    'damaged',
    'refused',
  ],
  ['a zip that ends early', twoFiles.subarray(0, -1), 'damaged', 'refused'],
  ['bytes behind a zip', Buffer.concat([twoFiles, Buffer.from('evil')]), 'damaged', 'refused'],
  [
    'a wrong CRC in a zip',
    changed(twoFiles, (zip) => zip.write('W', zip.indexOf('weights', 100) > 0 ? zip.indexOf('weightsPK') : 0)),
    'wrong-checksum',
    'taken',
  ],
  [
    'another name in the local header',
    changed(twoFiles, (zip) => zip.write('Paretoboard', 30)),
    'headers-disagree',
    'taken',
  ],
  [
    'another size in the local header',
    changed(twoFiles, (zip) => zip.writeUInt32LE(1, 22)),
    'headers-disagree',
    'taken',
  ],
  [
    'another method in the local header',
    changed(twoFiles, (zip) => zip.writeUInt16LE(8, 8)),
    'headers-disagree',
    'taken',
  ],
  [
    'members that share bytes',
    changed(twoFiles, (zip) => {
      zip.writeUInt32LE(0, centralOf(zip, 1) + 42);
      zip.copy(zip, centralOf(zip, 1) + 46, 30, 41);
    }),
    'headers-disagree',
    'taken',
  ],
  [
    'one local header for two members',
    changed(
      makeZip([
        { name: 'a', content: '1' },
        { name: 'a', content: '1' },
      ]),
      (zip) => zip.writeUInt32LE(0, centralOf(zip, 1) + 42),
    ),
    'overlapping-entries',
    'taken',
  ],
  [
    'bytes before the first member of a zip',
    changed(Buffer.concat([twoFiles.subarray(0, 48), twoFiles]), (zip) => {
      for (const nth of [0, 1])
        zip.writeUInt32LE(zip.readUInt32LE(centralOf(zip, nth) + 42) + 48, centralOf(zip, nth) + 42);
      zip.writeUInt32LE(zip.readUInt32LE(endOf(zip) + 16) + 48, endOf(zip) + 16);
    }),
    'trailing-bytes',
    'taken',
  ],
  [
    'an encrypted member',
    changed(deflatedZip(Buffer.from('weights')), (zip) => {
      zip.writeUInt16LE(1, 6);
      zip.writeUInt16LE(1, centralOf(zip) + 8);
    }),
    'encrypted',
    'refused',
  ],
  [
    'a compression that few know',
    changed(twoFiles, (zip) => {
      zip.writeUInt16LE(93, 8);
      zip.writeUInt16LE(93, centralOf(zip) + 10);
    }),
    'unsupported-compression',
    'refused',
  ],
  ['more bytes than a member declares', deflatedZip(Buffer.alloc(5_000), { bytes: 10 }), 'headers-disagree', 'taken'],
  ['fewer bytes than a member declares', deflatedZip(Buffer.alloc(10), { bytes: 5_000 }), 'headers-disagree', 'taken'],
  ['a wrong CRC of a deflated member', deflatedZip(Buffer.from('weights'), { sum: 1 }), 'wrong-checksum', 'taken'],
  [
    'bytes behind a deflated member',
    deflatedZip(Buffer.from('weights'), { more: Buffer.from('hidden') }),
    'trailing-bytes',
    'taken',
  ],
  [
    'a zip64 size that is a lie',
    changed(twoFiles, (zip) => zip.writeUInt32LE(0xffffffff, centralOf(zip) + 24)),
    'damaged',
    'taken',
  ],
  [
    'a gzip bomb',
    makeTarGz(file('zeros', Buffer.alloc(9_000))),
    'too-compressed',
    'taken',
    { ...small, unpackedBytes: 1e6 },
  ],
  ['a zip bomb', deflatedZip(Buffer.alloc(9_000)), 'too-compressed', 'taken', small],
  [
    'a bomb of extended headers',
    gzipSync(makeTar(...Array.from({ length: 20 }, () => pax('comment', 'x'.repeat(900))), manifest)),
    'too-large-unpacked',
    'taken',
    { ...small, ratio: 1e9 },
  ],
  [
    'zeros without end behind the end',
    gzipSync(Buffer.concat([makeTar(manifest), Buffer.alloc(20_480)])),
    'too-compressed',
    'taken',
    { ...small, unpackedBytes: 1e6 },
  ],
  ['too many bytes', makeTar(file('a', Buffer.alloc(10_001, 'y'))), 'too-large-unpacked', 'taken', small],
  ['too many bytes in the archive', makeTar(file('a')), 'too-large-packed', 'taken', { ...small, packedBytes: 100 }],
  [
    'too many files',
    makeTar(...Array.from({ length: 11 }, (_, at) => file(`f${at}`, ''))),
    'too-many-files',
    'taken',
    { ...small, unpackedBytes: 1e9 },
  ],
  [
    'too many folders',
    makeTar(manifest, ...Array.from({ length: 11 }, (_, at) => ({ name: `f${at}/`, type: '5' }))),
    'too-many-files',
    'taken',
    { ...small, unpackedBytes: 1e9 },
  ],
  ['no file at all', makeTar({ name: 'mine/', type: '5' }), 'empty', 'taken'],
  ['an empty zip', makeZip([]), 'empty', 'taken'],
  ['something else', Buffer.from('{"name": "mine"}'), 'unknown-format', 'refused'],
  ['nothing', Buffer.alloc(0), 'unknown-format', 'taken'],
];

describe('a hostile archive leaves nothing behind', () => {
  test.each(hostile)('%s', async (_, bytes, code, careless, limits) => {
    const archive = join(scratch, 'archive');
    writeFileSync(archive, bytes);
    const error = await unpackBundle(archive, join(scratch, 'in', 'out'), limits).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(BundleError);
    expect({ code: (error as BundleError).code, text: (error as BundleError).message }).toMatchObject({ code });
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
    expect([...new Set(hostile.map(([, , code]) => code))].sort()).toEqual([...bundleProblemCodeSchema.options].sort());
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
