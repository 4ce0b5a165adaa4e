import type { Claim } from '@paretoboard/contract/claim.js';

const unnamedMetric = {
  code: 'metric-not-named',
  message:
    'Table 1 does not name its metric: shown beside success because values of this size are usual for success on UAV123, which is a guess',
};

const orderUnclear = {
  code: 'steps-unclear',
  message: 'the table does not say whether the temporal sequence is added to the online update or replaces it',
};

interface Printed {
  readonly value: number;
  readonly method: string;
  readonly audit?: Claim['audit'];
}

/** Table 1, column UAV123. */
const ablations: readonly Printed[] = [
  { value: 68.6, method: 'DDCTrack-S256 (baseline)' },
  { value: 61.1, method: 'Features of template and search picture extracted apart' },
  { value: 67.3, method: 'Order of the tokens [w, h, x, y]' },
  { value: 67.5, method: 'Corners instead of centre and size' },
  { value: 68.7, method: 'Concatenation of search and template features' },
  { value: 68.5, method: 'Average of search and template features' },
  { value: 71.8, method: 'DDCTrack-S256 + online template update' },
  { value: 72.1, method: 'DDCTrack-S256 + temporal sequence', audit: [orderUnclear] },
];

/**
 * What the paper prints as numbers for UAV123. Its main results are figures: only differences from other trackers stand in the text. No submission is
 * named, as no variant here has the paper's data.
 */
export const claims: Claim[] = ablations.map(({ value, method, audit }) => ({
  metric: 'success',
  value,
  method,
  submission: null,
  track: 'rgb',
  dataset: 'uav123',
  table: 'Table 1',
  conditions: 'UAV123, one-pass evaluation, pretrained on ImageNet and four tracking corpora',
  audit: [unnamedMetric, ...(audit ?? [])],
}));
