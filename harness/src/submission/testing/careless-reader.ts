import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { extract } from 'tar-stream';
import { fromBufferPromise } from 'yauzl';
import { isZip } from '../archive/read-zip.js';

/** Where each file of an archive would go below `folder`, and its bytes: what common libraries hand over when nothing is checked around them. */
export async function readCarelessly(archive: Buffer, folder: string): Promise<Map<string, number>> {
  const written = new Map<string, number>();
  if (isZip(archive)) {
    const zip = await fromBufferPromise(archive, {
      lazyEntries: true,
      decodeStrings: false,
      validateEntrySizes: false,
    });
    for await (const entry of zip.eachEntry()) {
      const bytes = await buffer(await zip.openReadStreamPromise(entry));
      written.set(join(folder, entry.fileNameRaw.toString()), bytes.length);
    }
    return written;
  }
  const plain = archive[0] === 0x1f ? gunzipSync(archive) : archive;
  const entries = extract();
  Readable.from([plain]).pipe(entries as unknown as NodeJS.WritableStream);
  for await (const entry of entries) {
    const bytes = await buffer(entry as unknown as Readable);
    written.set(join(folder, entry.header.name), bytes.length);
  }
  return written;
}
