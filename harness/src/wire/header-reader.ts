import { type TensorReference, tensorReferenceSchema } from '@paretoboard/contract/tensor.js';
import { WireError } from './wire-error.js';

/** A frame's header, its tensor references checked. */
export interface Header {
  /** Parsed JSON, not yet checked against a message schema. */
  readonly fields: Record<string, unknown>;
  readonly references: readonly TensorReference[];
  /** The same bytes as the header before, but for the digits of `id`: what was found of that one holds for this. */
  readonly isRepeat: boolean;
}

interface Known {
  readonly header: Header;
  /** Up to the digits of the id, and after them. */
  readonly prefix: Buffer;
  readonly suffix: Buffer;
}

const decoder = new TextDecoder('utf-8', { fatal: true });
const mostTensors = 64;
/** So that every id of that many digits is a safe integer. */
const mostDigits = 15;
const [zero, nine, space] = [0x30, 0x39, 0x20];
const identified = /^(\{"type":"[\w.]+","id":)(?:0|[1-9]\d{0,14})(?=[,}])/;

/** Reads headers. Most differ from the one before by their id alone: those are not parsed and checked again. */
export class HeaderReader {
  private known: Known | null = null;

  /** @throws WireError garbage */
  read(data: Uint8Array): Header {
    const bytes = Buffer.from(data.buffer, data.byteOffset, trimmedLength(data));
    const repeated = this.known && repeatOf(this.known, bytes);
    if (repeated) return repeated;
    const fields = parse(data);
    const header = { fields, references: checkReferences(fields.tensors), isRepeat: false };
    this.known = remember(header, bytes);
    return header;
  }
}

function trimmedLength(data: Uint8Array): number {
  let length = data.byteLength;
  while (length > 0 && data[length - 1] === space) length -= 1;
  return length;
}

function remember(header: Header, bytes: Buffer): Known | null {
  const match = identified.exec(bytes.toString('latin1', 0, 128));
  if (!match) return null;
  return {
    header,
    prefix: Buffer.from(match[1]!, 'latin1'),
    suffix: Buffer.from(bytes.subarray(match[0].length)),
  };
}

function repeatOf({ header, prefix, suffix }: Known, bytes: Buffer): Header | null {
  const digits = bytes.length - prefix.length - suffix.length;
  if (digits < 1 || digits > mostDigits) return null;
  const afterId = prefix.length + digits;
  if (prefix.compare(bytes, 0, prefix.length) !== 0 || suffix.compare(bytes, afterId) !== 0) return null;
  let id = 0;
  for (let at = prefix.length; at < afterId; at++) {
    const digit = bytes[at]!;
    if (digit < zero || digit > nine) return null;
    id = id * 10 + digit - zero;
  }
  if (digits > 1 && bytes[prefix.length] === zero) return null; // No JSON number.
  return { fields: { ...header.fields, id }, references: header.references, isRepeat: true };
}

function parse(data: Uint8Array): Record<string, unknown> {
  try {
    const header: unknown = JSON.parse(decoder.decode(data));
    if (typeof header === 'object' && header !== null && !Array.isArray(header))
      return header as Record<string, unknown>;
  } catch {
    // Reported below, like JSON that is no object.
  }
  throw new WireError('garbage', 'the frame header is no JSON object');
}

function checkReferences(list: unknown): TensorReference[] {
  if (list === undefined) return [];
  if (!Array.isArray(list) || list.length > mostTensors)
    throw new WireError('garbage', `tensors: expected a list of at most ${mostTensors}`);
  const names = new Set<string>();
  return list.map((entry) => {
    const parsed = tensorReferenceSchema.safeParse(entry);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new WireError('garbage', `tensor reference: ${issue?.path.join('.')} ${issue?.message}`.slice(0, 300));
    }
    const { name } = parsed.data;
    if (names.has(name)) throw new WireError('garbage', `two tensors named "${name}"`);
    names.add(name);
    return parsed.data;
  });
}
