import { crc32, deflateRawSync, gzipSync } from 'node:zlib';
import type { BundleProblemCode } from '@paretoboard/contract/bundle-problem.js';
import { type BundleLimits, bundleLimits } from '@paretoboard/contract/submission.js';
import { makeZip } from '../../data/testing/make-zip.js';
import { makeTar, makeTarGz, pax, type TarMember, tarEnd, tarMembers } from './make-tar.js';

/** A file of an archive. */
export const file = (name: string | Uint8Array, content: string | Uint8Array = 'x'): TarMember => ({ name, content });
export const manifest = file('paretoboard.json', '{}');

export function changed(archive: Buffer, change: (archive: Buffer) => void): Buffer {
  const copy = Buffer.from(archive);
  change(copy);
  return copy;
}

/** A zip of one deflated member, with what its headers say of it. */
export function deflatedZip(
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

export const twoFiles = makeZip([
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
export type Careless = 'taken' | 'outside' | 'refused' | 'hangs';
export type HostileArchive = [string, Buffer, BundleProblemCode, Careless, BundleLimits?];

/** [what, archive, code, what a reader does that checks nothing, limits] */
export const hostileArchives: readonly HostileArchive[] = [
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
  ['a type that cannot be seen', makeTar({ name: 'a', type: '\u0007' }), 'unsupported-entry', 'taken'],
  ['a link whose name turns the writing', makeTar({ name: 'a\u202egnp', type: '2', link: '/' }), 'link', 'taken'],
  ['a size that cannot be seen', makeTar(pax('size', '\u202e1'), file('a')), 'damaged', 'refused'],
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
