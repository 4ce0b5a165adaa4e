import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decodeNifti, encodeNifti } from './nifti.js';

const volume = { shape: [2, 1, 3], spacingMm: [0.5, 2, 1], data: Float32Array.of(1, 2, 3, 4, 5, -6.5) } as const;

/** A header written by hand after the standard's table, big-endian, int16 with a scale: 2 × 1 × 1 voxels. */
function byHand(): Uint8Array {
  const bytes = new Uint8Array(352 + 4);
  const view = new DataView(bytes.buffer);
  view.setInt32(0, 348);
  for (const [axis, size] of [4, 2, 1, 1, 1].entries()) view.setInt16(40 + 2 * axis, size);
  view.setInt16(70, 4);
  view.setInt16(72, 16);
  for (const [axis, size] of [-1, 700, 800, 900].entries()) view.setFloat32(76 + 4 * axis, size);
  view.setFloat32(108, 352);
  view.setFloat32(112, 0.5);
  view.setFloat32(116, 10);
  view.setUint8(123, 3 + 8);
  bytes.set([0x6e, 0x2b, 0x31], 344);
  view.setInt16(352, -4);
  view.setInt16(354, 300);
  return bytes;
}

function changed(bytes: Uint8Array, change: (view: DataView) => void): Uint8Array {
  const copy = Uint8Array.from(bytes);
  change(new DataView(copy.buffer));
  return copy;
}

describe('decodeNifti', () => {
  it('reads what encodeNifti writes, plain and gzipped', () => {
    for (const bytes of [encodeNifti(volume), gzipSync(encodeNifti(volume))]) {
      expect(decodeNifti(bytes)).toEqual(volume);
    }
    const mask = { ...volume, data: Uint8Array.of(0, 1, 2, 0, 0, 255) };
    expect([...decodeNifti(encodeNifti(mask)).data]).toEqual([...mask.data]);
  });

  it('reads another byte order, type and unit, applies the scale, and leaves out axes of one', () => {
    const { shape, spacingMm, data } = decodeNifti(byHand());
    expect(shape).toEqual([1, 1, 2]);
    expect(spacingMm.map((size) => size.toFixed(6))).toEqual(['0.900000', '0.800000', '0.700000']);
    expect([...data]).toEqual([8, 160]);
  });

  it('leaves values as stored where the slope is 0', () => {
    expect([...decodeNifti(changed(byHand(), (view) => view.setFloat32(112, 0))).data]).toEqual([-4, 300]);
  });

  it.each([
    ['another format', (view: DataView) => view.setInt32(0, 540), 'expected 348'],
    ['header and values apart', (view: DataView) => view.setUint8(345, 0x69), 'expected "n+1"'],
    ['several volumes', (view: DataView) => view.setInt16(48, 2), 'one volume of three axes'],
    ['two axes', (view: DataView) => view.setInt16(40, 2), 'one volume of three axes'],
    ['complex values', (view: DataView) => view.setInt16(70, 32), 'data type 32'],
    ['missing values', (view: DataView) => view.setInt16(42, 3), 'only 356 bytes'],
    ['values before their place', (view: DataView) => view.setFloat32(108, 0), 'from byte 0'],
    ['voxels of size 0', (view: DataView) => view.setFloat32(80, 0), 'sizes above 0'],
    ['an unknown unit', (view: DataView) => view.setUint8(123, 5), 'unit of length 5'],
    ['a scale that is not finite', (view: DataView) => view.setFloat32(116, Number.NaN), 'expected finite values'],
  ])('refuses %s', (_, change, message) => {
    expect(() => decodeNifti(changed(byHand(), change))).toThrow(RangeError);
    expect(() => decodeNifti(changed(byHand(), change))).toThrow(message);
  });

  it('refuses a cut file and a damaged archive', () => {
    expect(() => decodeNifti(byHand().subarray(0, 300))).toThrow('shorter than its header');
    expect(() => decodeNifti(gzipSync(byHand()).subarray(0, 40))).toThrow('cannot be unpacked');
  });
});

describe('encodeNifti', () => {
  it('refuses values that do not fill the shape', () => {
    expect(() => encodeNifti({ ...volume, shape: [2, 2, 3] })).toThrow('with 6 values: expected 12');
  });
});
