import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { decodeNpyHeader, encodeNpy } from './npy.js';
import { openNpyFile, readNpyIntegers } from './npy-file.js';

const folder = mkdtempSync(join(tmpdir(), 'npy '));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function written(bytes: Uint8Array): string {
  const path = join(folder, 'array.npy');
  writeFileSync(path, bytes);
  return path;
}

const pictures = Uint8Array.from({ length: 24 }, (_, at) => at);

describe('an NPY file', () => {
  it('gives its entries one at a time', () => {
    const file = openNpyFile(written(encodeNpy(pictures, [4, 2, 3])));
    expect(file.shape).toEqual([4, 2, 3]);
    expect([...file.entry(2)]).toEqual([12, 13, 14, 15, 16, 17]);
    expect(() => file.entry(4)).toThrow('entry 4 of 4');
  });

  it('gives labels of 64 bits as numbers', () => {
    const path = written(encodeNpy(BigInt64Array.of(0n, -3n, 394n), [3]));
    expect(readNpyIntegers(path)).toEqual([0, -3, 394]);
  });

  it('says its type as NumPy does', () => {
    expect(decodeNpyHeader(encodeNpy(pictures, [24]))).toMatchObject({ descr: '|u1', shape: [24] });
    expect(decodeNpyHeader(encodeNpy(BigInt64Array.of(1n), [1]))).toMatchObject({ descr: '<i8', shape: [1] });
  });

  it('is refused where it is cut short, or of another type', () => {
    expect(() => openNpyFile(written(encodeNpy(pictures, [24]).subarray(0, 150)))).toThrow('22 bytes of values');
    expect(() => openNpyFile(written(encodeNpy(Float32Array.of(1), [1])))).toThrow('type <f4');
    expect(() => readNpyIntegers(written(encodeNpy(pictures, [24])))).toThrow('expected a list of <i4 or <i8');
    expect(() => readNpyIntegers(written(encodeNpy(BigInt64Array.of(2n ** 60n), [1])))).toThrow('below 2^53');
  });
});
