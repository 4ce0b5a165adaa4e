import { type ArchiveEntry, noBytes } from './archive-entry.js';
import { BundleError } from './bundle-error.js';
import { ByteSource } from './byte-source.js';
import { readPaxRecords } from './pax-records.js';
import { quoted } from './quoted.js';
import { blockBytes, decodeName, isZero, readTarHeader, type TarHeader } from './tar-header.js';

/** Longest extended header: a path and some times need a few hundred bytes. */
const largestExtensionBytes = 64 * 1024;

const kinds: Readonly<Record<string, 'file' | 'folder'>> = { '0': 'file', '5': 'folder' };
const refused: Readonly<Record<string, 'link' | 'device'>> = {
  '1': 'link',
  '2': 'link',
  '3': 'device',
  '4': 'device',
  '6': 'device',
};

/** What extended headers say of the entry that follows. */
interface Extension {
  readonly path?: string;
  readonly bytes?: number;
}

function padding(bytes: number): number {
  return (blockBytes - (bytes % blockBytes)) % blockBytes;
}

async function extensionBody(source: ByteSource, header: TarHeader): Promise<Uint8Array> {
  if (header.bytes > largestExtensionBytes)
    throw new BundleError('path-too-long', `an extended tar header has ${header.bytes} bytes`);
  const body = await source.exactly(header.bytes + padding(header.bytes));
  if (body === null) throw new BundleError('truncated', 'the archive ends within an extended header');
  return body.subarray(0, header.bytes);
}

function paxExtension(records: ReadonlyMap<string, string>): Extension {
  const sparse = [...records.keys()].find((key) => key.startsWith('GNU.sparse.'));
  if (sparse) throw new BundleError('unsupported-entry', `a pax header has ${quoted(sparse)}: a sparse file`);
  const path = records.get('path');
  const size = records.get('size');
  if (size !== undefined && !/^\d{1,15}$/.test(size))
    throw new BundleError('damaged', `a pax header has the size ${quoted(size)}`);
  return { ...(path === undefined ? {} : { path }), ...(size === undefined ? {} : { bytes: Number(size) }) };
}

/** A header for all that follow, as `git archive` writes for its commit, may not name or size them. */
function checkGlobal(records: ReadonlyMap<string, string>): void {
  for (const key of ['path', 'size', 'linkpath']) {
    if (records.has(key)) throw new BundleError('headers-disagree', `a global pax header sets "${key}" for every file`);
  }
  paxExtension(records);
}

async function readExtension(source: ByteSource, header: TarHeader): Promise<Extension | null> {
  if (header.type === 'x') return paxExtension(readPaxRecords(await extensionBody(source, header)));
  if (header.type === 'g') {
    checkGlobal(readPaxRecords(await extensionBody(source, header)));
    return {};
  }
  if (header.type !== 'L') return null;
  const body = await extensionBody(source, header);
  const end = body.indexOf(0);
  return { path: decodeName(end === -1 ? body : body.subarray(0, end)) };
}

function typeOf(header: TarHeader, path: string): 'file' | 'folder' {
  const cause = refused[header.type];
  if (cause) throw new BundleError(cause, `${quoted(path)} is a ${cause === 'link' ? 'link' : 'device or pipe'}`);
  const type = kinds[header.type];
  if (!type) throw new BundleError('unsupported-entry', `${quoted(path)} is of tar type ${quoted(header.type)}`);
  // Old archives know no folders but by their slash.
  return type === 'file' && path.endsWith('/') ? 'folder' : type;
}

/** Two blocks of zeros end an archive; what follows may only be more of them. */
async function readEnd(source: ByteSource): Promise<void> {
  const second = await source.exactly(blockBytes);
  if (second === null)
    throw new BundleError('truncated', 'the archive has no end: one of its two last blocks is missing');
  if (!isZero(second)) throw new BundleError('trailing-bytes', 'the archive goes on after its end');
  for (let more = await source.some(2 ** 20); more !== null; more = await source.some(2 ** 20)) {
    if (!isZero(more)) throw new BundleError('trailing-bytes', 'bytes follow the end of the archive');
  }
}

/**
 * Entries of a tar archive as they come. Stricter than `tar`: one archive has one reading.
 * @throws BundleError
 */
export async function* readTar(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<ArchiveEntry> {
  const source = new ByteSource(chunks);
  let extension: Extension = {};
  try {
    for (;;) {
      const block = await source.exactly(blockBytes);
      if (block === null) throw new BundleError('truncated', 'the archive has no end: its last blocks are missing');
      if (isZero(block)) return await readEnd(source);
      const header = readTarHeader(block);
      const more = await readExtension(source, header);
      if (more) {
        extension = { ...extension, ...more };
        continue;
      }
      yield* readEntry(source, header, extension);
      extension = {};
    }
  } finally {
    await source.close();
  }
}

async function* readEntry(source: ByteSource, header: TarHeader, extension: Extension): AsyncGenerator<ArchiveEntry> {
  const path = extension.path ?? header.name;
  const type = typeOf(header, path);
  const bytes = extension.bytes ?? header.bytes;
  if (type === 'folder') {
    if (bytes > 0) throw new BundleError('headers-disagree', `the folder ${quoted(path)} has ${bytes} bytes`);
    yield { path, type, bytes: 0, body: noBytes() };
    return;
  }
  const body = source.parts(bytes);
  yield { path, type, bytes, body };
  for await (const _ of body); // What was not read is skipped.
  if (padding(bytes) > 0 && (await source.exactly(padding(bytes))) === null) {
    throw new BundleError('truncated', `the archive ends with ${quoted(path)}`);
  }
}
