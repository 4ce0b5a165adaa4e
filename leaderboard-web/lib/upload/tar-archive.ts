/** A file of a folder that is to be sent: its path below the folder, with `/`. */
export interface FolderFile {
  readonly path: string;
  readonly content: Blob;
}

const blockBytes = 512;
const nameBytes = 100;
const prefixBytes = 155;
const encoder = new TextEncoder();

/** A path that a tar header cannot hold. */
export class LongPathError extends Error {
  override readonly name = 'LongPathError';
}

/** A long path is cut at a slash: what comes before goes into the header's prefix (POSIX.1-1988, ustar). */
function splitPath(path: string): { name: string; prefix: string } {
  const bytes = (text: string): number => encoder.encode(text).length;
  if (bytes(path) <= nameBytes) return { name: path, prefix: '' };
  for (let at = path.indexOf('/'); at > 0; at = path.indexOf('/', at + 1)) {
    const [prefix, name] = [path.slice(0, at), path.slice(at + 1)];
    if (bytes(name) <= nameBytes && bytes(prefix) <= prefixBytes) return { name, prefix };
  }
  throw new LongPathError(`The path ${path} is too long for an archive: shorten the name of the file or of a folder.`);
}

function octal(value: number, digits: number): string {
  return `${value.toString(8).padStart(digits, '0')}\0`;
}

/** One header of ustar. Owner, time and mode are always the same: the server gives files their modes, by what is in them. */
function tarHeader(path: string, bytes: number): Uint8Array<ArrayBuffer> {
  const { name, prefix } = splitPath(path);
  const header = new Uint8Array(blockBytes);
  const put = (text: string, offset: number): void => header.set(encoder.encode(text), offset);
  put(name, 0);
  put(octal(0o644, 7), 100);
  put(octal(0, 7), 108);
  put(octal(0, 7), 116);
  put(octal(bytes, 11), 124);
  put(octal(0, 11), 136);
  put(' '.repeat(8), 148);
  put('0', 156);
  put('ustar\0' + '00', 257);
  put(prefix, 345);
  const sum = header.reduce((total, byte) => total + byte, 0);
  put(`${octal(sum, 6)} `, 148);
  return header;
}

/**
 * A tar of files, sorted by path. It refers to the files' own bytes: nothing is read into memory.
 * @throws LongPathError
 */
export function tarArchive(files: readonly FolderFile[]): Blob {
  const parts: BlobPart[] = [];
  for (const { path, content } of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    parts.push(tarHeader(path, content.size), content);
    const rest = content.size % blockBytes;
    if (rest > 0) parts.push(new Uint8Array(blockBytes - rest));
  }
  parts.push(new Uint8Array(2 * blockBytes));
  return new Blob(parts, { type: 'application/x-tar' });
}
