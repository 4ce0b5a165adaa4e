import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type BegunUploads, begunUploadsSchema } from '@paretoboard/contract/begun-uploads.js';
import { writeAtomically } from '@paretoboard/harness/records/write-atomically.js';
import type { PreviousUpload, UrlStorage } from 'tus-js-client';

/** A file that cannot be read remembers nothing: the upload begins anew. */
function read(file: string): BegunUploads {
  if (!existsSync(file)) return {};
  try {
    return begunUploadsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return {};
  }
}

/** Remembers one upload for each fingerprint; written whole or not at all, so that a crash loses no other. */
export function begunUploads(file: string): UrlStorage {
  const change = (edit: (uploads: BegunUploads) => BegunUploads): void => {
    mkdirSync(dirname(file), { recursive: true });
    writeAtomically(file, `${JSON.stringify(edit(read(file)), null, 2)}\n`, 0o600);
  };
  const entries = (): [string, PreviousUpload][] =>
    Object.entries(read(file)).map(([key, upload]) => [
      key,
      { ...upload, urlStorageKey: key, parallelUploadUrls: null },
    ]);
  return {
    findAllUploads: async () => entries().map(([, upload]) => upload),
    findUploadsByFingerprint: async (fingerprint) =>
      entries()
        .filter(([key]) => key === fingerprint)
        .map(([, upload]) => upload),
    removeUpload: async (key) => change(({ [key]: _gone, ...others }) => others),
    addUpload: async (fingerprint, { size, metadata, creationTime, uploadUrl }) => {
      if (uploadUrl !== null)
        change((uploads) => ({ ...uploads, [fingerprint]: { size, metadata, creationTime, uploadUrl } }));
      return fingerprint;
    },
  };
}
