import type { Claim } from '@paretoboard/contract/claim.js';

type Figures = readonly [v2tRank1: number, v2tMap: number, t2vRank1: number, t2vMap: number];
const metrics = ['v2t-rank-1', 'v2t-map', 't2v-rank-1', 't2v-map'] as const;

const dataset = 'sysu-mm01-regdb';
const fifth = '20 % of RegDB’s training people, source SYSU-MM01; AGW; number of trials not stated';
const supervised = 'all of RegDB, no source data set';
const unsupervised = 'all of RegDB, without labels';
const semiSupervised = 'RegDB with labels of the visible pictures only';

const table1: readonly (readonly [method: string, conditions: string, figures: Figures])[] = [
  ['JSIA-ReID', supervised, [48.5, 49.3, 48.1, 48.9]],
  ['AGW', supervised, [70.1, 66.4, 70.5, 65.9]],
  ['FMCNet', supervised, [89.1, 84.4, 88.4, 83.9]],
  ['PartMix', supervised, [85.7, 82.3, 84.9, 82.5]],
  ['SGIEL', supervised, [92.2, 86.6, 91.1, 85.2]],
  ['D-MMD', unsupervised, [2.2, 3.7, 2.0, 3.6]],
  ['GLT', unsupervised, [2.9, 4.5, 6.3, 7.6]],
  ['H2H', unsupervised, [14.1, 12.3, 13.9, 12.7]],
  ['OTLA, unsupervised', unsupervised, [32.9, 29.7, 32.1, 28.6]],
  ['ADCA', unsupervised, [67.2, 64.1, 68.5, 63.8]],
  ['PGM', unsupervised, [69.5, 65.4, 69.9, 65.2]],
  ['GUR', `${unsupervised}, nor of cameras`, [73.9, 70.2, 75.0, 69.9]],
  ['OTLA, semi-supervised', semiSupervised, [49.9, 41.8, 49.6, 42.8]],
  ['TAA', semiSupervised, [62.2, 56.0, 63.8, 56.5]],
  ['DPIS', semiSupervised, [62.3, 53.2, 61.5, 52.7]],
  ['SDA, 40 %', '40 % of RegDB’s training people, source SYSU-MM01; AGW', [71.7, 68.1, 69.3, 66.0]],
];

/** Which of the built-in submissions is which row follows from Table 4 and the text: the table's tick marks did not survive. */
const table3: readonly (readonly [method: string, submission: string, figures: Figures])[] = [
  ['Target only (row 1)', 'target-only', [29.4, 28.7, 28.2, 27.6]],
  ['Stage 2 alone, no MMD (row 2)', 'stage-two-alone', [39.2, 40.6, 38.9, 39.4]],
  ['Both stages, no MMD (row 3)', 'sda-without-mmd', [40.1, 38.6, 40.5, 39.9]],
  ['Both stages, D-MMD (row 4)', 'sda-d-mmd', [44.0, 39.6, 43.5, 41.1]],
  ['Stage 2 alone, HD-MMD (row 5)', 'stage-two-hd-mmd', [49.4, 46.3, 47.8, 43.2]],
];

/** Visible to thermal, Rank-1 and mAP. The Rank-1 of MMD-ReID with SDA is printed as 159.2 in our copy, and is left out. */
const table4: readonly (readonly [method: string, rank1: number | null, map: number])[] = [
  ['HcTri, target only', 18.5, 17.7],
  ['HcTri with SDA', 54.2, 50.7],
  ['HcTri with SDA and HD-MMD', 60.1, 56.3],
  ['MMD-ReID, target only', 20.7, 19.3],
  ['MMD-ReID with SDA', null, 54.5],
  ['MMD-ReID with SDA and HD-MMD', 63.7, 58.9],
];

const rowUnclear = {
  code: 'row-unclear',
  message: 'the tick marks of this table did not survive in our copy; which components the row has is our reading',
};

function claimOf(
  metric: string,
  value: number,
  row: Pick<Claim, 'method' | 'submission' | 'table' | 'conditions' | 'audit'>,
): Claim {
  return { metric, value, track: 'image', dataset, ...row };
}

function byDirection(figures: Figures, row: Parameters<typeof claimOf>[2]): Claim[] {
  return figures.map((value, index) => claimOf(metrics[index]!, value, row));
}

/** Tables 1, 3 and 4. Of Table 2 (the other direction of adaptation) no figure survives in our copy. */
export const claims: Claim[] = [
  ...byDirection([51.1, 46.9, 47.3, 44.7], {
    method: 'SDA with HD-MMD, 20 %',
    submission: 'sda-vi-reid',
    table: 'Table 1',
    conditions: fifth,
    audit: [],
  }),
  ...table1.flatMap(([method, conditions, figures]) =>
    byDirection(figures, { method, submission: null, table: 'Table 1', conditions, audit: [] }),
  ),
  ...table3.flatMap(([method, submission, figures]) =>
    byDirection(figures, { method, submission, table: 'Table 3', conditions: fifth, audit: [rowUnclear] }),
  ),
  ...table4.flatMap(([method, rank1, map]) => {
    const row = { method, submission: null, table: 'Table 4', conditions: fifth, audit: [] };
    const precision = claimOf('v2t-map', map, row);
    return rank1 === null ? [precision] : [claimOf('v2t-rank-1', rank1, row), precision];
  }),
];
