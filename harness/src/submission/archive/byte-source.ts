import { BundleError } from './bundle-error.js';

/** Takes exact numbers of bytes from chunks of any size, holding one chunk at a time. */
export class ByteSource {
  private readonly chunks: AsyncIterator<Uint8Array>;
  private rest: Uint8Array = new Uint8Array(0);

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.chunks = chunks[Symbol.asyncIterator]();
  }

  /** At most `limit` bytes, as they come; null at the end. */
  async some(limit: number): Promise<Uint8Array | null> {
    while (this.rest.length === 0) {
      const next = await this.chunks.next();
      if (next.done) return null;
      this.rest = next.value;
    }
    const taken = this.rest.subarray(0, limit);
    this.rest = this.rest.subarray(taken.length);
    return taken;
  }

  /** Exactly `count` bytes; null at the end, if it is there before the first. @throws BundleError truncated */
  async exactly(count: number): Promise<Uint8Array | null> {
    const whole = new Uint8Array(count);
    for (let at = 0; at < count; ) {
      const part = await this.some(count - at);
      if (part === null && at === 0) return null;
      if (part === null) throw new BundleError('truncated', `the archive ends ${count - at} bytes too early`);
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }

  /** Exactly `count` bytes, in parts. @throws BundleError truncated */
  async *parts(count: number): AsyncGenerator<Uint8Array> {
    for (let missing = count; missing > 0; ) {
      const part = await this.some(missing);
      if (part === null) throw new BundleError('truncated', `the archive ends ${missing} bytes too early`);
      missing -= part.length;
      yield part;
    }
  }

  /** Lets go of what the chunks come from. */
  async close(): Promise<void> {
    await this.chunks.return?.();
  }
}
