import type { Readable } from 'node:stream';

/** An opened file of a store. */
export interface StoredFile {
  readonly bytes: number;
  readonly body: Readable;
}
