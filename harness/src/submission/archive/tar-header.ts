import { BundleError } from './bundle-error.js';
import { quoted } from './quoted.js';

export const blockBytes = 512;

/** One header block of a tar archive (POSIX.1-2017, pax, "ustar Interchange Format"). */
export interface TarHeader {
  readonly name: string;
  readonly bytes: number;
  /** One character; a NUL of old archives reads as "0". */
  readonly type: string;
}

const decoder = new TextDecoder('utf-8', { fatal: true });

/** @throws BundleError for a name that is not UTF-8 */
export function decodeName(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch (error) {
    throw new BundleError('invalid-name', `a name is not UTF-8: ${quoted(Buffer.from(bytes).toString('latin1'))}`, {
      cause: error,
    });
  }
}

function field(block: Uint8Array, start: number, length: number): Uint8Array {
  const bytes = block.subarray(start, start + length);
  const end = bytes.indexOf(0);
  return end === -1 ? bytes : bytes.subarray(0, end);
}

/** An octal number in ASCII. Base-256 numbers, for files above 8 GiB, are beyond every limit here. */
function octal(block: Uint8Array, start: number, length: number): number {
  const text = Buffer.from(field(block, start, length))
    .toString('latin1')
    .trim();
  if (!/^[0-7]+$/.test(text))
    throw new BundleError('damaged', `a tar header holds ${quoted(text)} where a number belongs`);
  return Number.parseInt(text, 8);
}

function sumOf(block: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < blockBytes; at += 1) sum += at >= 148 && at < 156 ? 32 : block[at]!;
  return sum;
}

export function isZero(block: Uint8Array): boolean {
  return block.every((byte) => byte === 0);
}

/** Whether a block is a tar header: its checksum holds. */
export function isTarHeader(block: Uint8Array): boolean {
  if (block.length < blockBytes || isZero(block)) return false;
  const text = Buffer.from(field(block, 148, 8))
    .toString('latin1')
    .trim();
  return /^[0-7]+$/.test(text) && Number.parseInt(text, 8) === sumOf(block);
}

/** @throws BundleError */
export function readTarHeader(block: Uint8Array): TarHeader {
  if (!isTarHeader(block)) throw new BundleError('damaged', 'a tar header has a wrong checksum');
  const isPosix = Buffer.from(block.subarray(257, 263)).toString('latin1') === 'ustar\0';
  const prefix = isPosix ? decodeName(field(block, 345, 155)) : '';
  const name = decodeName(field(block, 0, 100));
  const type = block[156] === 0 ? '0' : String.fromCharCode(block[156]!);
  return { name: prefix === '' ? name : `${prefix}/${name}`, bytes: octal(block, 124, 12), type };
}
