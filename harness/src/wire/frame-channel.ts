import { writeSync } from 'node:fs';
import {
  allocate,
  bytesPerElement,
  elementCount,
  type NamedTensors,
  type Tensor,
  type TensorData,
  type TensorReference,
} from '@paretoboard/contract/tensor.js';
import { wireLimits } from '@paretoboard/contract/wire.js';
import { bytesOf } from '@paretoboard/sdk/tensor-bytes.js';
import { HeaderReader } from './header-reader.js';
import { InputBuffer } from './input-buffer.js';
import type { SharedRegion } from './shared-region.js';
import { WireError } from './wire-error.js';

const preambleBytes = 8;
/** Bodies up to this size are read into the buffer that frames share. */
const smallBodyBytes = 1 << 16;

export interface Frame {
  /** Parsed JSON, not yet checked against a message schema. */
  readonly header: Record<string, unknown>;
  /** Nothing but `id` differs from the header before: if that one was checked, so is this. */
  readonly isRepeat: boolean;
  readonly tensors: Record<string, Tensor>;
}

export interface FrameChannelOptions {
  readonly readFile: number;
  readonly writeFile: number;
  /** Where large tensors of the peer lie; null: only in frames. */
  readonly sharedIn: SharedRegion | null;
  /** Where our large tensors go; null: only in frames. */
  readonly sharedOut: SharedRegion | null;
  /** Most tensor bytes that one frame of the peer may carry, in frame and shared memory together. */
  readonly incomingBytes: number;
  /** Types of messages whose tensors are valid only until the next one of the type: their memory is used again. */
  readonly passing?: ReadonlySet<string>;
}

interface Placed {
  readonly references: TensorReference[];
  readonly parts: { readonly offset: number; readonly data: Uint8Array }[];
  readonly bodyBytes: number;
}

function align(offset: number): number {
  return Math.ceil(offset / wireLimits.tensorAlignment) * wireLimits.tensorAlignment;
}

/** Frames over blocking file descriptors. Not for event loops: every call blocks until it is done. */
export class FrameChannel {
  private readonly input: InputBuffer;
  private readonly headers = new HeaderReader();
  /** What was written last: a new one for each frame would cost more than filling it. */
  private output = Buffer.alloc(4096);
  private readonly passed = new Map<string, TensorData>();
  protected isShared = true;

  constructor(protected readonly options: FrameChannelOptions) {
    this.input = new InputBuffer(options.readFile);
  }

  /** Whether bytes of the next frame were read already: the file may then have nothing more to read. */
  get hasPending(): boolean {
    return this.input.pending > 0;
  }

  /** The peer has no shared memory: from now on all tensors travel in frames. */
  leaveSharedMemory(): void {
    this.isShared = false;
  }

  /** @throws WireError closed if the peer's end is closed, too-large beyond the limits */
  write(message: object, tensors: NamedTensors = {}): void {
    const { references, parts, bodyBytes } = this.place(tensors);
    const header = JSON.stringify({ ...message, tensors: references });
    const headerBytes = Buffer.byteLength(header);
    if (headerBytes > wireLimits.headerBytes || bodyBytes > wireLimits.bodyBytes)
      throw new WireError('too-large', `a frame with ${headerBytes} header and ${bodyBytes} body bytes`);
    const body = align(preambleBytes + headerBytes);
    const frame = this.frameOf(body + bodyBytes);
    frame.writeUInt32LE(body - preambleBytes, 0);
    frame.writeUInt32LE(bodyBytes, 4);
    frame.write(header, preambleBytes, headerBytes, 'utf8');
    frame.fill(0x20, preambleBytes + headerBytes, body);
    for (const { offset, data } of parts) frame.set(data, body + offset);
    // One write: small frames arrive whole.
    this.writeFully(frame, body + bodyBytes);
  }

  /** Memory for a frame, at least that large. Between tensors it may hold what an earlier frame to the same peer held. */
  private frameOf(bytes: number): Buffer {
    if (bytes > smallBodyBytes) return Buffer.alloc(bytes);
    if (bytes > this.output.byteLength) this.output = Buffer.alloc(2 * bytes);
    return this.output;
  }

  /**
   * The next frame, its tensors copied out.
   * @throws WireError closed, truncated, garbage or too-large
   */
  read(): Frame {
    const preamble = this.input.take(preambleBytes, 'closed');
    const view = new DataView(preamble.buffer, preamble.byteOffset, preambleBytes);
    const headerBytes = view.getUint32(0, true);
    const bodyBytes = view.getUint32(4, true);
    if (headerBytes < 2 || headerBytes > wireLimits.headerBytes)
      throw new WireError('garbage', `a header of ${headerBytes} bytes`);
    const largestBody = Math.min(wireLimits.bodyBytes, this.options.incomingBytes);
    if (bodyBytes > largestBody)
      throw new WireError('too-large', `a frame body of ${bodyBytes} bytes; the limit is ${largestBody}`, bodyBytes);
    const { fields, references, isRepeat } = this.headers.read(this.input.take(headerBytes, 'truncated'));
    const isSmall = bodyBytes <= smallBodyBytes;
    const body = isSmall ? this.input.take(bodyBytes, 'truncated') : this.input.takeOwned(bodyBytes);
    return { header: fields, isRepeat, tensors: this.readTensors(references, body, fields.type) };
  }

  private place(tensors: NamedTensors): Placed {
    const sharedOut = this.isShared ? this.options.sharedOut : null;
    let bodyBytes = 0;
    let sharedBytes = 0;
    const parts: { offset: number; data: Uint8Array }[] = [];
    const references = Object.entries(tensors).map(([name, tensor]): TensorReference => {
      const data = bytesOf(tensor.data);
      const common = { name, dtype: tensor.dtype, shape: [...tensor.shape], bytes: data.byteLength };
      if (
        sharedOut &&
        data.byteLength >= wireLimits.sharedThresholdBytes &&
        align(sharedBytes) + data.byteLength <= sharedOut.bytes
      ) {
        const offset = align(sharedBytes);
        sharedOut.write(offset, data);
        sharedBytes = offset + data.byteLength;
        return { ...common, where: 'shared', offset };
      }
      const offset = align(bodyBytes);
      parts.push({ offset, data });
      bodyBytes = offset + data.byteLength;
      return { ...common, where: 'frame', offset };
    });
    return { references, parts, bodyBytes };
  }

  private readTensors(references: readonly TensorReference[], body: Uint8Array, type: unknown): Record<string, Tensor> {
    const total = references.reduce((sum, { bytes }) => sum + bytes, 0);
    if (total > this.options.incomingBytes)
      throw new WireError('too-large', `${total} tensor bytes; the limit is ${this.options.incomingBytes}`, total);
    const isPassing = typeof type === 'string' && this.options.passing?.has(type) === true;
    const tensors: Record<string, Tensor> = Object.create(null);
    for (const reference of references) tensors[reference.name] = this.readTensor(reference, body, isPassing);
    return { ...tensors };
  }

  /** Fresh memory of 600 kB costs more in page faults than filling it. */
  private memoryFor({ name, dtype }: TensorReference, elements: number, isPassing: boolean): TensorData {
    if (!isPassing) return allocate(dtype, elements);
    const key = `${dtype} ${name}`;
    const before = this.passed.get(key);
    if (before?.length === elements) return before;
    const fresh = allocate(dtype, elements);
    this.passed.set(key, fresh);
    return fresh;
  }

  private readTensor(reference: TensorReference, body: Uint8Array, isPassing: boolean): Tensor {
    const { name, dtype, shape, where, offset, bytes } = reference;
    const elements = elementCount(shape);
    if (!Number.isSafeInteger(elements) || elements * bytesPerElement[dtype] !== bytes) {
      throw new WireError('garbage', `tensor "${name}": ${bytes} bytes for ${dtype} [${shape.join(', ')}]`);
    }
    const source = where === 'shared' && this.isShared ? this.options.sharedIn : null;
    const available = where === 'shared' ? (source?.bytes ?? 0) : body.byteLength;
    if (offset + bytes > available)
      throw new WireError(
        'garbage',
        `tensor "${name}": bytes ${offset} to ${offset + bytes} of ${available} (${where})`,
      );
    const data = this.memoryFor(reference, elements, isPassing);
    const target = bytesOf(data);
    if (source) source.readInto(target, offset);
    else target.set(body.subarray(offset, offset + bytes));
    return { dtype, shape, data };
  }

  protected writeFully(frame: Uint8Array, bytes: number): void {
    try {
      for (let done = 0; done < bytes; ) done += writeSync(this.options.writeFile, frame, done, bytes - done, null);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EPIPE') throw new WireError('closed', 'the peer no longer reads');
      throw error;
    }
  }
}
