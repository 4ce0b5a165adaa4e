import { fileWriter, parquetWriteRows } from 'hyparquet-writer';
import type { Column, ColumnType, Table } from './parquet-tables.js';

const converted: Readonly<Record<ColumnType, (value: string | number | boolean) => unknown>> = {
  STRING: String,
  DOUBLE: Number,
  INT64: BigInt,
  BOOLEAN: Boolean,
  TIMESTAMP: (value) => new Date(String(value)),
};

function cells<Row>(row: Row, columns: readonly Column<Row>[]): Record<string, unknown> {
  const found = columns.map(({ name, type, of }) => {
    const value = of(row);
    return [name, value === null || value === undefined ? null : converted[type](value)];
  });
  return Object.fromEntries(found) as Record<string, unknown>;
}

/** Writes a table as Parquet, group by group: its rows are never all in memory. */
export async function writeParquet<Source, Row>(
  filename: string,
  { columns, rowsOf }: Table<Source, Row>,
  sources: AsyncIterable<Source>,
): Promise<void> {
  async function* rows(): AsyncGenerator<Record<string, unknown>> {
    for await (const source of sources) for (const row of rowsOf(source)) yield cells(row, columns);
  }
  await parquetWriteRows({
    writer: fileWriter(filename),
    columns: columns.map(({ name, type }) => ({ name, type, nullable: true })),
    rows: rows(),
  });
}
