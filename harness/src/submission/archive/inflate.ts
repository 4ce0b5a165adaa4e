import { pipeline, type Readable } from 'node:stream';
import { createGunzip, createInflateRaw, type Gunzip, type InflateRaw } from 'node:zlib';
import { BundleError } from './bundle-error.js';
import { quoted } from './quoted.js';

function failureOf(error: unknown, what: string): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'Z_BUF_ERROR') return new BundleError('truncated', `${what} ends too early`, { cause: error });
  if (code?.startsWith('Z_')) return new BundleError('damaged', `${what} cannot be decompressed`, { cause: error });
  return error;
}

async function* through(
  source: Readable,
  inflate: Gunzip | InflateRaw,
  bytes: number,
  what: string,
): AsyncGenerator<Uint8Array> {
  // An error of the source ends `inflate` with it, and so the loop below.
  pipeline(source, inflate, () => undefined);
  try {
    for await (const chunk of inflate) yield chunk as Uint8Array;
  } catch (error) {
    throw failureOf(error, what);
  }
  // Node lets bytes behind the compressed stream pass without a word.
  const rest = bytes - inflate.bytesWritten;
  if (rest > 0) throw new BundleError('trailing-bytes', `${rest} bytes follow the end of ${what}`);
}

/** @param bytes of the source @throws BundleError damaged, truncated, trailing-bytes */
export function gunzipped(source: Readable, bytes: number): AsyncGenerator<Uint8Array> {
  return through(source, createGunzip(), bytes, 'the gzip stream');
}

/** A member of a zip (RFC 1951). @param bytes of the source @throws BundleError damaged, truncated, trailing-bytes */
export function inflated(source: Readable, bytes: number, name: string): AsyncGenerator<Uint8Array> {
  return through(source, createInflateRaw(), bytes, quoted(name));
}
