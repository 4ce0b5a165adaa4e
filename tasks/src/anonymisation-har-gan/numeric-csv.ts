import { DataSetError } from '@paretoboard/harness/task/data-set-error.js';

/** Where a table came from, for whoever has to mend it. */
export interface CsvSource {
  readonly dataset: string;
  /** Path of the file below the data set's folder. */
  readonly file: string;
  /** First line. */
  readonly header: string;
}

/**
 * Cells of a comma-separated file without quotes, line by line, the header left out.
 * @throws DataSetError on another header, no lines, or a line of another width
 */
export function csvLines(text: string, { dataset, file, header }: CsvSource): string[][] {
  const [first, ...lines] = text.split(/\r?\n/).filter((line) => line !== '');
  const refuse = (expected: string, found: string): never => {
    throw new DataSetError(dataset, `${file}: ${expected}`, found, 'Copy the file anew from the official release.');
  };
  if (first !== header) refuse(`the columns ${header}`, first ?? 'an empty file');
  if (lines.length === 0) refuse('at least one row', 'none');
  const width = header.split(',').length;
  return lines.map((line, index) => {
    const cells = line.split(',');
    if (cells.length !== width) refuse(`${width} cells a row`, `${cells.length} in row ${index + 1}`);
    return cells;
  });
}

/** @throws DataSetError on a cell that is no finite number */
export function finiteCell(cell: string | undefined, row: number, { dataset, file }: CsvSource): number {
  const value = cell === undefined || cell.trim() === '' ? Number.NaN : Number(cell);
  if (Number.isFinite(value)) return value;
  throw new DataSetError(
    dataset,
    `${file}: finite numbers`,
    `"${cell}" in row ${row + 1}`,
    'Copy the file anew from the official release.',
  );
}
