import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HeaderReader } from './header-reader.js';

const reference = { name: 'x', dtype: 'float32', shape: [1, 4], bytes: 16, where: 'frame', offset: 0 };

function bytesOf(header: object | string, padding = 0): Uint8Array {
  return Buffer.from((typeof header === 'string' ? header : JSON.stringify(header)) + ' '.repeat(padding));
}

describe('HeaderReader', () => {
  it('knows a header again that differs by its id alone, whatever the padding', () => {
    const reader = new HeaderReader();
    const header = (id: number) => ({ type: 'outputs', id, tensors: [reference] });
    const first = reader.read(bytesOf(header(9), 3));
    const second = reader.read(bytesOf(header(1_000_000), 1));
    expect([first.isRepeat, second.isRepeat]).toEqual([false, true]);
    expect(second.fields).toEqual(header(1_000_000));
    expect(second.references).toEqual([reference]);
    expect(reader.read(bytesOf({ ...header(3), tensors: [] })).isRepeat).toBe(false);
  });

  it.each([
    ['another type', { type: 'output', id: 2, tensors: [reference] }],
    ['another tensor', { type: 'outputs', id: 2, tensors: [{ ...reference, shape: [4, 1] }] }],
    ['another order', { id: 2, type: 'outputs', tensors: [reference] }],
    ['a field more', { type: 'outputs', id: 2, tensors: [reference], more: 1 }],
    ['an id that is no whole number', { type: 'outputs', id: 2.5, tensors: [reference] }],
    ['a negative id', { type: 'outputs', id: -2, tensors: [reference] }],
    ['an id in words', { type: 'outputs', id: '2', tensors: [reference] }],
  ])('parses %s anew', (_name, header) => {
    const reader = new HeaderReader();
    reader.read(bytesOf({ type: 'outputs', id: 1, tensors: [reference] }));
    const read = reader.read(bytesOf(header));
    expect(read).toMatchObject({ isRepeat: false, fields: header });
  });

  it.each(['{"type":"outputs","id":007}', '{"type":"outputs","id":1 2}', '{"type":"outputs","id":}'])(
    'refuses %s also after a header like it',
    (text) => {
      const reader = new HeaderReader();
      reader.read(bytesOf('{"type":"outputs","id":1}'));
      expect(() => reader.read(bytesOf(text))).toThrow(expect.objectContaining({ kind: 'garbage' }));
    },
  );

  it('gives of any series of headers what parsing each alone gives', () => {
    const one = fc.record({
      type: fc.constantFrom('outputs', 'predict'),
      id: fc.oneof(fc.nat(), fc.maxSafeNat(), fc.double({ noNaN: true }), fc.string()),
      tensors: fc.constantFrom([], [reference], [{ ...reference, name: '","id":1' }]),
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(one, fc.nat(7)), { minLength: 2 }), (series) => {
        const reader = new HeaderReader();
        for (const [header, padding] of series) {
          const bytes = bytesOf(header, padding);
          const { fields, references } = reader.read(bytes);
          expect({ fields, references }).toEqual({ fields: JSON.parse(String(bytes)), references: header.tensors });
        }
      }),
    );
  });
});
