import type { NamedTensors, TensorReference } from '@paretoboard/contract/tensor.js';
import { wireLimits } from '@paretoboard/contract/wire.js';
import { bytesOf } from '@paretoboard/sdk/tensor-bytes.js';
import { type Frame, FrameChannel } from '../frame-channel.js';
import { type Manner, usualManner } from './manner.js';

const preambleBytes = 8;
/** First pieces of a frame that comes in pieces: within the preamble, at its end, within the header. */
const firstPieces = [1, 2, 1, 4, 1, 3];
const pauseMs = 2;

interface Part {
  readonly at: number;
  readonly data: Uint8Array;
}

function align(offset: number): number {
  return Math.ceil(offset / wireLimits.tensorAlignment) * wireLimits.tensorAlignment;
}

function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs);
}

/** Writes frames in the manner of the day, and keeps the last header that came. */
export class MannerChannel extends FrameChannel {
  manner: Manner = usualManner;
  lastHeader: Readonly<Record<string, unknown>> = {};

  /** Whether the speaker opened the shared memory that it was offered. */
  get usesSharedMemory(): boolean {
    return this.isShared && this.options.sharedOut !== null;
  }

  override read(): Frame {
    const frame = super.read();
    this.lastHeader = frame.header;
    return frame;
  }

  override write(message: object, tensors: NamedTensors = {}): void {
    if (this.manner === usualManner) {
      super.write(message, tensors);
      return;
    }
    const { references, parts, bodyBytes } = this.placeAll(tensors);
    const header = Buffer.from(this.headerOf(message, references));
    const body = align(preambleBytes + header.byteLength + (this.manner.headerSpaces ?? 0));
    const frame = Buffer.alloc(body + bodyBytes, ' ');
    frame.writeUInt32LE(body - preambleBytes, 0);
    frame.writeUInt32LE(bodyBytes, 4);
    frame.set(header, preambleBytes);
    for (const { at, data } of parts) frame.set(data, body + at);
    this.writeRaw(frame);
  }

  /** Bytes that need not be a frame. */
  writeRaw(bytes: Uint8Array): void {
    if (!this.manner.inPieces) {
      this.writeFully(bytes, bytes.byteLength);
      return;
    }
    let at = 0;
    const rest = Math.max(1, Math.ceil((bytes.byteLength - preambleBytes) / 4));
    for (const piece of [...firstPieces, rest, rest, rest, bytes.byteLength]) {
      const part = bytes.subarray(at, at + piece);
      this.writeFully(part, part.byteLength);
      at += part.byteLength;
      pause();
    }
  }

  private headerOf(message: object, tensors: readonly TensorReference[]): string {
    const { unknownText, reordered } = this.manner;
    const unknown = unknownText === undefined ? {} : { 'x-unknown': { note: 'ü"\\u007b'.padEnd(unknownText, 'x') } };
    const references = tensors.map((reference) =>
      unknownText === undefined ? reference : { ...reference, 'x-unknown': [null, { name: 'no tensor' }] },
    );
    const whole = { ...message, tensors: references, ...unknown };
    if (!reordered) return JSON.stringify(whole);
    return JSON.stringify(Object.fromEntries(Object.entries(whole).reverse()), null, 1);
  }

  private placeAll(tensors: NamedTensors): { references: TensorReference[]; parts: Part[]; bodyBytes: number } {
    const { gapBytes = 0, sharedFrom } = this.manner;
    const shared = sharedFrom !== undefined && this.isShared ? this.options.sharedOut : null;
    const places = new Map<string, Pick<TensorReference, 'where' | 'offset'>>();
    const parts: Part[] = [];
    let [body, sharedAt] = [0, sharedFrom ?? 0];
    const entries = Object.entries(tensors);
    for (const [name, tensor] of gapBytes > 0 ? entries.toReversed() : entries) {
      const data = bytesOf(tensor.data);
      if (shared && sharedAt + data.byteLength <= shared.bytes) {
        shared.write(sharedAt, data);
        places.set(name, { where: 'shared', offset: sharedAt });
        sharedAt = align(sharedAt + data.byteLength);
        continue;
      }
      const at = align(body + gapBytes);
      parts.push({ at, data });
      places.set(name, { where: 'frame', offset: at });
      body = at + data.byteLength;
    }
    const references = entries.map(([name, { dtype, shape, data }]) => {
      return { name, dtype, shape: [...shape], bytes: data.byteLength, ...places.get(name)! };
    });
    return { references, parts, bodyBytes: body };
  }
}
