import { describe, expect, it } from 'vitest';
import { decodeNpy, encodeNpy } from './npy.js';

/** `numpy.save` (NumPy 2.4.6) of `array([[1.5, -2, 3e-8], [0, 1, 1e10]], float32)` and of `array([0.1, 2])`. */
const single =
  'k05VTVBZAQB2AHsnZGVzY3InOiAnPGY0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsIDMpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAMA/AAAAwFnZADMAAAAAAACAP/kCFVA=';
const double =
  'k05VTVBZAQB2AHsnZGVzY3InOiAnPGY4JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAqamZmZmZm5PwAAAAAAAABA';

const bytesOf = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'));
const patched = (at: number, text: string): Uint8Array => {
  const bytes = bytesOf(single);
  bytes.set(new TextEncoder().encode(text), at);
  return bytes;
};
const values = Float32Array.of(1.5, -2, 3e-8, 0, 1, 1e10);

describe('NPY', () => {
  it('reads what NumPy writes', () => {
    expect(decodeNpy(bytesOf(single))).toEqual({ shape: [2, 3], data: values });
    expect(decodeNpy(Buffer.from(single, 'base64')).data).toEqual(values);
    expect(decodeNpy(bytesOf(double))).toEqual({ shape: [2], data: Float32Array.of(0.1, 2) });
  });

  it('writes the same bytes as NumPy', () => {
    expect(encodeNpy(values, [2, 3])).toEqual(bytesOf(single));
    expect(decodeNpy(encodeNpy(values, [6]))).toEqual({ shape: [6], data: values });
  });

  it.each([
    ['another format', bytesOf(single).fill(0, 0, 3), 'expected 147'],
    ['an array cut short', bytesOf(single).subarray(0, 150), '22 bytes of values'],
    ['another type', patched(21, '<i4'), 'expected <f4 or <f8'],
    ['the other order', patched(43, ' True'), 'fortran_order False'],
  ])('refuses %s', (_, bytes, words) => {
    expect(() => decodeNpy(bytes)).toThrow(words);
  });

  it('refuses to write values that do not fill the shape', () => {
    expect(() => encodeNpy(values, [4, 2])).toThrow(RangeError);
  });
});
