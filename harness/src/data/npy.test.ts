import { expect, it } from 'vitest';
import { npyHeader } from './npy.js';

it.each([
  ['uint8', [3, 32, 32], "{'descr': '|u1', 'fortran_order': False, 'shape': (3, 32, 32), }"],
  ['int32', [7], "{'descr': '<i4', 'fortran_order': False, 'shape': (7,), }"],
  ['float32', [], "{'descr': '<f4', 'fortran_order': False, 'shape': (), }"],
] as const)('describes %s %j as NumPy does', (dtype, shape, text) => {
  const header = Buffer.from(npyHeader(dtype, shape));
  expect(header.length % 64).toBe(0);
  expect(header.subarray(0, 8).toString('latin1')).toBe('\x93NUMPY\x01\x00');
  expect(header.readUInt16LE(8)).toBe(header.length - 10);
  expect(header.subarray(10).toString('latin1').trimEnd()).toBe(text);
  expect(header.at(-1)).toBe(10);
});
