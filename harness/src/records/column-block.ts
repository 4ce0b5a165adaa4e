import { crc32 } from 'node:zlib';
import { canonicalJson } from './digest.js';

/** One row: flat, so that each name is a column. An undefined value is missing. */
export type ColumnRow = Readonly<Record<string, string | number | undefined>>;

const widths = { uint8: 1, uint16: 2, uint32: 4, int32: 4, float64: 8 } as const;
export type ColumnType = keyof typeof widths;

/** A column of one block as its header says it; `values` turns codes into text. A constant column has no bytes. */
export type ColumnHeader =
  | { readonly name: string; readonly constant: string | number }
  | { readonly name: string; readonly type: ColumnType; readonly values?: readonly string[]; readonly missing?: true };

export interface BlockHeader {
  readonly rows: number;
  readonly columns: readonly ColumnHeader[];
}

/** What a column file is not, or what its bytes have become. */
export class ColumnFileError extends Error {
  override readonly name = 'ColumnFileError';
}

export const blockMark = 'ROWS';
export const blockPrefixBytes = 12;
export const blockSuffixBytes = 4;

export function columnBytes(column: ColumnHeader, rows: number): number {
  if ('constant' in column) return 0;
  return rows * (widths[column.type] + (column.missing ? 1 : 0));
}

function narrowest(values: readonly number[]): ColumnType {
  let least = 0;
  let most = 0;
  for (const value of values) {
    if (!Number.isInteger(value) || Object.is(value, -0)) return 'float64';
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  if (least >= 0) {
    if (most < 2 ** 8) return 'uint8';
    if (most < 2 ** 16) return 'uint16';
    if (most < 2 ** 32) return 'uint32';
  }
  return least >= -(2 ** 31) && most < 2 ** 31 ? 'int32' : 'float64';
}

function writeNumbers(type: ColumnType, values: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * widths[type]));
  const put = {
    uint8: (at: number, value: number) => view.setUint8(at, value),
    uint16: (at: number, value: number) => view.setUint16(at, value, true),
    uint32: (at: number, value: number) => view.setUint32(at, value, true),
    int32: (at: number, value: number) => view.setInt32(at, value, true),
    float64: (at: number, value: number) => view.setFloat64(at, value, true),
  }[type];
  values.forEach((value, index) => {
    put(index * widths[type], value);
  });
  return new Uint8Array(view.buffer);
}

/** Numbers of one column out of its bytes. Shape [rows]. */
export function readNumbers(type: ColumnType, bytes: Uint8Array, rows: number): Float64Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const take = {
    uint8: (at: number) => view.getUint8(at),
    uint16: (at: number) => view.getUint16(at, true),
    uint32: (at: number) => view.getUint32(at, true),
    int32: (at: number) => view.getInt32(at, true),
    float64: (at: number) => view.getFloat64(at, true),
  }[type];
  const numbers = new Float64Array(rows);
  for (let index = 0; index < rows; index++) numbers[index] = take(index * widths[type]);
  return numbers;
}

interface EncodedColumn {
  readonly header: ColumnHeader;
  readonly parts: readonly Uint8Array[];
}

/** @throws ColumnFileError on a mixed column or a number that is not finite */
function encodeColumn(name: string, values: readonly (string | number | undefined)[]): EncodedColumn {
  const first = values.find((value) => value !== undefined)!;
  for (const value of values) {
    if (value === undefined) continue;
    if (typeof value !== typeof first) throw new ColumnFileError(`column ${name}: text and numbers in one column`);
    if (typeof value === 'number' && !Number.isFinite(value))
      throw new ColumnFileError(`column ${name}: ${value} cannot be written`);
  }
  if (!Object.is(first, -0) && values.every((value) => Object.is(value, first)))
    return { header: { name, constant: first }, parts: [] };
  const known =
    typeof first === 'string' ? [...new Set(values as string[])].filter((text) => text !== undefined) : null;
  const codes = known && new Map(known.map((text, index) => [text, index]));
  const numbers = values.map((value) =>
    value === undefined ? 0 : codes ? codes.get(value as string)! : Number(value),
  );
  const type = narrowest(numbers);
  const isMissing = values.some((value) => value === undefined);
  const mask = isMissing ? [Uint8Array.from(values, (value) => Number(value === undefined))] : [];
  const header = { name, type, ...(known ? { values: known } : {}), ...(isMissing ? { missing: true as const } : {}) };
  return { header, parts: [...mask, writeNumbers(type, numbers)] };
}

/**
 * `ROWS`, u32 header bytes, u32 data bytes, header (canonical JSON), data, u32 CRC-32 of header and data; all little-endian.
 * @throws ColumnFileError on a mixed column or a number that is not finite
 */
export function encodeBlock(rows: readonly ColumnRow[]): Uint8Array {
  const names = new Set<string>();
  for (const row of rows) for (const name in row) if (row[name] !== undefined) names.add(name);
  const columns = Array.from(names, (name) =>
    encodeColumn(
      name,
      rows.map((row) => row[name]),
    ),
  );
  const header = Buffer.from(canonicalJson({ rows: rows.length, columns: columns.map((column) => column.header) }));
  const data = Buffer.concat(columns.flatMap((column) => column.parts));
  const prefix = Buffer.alloc(blockPrefixBytes);
  prefix.write(blockMark, 'latin1');
  prefix.writeUInt32LE(header.length, 4);
  prefix.writeUInt32LE(data.length, 8);
  const suffix = Buffer.alloc(blockSuffixBytes);
  suffix.writeUInt32LE(crc32(data, crc32(header)));
  return Buffer.concat([prefix, header, data, suffix]);
}
