import type { Dtype } from '@paretoboard/contract/tensor.js';

const descriptions: Readonly<Record<Dtype, string>> = {
  uint8: '|u1',
  int32: '<i4',
  float32: '<f4',
  float64: '<f8',
  bool: '|b1',
};

/** The header of an `.npy` file (format 1.0, row-major), which the little-endian bytes of the tensor follow. */
export function npyHeader(dtype: Dtype, shape: readonly number[]): Uint8Array {
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const text = `{'descr': '${descriptions[dtype]}', 'fortran_order': False, 'shape': (${sizes}), }`;
  // Magic, version and length take 10 bytes; all of it fills whole blocks of 64.
  const padded = `${text.padEnd(Math.ceil((text.length + 11) / 64) * 64 - 11)}\n`;
  const header = Buffer.from(`\x93NUMPY\x01\x00\x00\x00${padded}`, 'latin1');
  header.writeUInt16LE(padded.length, 8);
  return header;
}
