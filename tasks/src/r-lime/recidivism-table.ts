import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataSetError } from '@paretoboard/harness/task/data-set-error.js';
import { type CodedTable, type Coding, codeColumns, quartiles } from './coded-table.js';

export const recidivismFile = 'recidivism/Data_1980.csv';
/** Features of the paper's Table 1, in the file's order; the column after them is the class. */
export const recidivismFeatures = [
  'Race',
  'Alcohol',
  'Junky',
  'SupervisedRelease',
  'Married',
  'Felony',
  'WorkRelease',
  'CrimeAgainstProperty',
  'CrimeAgainstPerson',
  'Gender',
  'Priors',
  'YearsSchool',
  'PrisonViolations',
  'Age',
  'MonthsServed',
] as const;

const unknown = -9;
const binary: Coding = { levels: 2, code: (value) => value };
/** Unknown, none, 1 to 5, more. */
const priors: Coding = {
  levels: 4,
  code: (value) => (value === unknown ? 0 : value === 0 ? 1 : value <= 5 ? 2 : 3),
};
/** None, 1 to 5, more. */
const violations: Coding = { levels: 3, code: (value) => (value <= 0 ? 0 : value <= 5 ? 1 : 2) };

function codingOf(feature: number, values: readonly number[]): Coding {
  switch (recidivismFeatures[feature]) {
    case 'Priors':
      return priors;
    case 'PrisonViolations':
      return violations;
    case 'YearsSchool':
    case 'Age':
    case 'MonthsServed':
      return quartiles(values);
    default:
      return binary;
  }
}

/** Values of one row of the file → what is coded: age comes in months. */
function cellValue(feature: number, raw: number): number {
  return recidivismFeatures[feature] === 'Age' ? Math.floor(raw / 12) : raw;
}

/** Codes of rows of the file's 15 features. @param rows as in the file */
export function codeRecidivism(rows: readonly (readonly number[])[], labels: Uint8Array): CodedTable {
  const columns = recidivismFeatures.map((_, feature) => rows.map((row) => cellValue(feature, row[feature]!)));
  return codeColumns(
    columns,
    columns.map((values, feature) => codingOf(feature, values)),
    labels,
  );
}

function parseRow(dataset: string, line: string, number: number): number[] {
  const features = recidivismFeatures.length;
  const values = line.split(',').map(Number);
  const label = values[features];
  const isBinary = (feature: number): boolean => codingOf(feature, []) !== binary || [0, 1].includes(values[feature]!);
  const sound =
    values.slice(0, features).every((value, feature) => Number.isInteger(value) && isBinary(feature)) &&
    (label === 0 || label === 1);
  if (sound) return values;
  throw new DataSetError(
    dataset,
    `${recidivismFile}, line ${number}: 15 whole numbers (ten of them 0 or 1), then the class 0 or 1 in column 16`,
    line.slice(0, 120),
    'Use the file as released, comma separated, with one header line.',
  );
}

/**
 * Data_1980.csv: a header line, then 15 features and the class in column 16; further columns are not looked at.
 * @throws DataSetError
 */
export async function readRecidivism(dataset: string, folder: string): Promise<CodedTable> {
  const text = await readFile(join(folder, recidivismFile), 'utf8').catch(() => {
    throw new DataSetError(dataset, recidivismFile, 'no such file', 'Put the file of ICPSR 8987 there.');
  });
  const [, ...lines] = text.split(/\r?\n/).filter((line) => line !== '');
  if (lines.length < 10)
    throw new DataSetError(dataset, `${recidivismFile} with rows`, `${lines.length} rows`, 'Use the complete file.');
  const rows = lines.map((line, index) => parseRow(dataset, line, index + 2));
  return codeRecidivism(
    rows,
    Uint8Array.from(rows, (row) => row[recidivismFeatures.length]!),
  );
}
