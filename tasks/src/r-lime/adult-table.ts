import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataSetError } from '@paretoboard/harness/task/data-set-error.js';
import { type CodedTable, type Coding, codeColumns, noneLowHigh, quartiles } from './coded-table.js';

export const adultFile = 'adult.data';
const columnsOfFile = 15;
const missing = '?';

interface Feature {
  readonly name: string;
  readonly column: number;
  /** Value of each text; a text that is not here is refused. Missing: the text is a number. */
  readonly groups?: readonly (readonly string[])[];
  coding(values: readonly number[]): Coding;
}

const number = (name: string, column: number, coding: Feature['coding']): Feature => ({ name, column, coding });
/** Code k: one of the k-th group's texts. Groups stand in an order that a normal distribution can use: low to high, rare to frequent. */
const grouped = (name: string, column: number, groups: readonly (readonly string[])[]): Feature => ({
  name,
  column,
  groups,
  coding: () => ({ levels: groups.length, code: (value) => value }),
});
/** No school certificate, high school, some college, bachelor, higher: by years as the file counts them. */
const education: Coding = {
  levels: 5,
  code: (years) => (years < 9 ? 0 : years === 9 ? 1 : years < 13 ? 2 : years === 13 ? 3 : 4),
};

/** All but the sampling weight and education in words, which repeats its number. */
export const adultFeatures: readonly Feature[] = [
  number('Age', 0, quartiles),
  grouped('Workclass', 1, [
    ['Without-pay', 'Never-worked'],
    ['Private'],
    ['Self-emp-not-inc', 'Self-emp-inc'],
    ['Local-gov', 'State-gov', 'Federal-gov'],
  ]),
  number('Education', 4, () => education),
  grouped('MaritalStatus', 5, [
    ['Never-married'],
    ['Divorced', 'Separated', 'Widowed', 'Married-spouse-absent'],
    ['Married-civ-spouse', 'Married-AF-spouse'],
  ]),
  grouped('Occupation', 6, [
    ['Other-service', 'Priv-house-serv', 'Handlers-cleaners', 'Farming-fishing'],
    ['Craft-repair', 'Machine-op-inspct', 'Transport-moving', 'Protective-serv', 'Armed-Forces'],
    ['Adm-clerical', 'Sales', 'Tech-support'],
    ['Prof-specialty', 'Exec-managerial'],
  ]),
  grouped('Relationship', 7, [
    ['Own-child'],
    ['Other-relative'],
    ['Not-in-family'],
    ['Unmarried'],
    ['Husband', 'Wife'],
  ]),
  grouped('Race', 8, [['Amer-Indian-Eskimo', 'Asian-Pac-Islander', 'Black', 'Other'], ['White']]),
  grouped('Sex', 9, [['Female'], ['Male']]),
  number('CapitalGain', 10, noneLowHigh),
  number('CapitalLoss', 11, noneLowHigh),
  number('HoursPerWeek', 12, quartiles),
  number('BornInUnitedStates', 13, () => ({ levels: 2, code: (value) => value })),
];

function refuse(dataset: string, line: string, at: number, what: string): never {
  throw new DataSetError(
    dataset,
    `${adultFile}, line ${at}: 15 columns of UCI’s Adult, ${what}`,
    line.slice(0, 120),
    'Use adult.data as released.',
  );
}

function cellValue({ column, groups, name }: Feature, cells: readonly string[]): number {
  const text = cells[column]!;
  if (name === 'BornInUnitedStates') return text === 'United-States' ? 1 : 0;
  return groups ? groups.findIndex((group) => group.includes(text)) : Number(text);
}

function parseRow(dataset: string, line: string, at: number): { values: number[]; label: number } {
  const cells = line.split(',').map((cell) => cell.trim());
  if (cells.length !== columnsOfFile) refuse(dataset, line, at, `not ${cells.length}`);
  const values = adultFeatures.map((feature) => cellValue(feature, cells));
  const wrong = values.findIndex((value) => !Number.isInteger(value) || value < 0);
  if (wrong >= 0) refuse(dataset, line, at, `a known ${adultFeatures[wrong]!.name}`);
  const label = ['<=50K', '>50K'].indexOf(cells[columnsOfFile - 1]!.replace(/\.$/, ''));
  if (label < 0) refuse(dataset, line, at, 'the class <=50K or >50K');
  return { values, label };
}

/** UCI's adult.data; rows with a missing value are left out, as in the paper's protocol. @throws DataSetError */
export async function readAdult(dataset: string, folder: string): Promise<CodedTable> {
  const text = await readFile(join(folder, adultFile), 'utf8').catch(() => {
    throw new DataSetError(dataset, adultFile, 'no such file', 'Put adult.data of UCI’s Adult there.');
  });
  const rows = text
    .split(/\r?\n/)
    .map((line, index) => ({ line, at: index + 1 }))
    .filter(({ line }) => line.trim() !== '' && !line.includes(missing))
    .map(({ line, at }) => parseRow(dataset, line, at));
  if (rows.length < 10)
    throw new DataSetError(dataset, `${adultFile} with rows`, `${rows.length} rows`, 'Use the complete file.');
  const columns = adultFeatures.map((_, feature) => rows.map(({ values }) => values[feature]!));
  return codeColumns(
    columns,
    columns.map((values, feature) => adultFeatures[feature]!.coding(values)),
    Uint8Array.from(rows, ({ label }) => label),
  );
}
