import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { type ColumnRow, encodeBlock } from './column-block.js';
import { canonicalJson } from './digest.js';

/** The last two digits are the version of the format. */
export const fileMark = 'PBCOLS01';
export const endMark = 'DONE';
const rowsPerBlock = 1_024;

/** All of `bytes`: a full disk may take a part first, and only then refuse. @throws the system's error (ENOSPC, EFBIG, EIO) */
function writeFully(file: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
}

/**
 * A file of columns that grows block by block while rows come in: memory stays flat, and after a crash every full block is readable.
 * The columns follow from the rows.
 */
export class ColumnWriter<Row extends ColumnRow> {
  private readonly file: number;
  private waiting: Row[] = [];
  /** Rows appended so far. */
  rows = 0;

  /** @param kind what a row is (`items`, `latencies`), in the file's header */
  constructor(path: string, kind: string) {
    this.file = openSync(path, 'w');
    const header = Buffer.from(canonicalJson({ kind }));
    const prefix = Buffer.alloc(fileMark.length + 4);
    prefix.write(fileMark, 'latin1');
    prefix.writeUInt32LE(header.length, fileMark.length);
    writeFully(this.file, Buffer.concat([prefix, header]));
  }

  append(row: Row): void {
    this.waiting.push(row);
    this.rows += 1;
    if (this.waiting.length >= rowsPerBlock) this.flush();
  }

  /** Ends the block here: what came so far outlives a crash of this process. */
  flush(): void {
    if (this.waiting.length > 0) writeFully(this.file, encodeBlock(this.waiting));
    this.waiting = [];
  }

  /** Writes the end mark and the number of rows, and waits for the disk. */
  close(): void {
    this.flush();
    const end = Buffer.alloc(endMark.length + 4);
    end.write(endMark, 'latin1');
    end.writeUInt32LE(this.rows, endMark.length);
    writeFully(this.file, end);
    fsyncSync(this.file);
    closeSync(this.file);
  }
}
