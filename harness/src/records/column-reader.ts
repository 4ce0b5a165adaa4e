import { readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import {
  type BlockHeader,
  blockMark,
  blockPrefixBytes,
  blockSuffixBytes,
  ColumnFileError,
  type ColumnHeader,
  columnBytes,
  readNumbers,
} from './column-block.js';
import { endMark, fileMark } from './column-writer.js';

const fileHeaderSchema = z.object({ kind: z.string() });
const columnSchema = z.union([
  z.strictObject({ name: z.string(), constant: z.union([z.string(), z.number()]) }),
  z.strictObject({
    name: z.string(),
    type: z.enum(['uint8', 'uint16', 'uint32', 'int32', 'float64']),
    values: z.array(z.string()).optional(),
    missing: z.literal(true).optional(),
  }),
]);
const blockHeaderSchema = z.strictObject({ rows: z.number().int().min(1), columns: z.array(columnSchema) });

interface Block {
  readonly header: BlockHeader;
  readonly data: Uint8Array;
}

type Values = Float64Array | (string | undefined)[];

function valuesOf(column: ColumnHeader, bytes: Uint8Array, rows: number): Values {
  if ('constant' in column) {
    const { constant } = column;
    return typeof constant === 'string'
      ? new Array<string>(rows).fill(constant)
      : new Float64Array(rows).fill(constant);
  }
  const mask = column.missing ? bytes.subarray(0, rows) : null;
  const numbers = readNumbers(column.type, mask ? bytes.subarray(rows) : bytes, rows);
  if (!column.values) {
    mask?.forEach((isMissing, row) => {
      if (isMissing) numbers[row] = Number.NaN;
    });
    return numbers;
  }
  const { values } = column;
  return Array.from(numbers, (code, row) => (mask?.[row] ? undefined : values[code]));
}

/** What a file of columns holds. */
export class ColumnTable {
  constructor(
    readonly kind: string,
    readonly rows: number,
    /** False: the writer did not come to its end; the rows are those of its full blocks. */
    readonly complete: boolean,
    private readonly blocks: readonly Block[],
  ) {}

  get names(): string[] {
    return [...new Set(this.blocks.flatMap(({ header }) => header.columns.map((column) => column.name)))];
  }

  /** Numbers of a column; NaN where one is missing. Shape [rows]. @throws ColumnFileError on a column of text */
  numbers(name: string): Float64Array {
    const all = new Float64Array(this.rows).fill(Number.NaN);
    this.each(name, (values, from) => {
      if (!(values instanceof Float64Array)) throw new ColumnFileError(`column ${name} holds text, not numbers`);
      all.set(values, from);
    });
    return all;
  }

  /** Text of a column, undefined where it is missing. Shape [rows]. @throws ColumnFileError on a column of numbers */
  text(name: string): (string | undefined)[] {
    const all = new Array<string | undefined>(this.rows).fill(undefined);
    this.each(name, (values, from) => {
      if (values instanceof Float64Array) throw new ColumnFileError(`column ${name} holds numbers, not text`);
      values.forEach((value, index) => {
        all[from + index] = value;
      });
    });
    return all;
  }

  /** Row by row, missing values left out: for export and small files; figures are made from columns. */
  *records(): Generator<Record<string, string | number>> {
    for (const block of this.blocks) {
      const columns = [...columnsOf(block)];
      for (let row = 0; row < block.header.rows; row++) {
        const record: Record<string, string | number> = {};
        for (const [name, values] of columns) {
          const value = values[row];
          if (value !== undefined && !Number.isNaN(value)) record[name] = value;
        }
        yield record;
      }
    }
  }

  private each(name: string, visit: (values: Values, from: number) => void): void {
    let from = 0;
    for (const block of this.blocks) {
      for (const [found, values] of columnsOf(block, name)) if (found === name) visit(values, from);
      from += block.header.rows;
    }
  }
}

function* columnsOf({ header, data }: Block, only?: string): Generator<[string, Values]> {
  let offset = 0;
  for (const column of header.columns) {
    const bytes = columnBytes(column, header.rows);
    if (only === undefined || column.name === only)
      yield [column.name, valuesOf(column, data.subarray(offset, offset + bytes), header.rows)];
    offset += bytes;
  }
}

/** @returns null if the bytes end before the block does */
function blockAt(file: Buffer, at: number): { block: Block; next: number } | null {
  if (at + blockPrefixBytes > file.length) return null;
  const headerBytes = file.readUInt32LE(at + 4);
  const dataBytes = file.readUInt32LE(at + 8);
  const body = at + blockPrefixBytes;
  const end = body + headerBytes + dataBytes;
  if (end + blockSuffixBytes > file.length) return null;
  if (crc32(file.subarray(body, end)) !== file.readUInt32LE(end))
    throw new ColumnFileError(`the block at byte ${at} does not match its checksum`);
  const header = blockHeaderSchema.parse(JSON.parse(file.toString('utf8', body, body + headerBytes)));
  const expected = header.columns.reduce((sum, column) => sum + columnBytes(column as ColumnHeader, header.rows), 0);
  if (expected !== dataBytes)
    throw new ColumnFileError(`the block at byte ${at} has ${dataBytes} bytes for columns of ${expected}`);
  const data = file.subarray(body + headerBytes, end);
  return { block: { header: header as BlockHeader, data }, next: end + blockSuffixBytes };
}

/**
 * Reads a file of columns. A file that a crash broke off is read up to its last full block, with `complete` false.
 * @throws ColumnFileError on another kind of file, a changed block, or bytes after the end
 */
export function readColumns(path: string, kind: string): ColumnTable {
  const file = readFileSync(path);
  const start = fileMark.length + 4;
  if (file.toString('latin1', 0, fileMark.length) !== fileMark)
    throw new ColumnFileError(`expected a file that begins with ${fileMark}`);
  const headerEnd = start + file.readUInt32LE(fileMark.length);
  const found = fileHeaderSchema.parse(JSON.parse(file.toString('utf8', start, headerEnd))).kind;
  if (found !== kind) throw new ColumnFileError(`expected ${kind}, found ${found}`);
  const blocks: Block[] = [];
  let rows = 0;
  for (let at = headerEnd; ; ) {
    const mark = file.toString('latin1', at, at + endMark.length);
    if (mark === endMark && at + endMark.length + 4 === file.length) {
      const promised = file.readUInt32LE(at + endMark.length);
      if (promised !== rows) throw new ColumnFileError(`the end names ${promised} rows, the blocks hold ${rows}`);
      return new ColumnTable(found, rows, true, blocks);
    }
    if (mark !== blockMark && at + blockPrefixBytes <= file.length)
      throw new ColumnFileError(`expected a block or the end at byte ${at}`);
    const read = mark === blockMark ? blockAt(file, at) : null;
    if (!read) return new ColumnTable(found, rows, false, blocks);
    blocks.push(read.block);
    rows += read.block.header.rows;
    at = read.next;
  }
}
