import { readSync } from 'node:fs';
import { BriefWatch } from './brief-watch.js';
import { isReadable } from './poll-readable.js';
import { WireError } from './wire-error.js';

const usualBytes = 1 << 16;

/** Bytes of a blocking file descriptor, read as many at a time as there are: a small frame costs one system call. */
export class InputBuffer {
  private buffer = new Uint8Array(usualBytes);
  private start = 0;
  private end = 0;

  private readonly watch: BriefWatch;

  constructor(private readonly file: number) {
    this.watch = new BriefWatch(() => isReadable(file));
  }

  /** Bytes that were read and not taken yet. */
  get pending(): number {
    return this.end - this.start;
  }

  /**
   * The next bytes, as a view that is valid until the next call.
   * @param ifNothing what it means when the peer's end is closed and nothing has come
   * @throws WireError closed or truncated
   */
  take(bytes: number, ifNothing: 'closed' | 'truncated'): Uint8Array {
    if (this.pending < bytes) this.fill(bytes, ifNothing);
    const view = this.buffer.subarray(this.start, this.start + bytes);
    this.start += bytes;
    return view;
  }

  /** The next bytes in memory of their own: for bodies that are larger than what is worth keeping. @throws WireError truncated */
  takeOwned(bytes: number): Uint8Array {
    const owned = new Uint8Array(bytes);
    const buffered = Math.min(bytes, this.pending);
    owned.set(this.buffer.subarray(this.start, this.start + buffered));
    this.start += buffered;
    for (let done = buffered; done < bytes; ) done += this.readInto(owned, done, bytes, 'truncated');
    return owned;
  }

  private fill(bytes: number, ifNothing: 'closed' | 'truncated'): void {
    if (this.start + bytes > this.buffer.byteLength || this.pending === 0) this.moveToFront(bytes);
    if (this.pending === 0) this.watch.wait();
    while (this.pending < bytes) {
      this.end += this.readInto(
        this.buffer,
        this.end,
        this.buffer.byteLength,
        this.pending > 0 ? 'truncated' : ifNothing,
      );
    }
  }

  private moveToFront(bytes: number): void {
    const kept = this.buffer.subarray(this.start, this.end);
    if (bytes > this.buffer.byteLength) {
      const larger = new Uint8Array(bytes);
      larger.set(kept);
      this.buffer = larger;
    } else {
      this.buffer.copyWithin(0, this.start, this.end);
    }
    this.end = kept.byteLength;
    this.start = 0;
  }

  private readInto(target: Uint8Array, from: number, to: number, ifNothing: 'closed' | 'truncated'): number {
    const got = readSync(this.file, target, from, to - from, null);
    if (got > 0) return got;
    throw new WireError(ifNothing, `the peer closed its end after ${this.pending} bytes of what was due`);
  }
}
