import type { BundleLimits } from '@paretoboard/contract/submission.js';
import { BundleError } from './bundle-error.js';

/** Counts what comes out of an archive while it comes: what an archive declares of itself is not believed. */
export class SizeGuard {
  private unpacked = 0;
  private entries = 0;

  /** @throws BundleError too-large-packed */
  constructor(
    private readonly packed: number,
    private readonly limits: BundleLimits,
  ) {
    if (packed > limits.packedBytes) {
      throw new BundleError('too-large-packed', `the archive has ${packed} bytes; the limit is ${limits.packedBytes}`);
    }
  }

  /** @throws BundleError too-many-files */
  addEntry(): void {
    this.entries += 1;
    if (this.entries > this.limits.files) {
      throw new BundleError('too-many-files', `more than ${this.limits.files} files and folders`);
    }
  }

  /** @throws BundleError too-large-unpacked, too-compressed */
  addBytes(bytes: number): void {
    this.unpacked += bytes;
    const { unpackedBytes, ratio, ratioFromBytes } = this.limits;
    if (this.unpacked > unpackedBytes) {
      throw new BundleError('too-large-unpacked', `unpacks to more than ${unpackedBytes} bytes`);
    }
    if (this.unpacked > ratioFromBytes && this.unpacked > ratio * this.packed) {
      throw new BundleError('too-compressed', `unpacks to more than ${ratio} times its ${this.packed} bytes`);
    }
  }

  async *count(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      this.addBytes(chunk.length);
      yield chunk;
    }
  }
}
