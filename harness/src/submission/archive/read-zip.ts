import { createReadStream } from 'node:fs';
import { crc32 } from 'node:zlib';
import { type Entry, type LocalFileHeader, openPromise, type ZipFile } from 'yauzl';
import { type ArchiveEntry, noBytes } from './archive-entry.js';
import { BundleError } from './bundle-error.js';
import { inflated } from './inflate.js';
import { quoted } from './quoted.js';
import type { SizeGuard } from './size-guard.js';
import { decodeName } from './tar-header.js';

const stored = 0;
const deflated = 8;
const encryptedFlag = 0x1;
const descriptorFlag = 0x8;
const utf8Flag = 0x800;
const unicodePathField = 0x7075;
/** A header that refers to its zip64 field. */
const inZip64 = 0xffffffff;
const fileTypeMask = 0o170000;
const symbolicLink = 0o120000;
const unixTypes: ReadonlySet<number> = new Set([0, 0o100000, 0o040000]);
/** Signature, CRC-32 and two sizes of eight bytes. */
const largestDescriptorBytes = 24;
const centralHeaderBytes = 46;
const endBytes = 22;
/** Zip64 end record and its locator. */
const zip64EndBytes = 56 + 20;

/** A member of a zip, found whole and apart from the others. */
interface Member {
  readonly path: string;
  readonly entry: Entry;
  readonly dataStart: number;
  readonly headerStart: number;
}

function pathOf(entry: Entry): string {
  // A name is given once, in UTF-8: an archive with two could be read in two ways.
  const raw = entry.fileNameRaw;
  const isAscii = raw.every((byte) => byte < 0x80);
  if (!isAscii && (entry.generalPurposeBitFlag & utf8Flag) === 0) {
    throw new BundleError('invalid-name', `a name is not marked as UTF-8: ${quoted(raw.toString('latin1'))}`);
  }
  const path = decodeName(raw);
  const other = entry.extraFields.find(({ id }) => id === unicodePathField)?.data.subarray(5);
  if (other && !raw.equals(other)) throw new BundleError('headers-disagree', `${quoted(path)} has a second name`);
  return path;
}

function checkKind(entry: Entry, path: string): void {
  const name = quoted(path);
  const isUnix = entry.versionMadeBy >>> 8 === 3;
  const type = isUnix ? (entry.externalFileAttributes >>> 16) & fileTypeMask : 0;
  if (type === symbolicLink) throw new BundleError('link', `${name} is a link`);
  if (!unixTypes.has(type)) throw new BundleError('device', `${name} is a device, pipe or socket`);
  if (entry.generalPurposeBitFlag & encryptedFlag) throw new BundleError('encrypted', `${name} is encrypted`);
  if (entry.compressionMethod !== stored && entry.compressionMethod !== deflated) {
    throw new BundleError('unsupported-compression', `${name} is compressed by method ${entry.compressionMethod}`);
  }
  if (path.endsWith('/') && entry.uncompressedSize > 0)
    throw new BundleError('headers-disagree', `the folder ${name} has bytes`);
}

/** What the local header says must be what the directory says: tools differ in which of the two they believe. */
function checkLocal(entry: Entry, local: LocalFileHeader, path: string): void {
  const hasDescriptor = (local.generalPurposeBitFlag & descriptorFlag) !== 0;
  const differs = (here: number, there: number): boolean =>
    here !== there && !(hasDescriptor && here === 0) && here !== inZip64;
  const sameName = Buffer.compare(Buffer.from(local.fileName as unknown as Uint8Array), entry.fileNameRaw) === 0;
  if (
    !sameName ||
    local.compressionMethod !== entry.compressionMethod ||
    local.generalPurposeBitFlag !== entry.generalPurposeBitFlag ||
    differs(local.crc32, entry.crc32) ||
    differs(local.compressedSize, entry.compressedSize) ||
    differs(local.uncompressedSize, entry.uncompressedSize)
  ) {
    throw new BundleError('headers-disagree', `the two headers of ${quoted(path)} differ`);
  }
}

async function membersOf(zip: ZipFile, guard: SizeGuard): Promise<Member[]> {
  const members: Member[] = [];
  for await (const entry of zip.eachEntry()) {
    guard.addEntry();
    const path = pathOf(entry);
    checkKind(entry, path);
    const local = await zip.readLocalFileHeaderPromise(entry);
    checkLocal(entry, local, path);
    members.push({ path, entry, dataStart: local.fileDataStart, headerStart: entry.relativeOffsetOfLocalHeader });
  }
  return members;
}

/** Members lie one after the other from the first byte on, then the directory, then the end: nothing overlaps, and nothing is hidden between. */
function checkLayout(zip: ZipFile, members: readonly Member[]): void {
  let end = 0;
  let slack = 0;
  const check = (start: number): void => {
    if (start < end) throw new BundleError('overlapping-entries', `two parts of the archive share bytes at ${start}`);
    if (start > end + slack)
      throw new BundleError('trailing-bytes', `${start - end} bytes of the archive belong to no file`);
  };
  for (const { entry, dataStart, headerStart } of [...members].sort((a, b) => a.headerStart - b.headerStart)) {
    check(headerStart);
    end = dataStart + entry.compressedSize;
    slack = entry.generalPurposeBitFlag & descriptorFlag ? largestDescriptorBytes : 0;
  }
  const directoryBytes = members.reduce(
    (sum, { entry }) =>
      sum + centralHeaderBytes + entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength,
    0,
  );
  const rest = zip.fileSize - endBytes - zip.comment.length - directoryBytes - end;
  // Before the end of a large archive lie its zip64 records.
  check(end + (rest >= zip64EndBytes ? rest - zip64EndBytes : rest));
}

async function* bodyOf(
  archive: string,
  { path, entry, dataStart }: Member,
  guard: SizeGuard,
): AsyncGenerator<Uint8Array> {
  const { compressedSize, uncompressedSize, compressionMethod } = entry;
  const source = createReadStream(archive, { start: dataStart, end: dataStart + compressedSize - 1 });
  const chunks = compressionMethod === deflated ? inflated(source, compressedSize, path) : source;
  let bytes = 0;
  let sum = 0;
  for await (const chunk of guard.count(chunks as AsyncIterable<Uint8Array>)) {
    bytes += chunk.length;
    if (bytes > uncompressedSize) break;
    sum = crc32(chunk, sum);
    yield chunk;
  }
  const name = quoted(path);
  if (bytes > uncompressedSize)
    throw new BundleError('headers-disagree', `${name} has more than its ${uncompressedSize} bytes`);
  if (bytes < uncompressedSize)
    throw new BundleError('headers-disagree', `${name} has ${bytes} of its ${uncompressedSize} bytes`);
  if (sum !== entry.crc32)
    throw new BundleError('wrong-checksum', `${name} has another checksum than the archive says`);
}

async function open(archive: string): Promise<ZipFile> {
  return openPromise(archive, { lazyEntries: true, decodeStrings: false, autoClose: false, validateEntrySizes: true });
}

function damaged(error: unknown): unknown {
  const isSystem = (error as NodeJS.ErrnoException).syscall !== undefined;
  if (error instanceof BundleError || isSystem || !(error instanceof Error)) return error;
  return new BundleError('damaged', `the zip cannot be read: ${error.message}`, { cause: error });
}

/**
 * Entries of a zip, in the order of its directory. Every header is checked before the first entry.
 * @throws BundleError
 */
export async function* readZip(archive: string, guard: SizeGuard): AsyncGenerator<ArchiveEntry> {
  let members: Member[] = [];
  try {
    const zip = await open(archive);
    try {
      members = await membersOf(zip, guard);
      checkLayout(zip, members);
    } finally {
      zip.close();
    }
  } catch (error) {
    throw damaged(error);
  }
  for (const member of members) {
    const { path, entry } = member;
    const isFolder = path.endsWith('/');
    const body = isFolder || entry.compressedSize === 0 ? noBytes() : bodyOf(archive, member, guard);
    if (!isFolder && entry.compressedSize === 0 && entry.uncompressedSize > 0) {
      throw new BundleError('headers-disagree', `${quoted(path)} has none of its ${entry.uncompressedSize} bytes`);
    }
    yield { path, type: isFolder ? 'folder' : 'file', bytes: entry.uncompressedSize, body };
  }
}

/** Whether a file begins as a zip does, one without members included. */
export function isZip(start: Uint8Array): boolean {
  return (
    start[0] === 0x50 && start[1] === 0x4b && ((start[2] === 3 && start[3] === 4) || (start[2] === 5 && start[3] === 6))
  );
}
