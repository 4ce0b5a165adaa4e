import { closeSync, mkdtempSync, openSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allocate, bytesPerElement, type Dtype, dtypeSchema, type NamedTensors } from '@paretoboard/contract/tensor.js';
import { wireLimits } from '@paretoboard/contract/wire.js';
import { bytesOf } from '@paretoboard/sdk/tensor-bytes.js';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Frame, FrameChannel } from './frame-channel.js';
import { openSharedRegion } from './shared-region.js';
import { WireError } from './wire-error.js';

const sharedBytes = 1 << 18;
const incomingBytes = 1 << 20;
let folder: string;
let pipe: string;
let shared: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'paretoboard-wire '));
  // A plain file stands for the pipe: what is written is read back.
  pipe = join(folder, 'pipe');
  shared = join(folder, 'shared');
  writeFileSync(shared, '');
  truncateSync(shared, sharedBytes);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function channel(action: (channel: FrameChannel) => Frame, withShared = false): Frame {
  const writeFile = openSync(pipe, 'a');
  const readFile = openSync(pipe, 'r');
  const sharedOut = withShared ? openSharedRegion(shared, 'write', false) : null;
  const sharedIn = withShared ? openSharedRegion(shared, 'read', true) : null;
  try {
    return action(new FrameChannel({ readFile, writeFile, sharedIn, sharedOut, incomingBytes }));
  } finally {
    closeSync(writeFile);
    closeSync(readFile);
    sharedOut?.close();
    sharedIn?.close();
  }
}

function roundTrip(message: object, tensors: NamedTensors, withShared: boolean): Frame {
  writeFileSync(pipe, '');
  return channel((both) => {
    both.write(message, tensors);
    return both.read();
  }, withShared);
}

function readBytes(bytes: Uint8Array): Frame {
  writeFileSync(pipe, bytes);
  return channel((both) => both.read(), true);
}

function frameOf(header: string | Uint8Array, body = new Uint8Array(0)): Uint8Array {
  const text = Buffer.from(header);
  const preamble = Buffer.alloc(8);
  preamble.writeUInt32LE(text.length, 0);
  preamble.writeUInt32LE(body.length, 4);
  return Buffer.concat([preamble, text, body]);
}

const tensorArbitrary = fc
  .record({
    dtype: fc.constantFrom(...(dtypeSchema.options as Dtype[])),
    shape: fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 4 }),
    seed: fc.integer(),
  })
  .map(({ dtype, shape, seed }) => {
    const data = allocate(
      dtype,
      shape.reduce((a, b) => a * b, 1),
    );
    bytesOf(data).forEach((_, index, bytes) => {
      bytes[index] = (seed + index * 31) & 255;
    });
    return { dtype, shape, data };
  });

describe('FrameChannel', () => {
  it('reads frames that came together one after the other, large bodies too', () => {
    writeFileSync(pipe, '');
    channel((both) => {
      const sent = [10, 200_000, 0, 17_000, 3].map((length, id) => ({ id, data: new Uint8Array(length).fill(id + 1) }));
      for (const { id, data } of sent)
        both.write({ type: 'predict', id }, { x: { dtype: 'uint8', shape: [data.length], data } });
      for (const { id, data } of sent) {
        const frame = both.read();
        expect(frame.header.id).toBe(id);
        expect(Buffer.compare(bytesOf(frame.tensors.x!.data), data)).toBe(0);
      }
      expect(both.hasPending).toBe(false);
      return { header: {}, isRepeat: false, tensors: {} };
    });
  });

  it('uses memory again only for the tensors of messages that say so', () => {
    writeFileSync(pipe, '');
    const writeFile = openSync(pipe, 'a');
    const readFile = openSync(pipe, 'r');
    const both = new FrameChannel({
      ...{ readFile, writeFile, sharedIn: null, sharedOut: null, incomingBytes },
      passing: new Set(['predict']),
    });
    const read = (type: string, value: number) => {
      both.write({ type, id: value }, { x: { dtype: 'int32', shape: [1], data: Int32Array.of(value) } });
      return both.read().tensors.x!.data;
    };
    expect(read('predict', 1)).toBe(read('predict', 2));
    const kept = read('rows', 3);
    expect(read('rows', 4)).not.toBe(kept);
    expect([...kept]).toEqual([3]);
    closeSync(writeFile);
    closeSync(readFile);
  });

  it.each([false, true])('gives back every tensor bit for bit (shared memory: %s)', (withShared) => {
    const names = fc.string({ minLength: 1, maxLength: 16 });
    fc.assert(
      fc.property(fc.dictionary(names, tensorArbitrary, { maxKeys: 5 }), fc.jsonValue(), (tensors, value) => {
        const frame = roundTrip({ type: 'predict', id: 1, value }, tensors, withShared);
        expect(frame.header.type).toBe('predict');
        expect(Object.keys(frame.tensors).sort()).toEqual(Object.keys(tensors).sort());
        for (const [name, { dtype, shape, data }] of Object.entries(tensors)) {
          const back = frame.tensors[name]!;
          expect(back.dtype).toBe(dtype);
          expect(back.shape).toEqual(shape);
          expect(bytesOf(back.data)).toEqual(bytesOf(data));
        }
      }),
      { numRuns: 150 },
    );
  });

  it('puts large tensors into shared memory as long as they fit, and aligns every tensor', () => {
    const large = { dtype: 'uint8' as const, shape: [100_001], data: new Uint8Array(100_001).fill(7) };
    const tensors = { a: large, b: large, c: large, d: { ...large, shape: [3], data: new Uint8Array(3) } };
    const { header, tensors: back } = roundTrip({ type: 'x' }, tensors, true);
    const references = header.tensors as { where: string; offset: number }[];
    expect(references.map(({ where }) => where)).toEqual(['shared', 'shared', 'frame', 'frame']);
    expect(references.every(({ offset }) => offset % wireLimits.tensorAlignment === 0)).toBe(true);
    expect(back.b!.data).toEqual(large.data);
  });

  it('answers any bytes with a frame or a typed error, never with another one', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          readBytes(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(WireError);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('answers any JSON header and any reference with a frame or a typed error', () => {
    const number = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(-1, 2 ** 31, 2 ** 53, 1e308, 0.5));
    const reference = fc.record(
      {
        name: fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', '')),
        dtype: fc.oneof(fc.constantFrom(...dtypeSchema.options), fc.string()),
        shape: fc.oneof(fc.array(number, { maxLength: 10 }), fc.jsonValue()),
        where: fc.constantFrom('frame', 'shared', 'elsewhere'),
        offset: number,
        bytes: number,
      },
      { requiredKeys: [] },
    );
    const header = fc.oneof(
      fc.jsonValue(),
      fc.record({
        type: fc.constant('outputs'),
        tensors: fc.oneof(fc.array(reference, { maxLength: 4 }), fc.jsonValue()),
      }),
    );
    fc.assert(
      fc.property(header, fc.uint8Array({ maxLength: 64 }), (value, body) => {
        try {
          readBytes(frameOf(JSON.stringify(value), body));
        } catch (error) {
          expect(error).toBeInstanceOf(WireError);
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['nothing', new Uint8Array(0), 'closed'],
    ['half a preamble', new Uint8Array(4), 'truncated'],
    ['half a header', frameOf('{"type":"x"}').slice(0, 12), 'truncated'],
    ['half a body', frameOf('{"type":"x"}', new Uint8Array(9)).slice(0, -1), 'truncated'],
    ['a header of one byte', frameOf('x'), 'garbage'],
    ['a list as header', frameOf('[1]'), 'garbage'],
    ['no UTF-8', frameOf(Uint8Array.of(0x22, 0xff, 0x22)), 'garbage'],
    ['a header beyond the limit', Uint8Array.of(0xff, 0xff, 0xff, 0x7f, 0, 0, 0, 0), 'garbage'],
    ['a body beyond the limit', Uint8Array.of(2, 0, 0, 0, 0, 0, 0x20, 0), 'too-large'],
    ['65 tensors', frameOf(JSON.stringify({ tensors: new Array(65).fill({}) })), 'garbage'],
  ])('names %s', (_name, bytes, kind) => {
    expect(() => readBytes(bytes)).toThrow(expect.objectContaining({ kind }));
  });

  it('refuses a tensor whose bytes do not fit its shape', () => {
    for (const dtype of dtypeSchema.options) {
      const bytes = 4 * bytesPerElement[dtype];
      const reference = { name: 'y', dtype, shape: [5], where: 'frame', offset: 0, bytes };
      const frame = frameOf(JSON.stringify({ tensors: [reference] }), new Uint8Array(64));
      expect(() => readBytes(frame)).toThrow(expect.objectContaining({ kind: 'garbage' }));
    }
  });
});
