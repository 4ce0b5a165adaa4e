import { readSync, writeSync } from 'node:fs';
import {
  allocate,
  bytesPerElement,
  elementCount,
  type NamedTensors,
  type Tensor,
  type TensorReference,
  tensorReferenceSchema,
} from '@paretoboard/contract/tensor.js';
import { wireLimits } from '@paretoboard/contract/wire.js';
import { bytesOf } from '@paretoboard/sdk/tensor-bytes.js';
import type { SharedRegion } from './shared-region.js';
import { WireError } from './wire-error.js';

const preambleBytes = 8;
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

export interface Frame {
  /** Parsed JSON, not yet checked against a message schema. */
  readonly header: Record<string, unknown>;
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
}

function align(offset: number): number {
  return Math.ceil(offset / wireLimits.tensorAlignment) * wireLimits.tensorAlignment;
}

/** Frames over blocking file descriptors. Not for event loops: every call blocks until it is done. */
export class FrameChannel {
  private readonly preamble = new Uint8Array(preambleBytes);
  private readonly preambleView = new DataView(this.preamble.buffer);

  constructor(private readonly options: FrameChannelOptions) {}

  /** @throws WireError closed if the peer's end is closed, too-large beyond the limits */
  write(message: object, tensors: NamedTensors = {}): void {
    const { references, parts, bodyBytes } = this.place(tensors);
    const header = encoder.encode(JSON.stringify({ ...message, tensors: references }));
    if (header.byteLength > wireLimits.headerBytes || bodyBytes > wireLimits.bodyBytes) {
      throw new WireError('too-large', `a frame with ${header.byteLength} header and ${bodyBytes} body bytes`);
    }
    const start = align(preambleBytes + header.byteLength) - header.byteLength - preambleBytes;
    // One buffer, one write: small frames arrive whole.
    const frame = new Uint8Array(preambleBytes + header.byteLength + start + bodyBytes);
    const view = new DataView(frame.buffer);
    view.setUint32(0, header.byteLength + start, true);
    view.setUint32(4, bodyBytes, true);
    frame.set(header, preambleBytes);
    frame.fill(0x20, preambleBytes + header.byteLength, preambleBytes + header.byteLength + start);
    const body = preambleBytes + header.byteLength + start;
    for (const { offset, data } of parts) frame.set(data, body + offset);
    this.writeFully(frame);
  }

  /**
   * The next frame, its tensors copied out.
   * @throws WireError closed, truncated, garbage or too-large
   */
  read(): Frame {
    this.readFully(this.preamble, 'closed');
    const headerBytes = this.preambleView.getUint32(0, true);
    const bodyBytes = this.preambleView.getUint32(4, true);
    if (headerBytes < 2 || headerBytes > wireLimits.headerBytes)
      throw new WireError('garbage', `a header of ${headerBytes} bytes`);
    const largestBody = Math.min(wireLimits.bodyBytes, this.options.incomingBytes);
    if (bodyBytes > largestBody)
      throw new WireError('too-large', `a frame body of ${bodyBytes} bytes; the limit is ${largestBody}`, bodyBytes);
    const headerData = new Uint8Array(headerBytes);
    this.readFully(headerData, 'truncated');
    const body = new Uint8Array(bodyBytes);
    this.readFully(body, 'truncated');
    const header = parseHeader(headerData);
    return { header, tensors: this.readTensors(header.tensors, body) };
  }

  private place(tensors: NamedTensors): {
    references: TensorReference[];
    parts: { offset: number; data: Uint8Array }[];
    bodyBytes: number;
  } {
    const { sharedOut } = this.options;
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

  private readTensors(list: unknown, body: Uint8Array): Record<string, Tensor> {
    if (list === undefined) return {};
    if (!Array.isArray(list) || list.length > 64)
      throw new WireError('garbage', 'tensors: expected a list of at most 64');
    const tensors: Record<string, Tensor> = Object.create(null);
    let total = 0;
    for (const entry of list) {
      const parsed = tensorReferenceSchema.safeParse(entry);
      if (!parsed.success)
        throw new WireError(
          'garbage',
          `tensor reference: ${parsed.error.issues[0]?.path.join('.')} ${parsed.error.issues[0]?.message}`.slice(
            0,
            300,
          ),
        );
      const reference = parsed.data;
      if (reference.name in tensors) throw new WireError('garbage', `two tensors named "${reference.name}"`);
      total += reference.bytes;
      if (total > this.options.incomingBytes)
        throw new WireError('too-large', `${total} tensor bytes; the limit is ${this.options.incomingBytes}`, total);
      tensors[reference.name] = this.readTensor(reference, body);
    }
    return { ...tensors };
  }

  private readTensor({ name, dtype, shape, where, offset, bytes }: TensorReference, body: Uint8Array): Tensor {
    const elements = elementCount(shape);
    if (!Number.isSafeInteger(elements) || elements * bytesPerElement[dtype] !== bytes) {
      throw new WireError('garbage', `tensor "${name}": ${bytes} bytes for ${dtype} [${shape.join(', ')}]`);
    }
    const source = where === 'shared' ? this.options.sharedIn : null;
    const available = where === 'shared' ? (source?.bytes ?? 0) : body.byteLength;
    if (offset + bytes > available)
      throw new WireError(
        'garbage',
        `tensor "${name}": bytes ${offset} to ${offset + bytes} of ${available} (${where})`,
      );
    const data = allocate(dtype, elements);
    const target = bytesOf(data);
    if (source) source.readInto(target, offset);
    else target.set(body.subarray(offset, offset + bytes));
    return { dtype, shape, data };
  }

  private readFully(target: Uint8Array, ifNothing: 'closed' | 'truncated'): void {
    for (let done = 0; done < target.byteLength; ) {
      const got = readSync(this.options.readFile, target, done, target.byteLength - done, null);
      if (got === 0)
        throw new WireError(
          done === 0 ? ifNothing : 'truncated',
          `the peer closed its end after ${done} of ${target.byteLength} bytes`,
        );
      done += got;
    }
  }

  private writeFully(frame: Uint8Array): void {
    try {
      for (let done = 0; done < frame.byteLength; )
        done += writeSync(this.options.writeFile, frame, done, frame.byteLength - done, null);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EPIPE') throw new WireError('closed', 'the peer no longer reads');
      throw error;
    }
  }
}

function parseHeader(data: Uint8Array): Record<string, unknown> {
  try {
    const header: unknown = JSON.parse(decoder.decode(data));
    if (typeof header === 'object' && header !== null && !Array.isArray(header))
      return header as Record<string, unknown>;
  } catch {
    // Reported below, like JSON that is no object.
  }
  throw new WireError('garbage', 'the frame header is no JSON object');
}
