import type { Claim } from '@paretoboard/contract/claim.js';

type Audit = Claim['audit'][number];
type Row = readonly [recall10: number, recall20: number, ndcg10: number, ndcg20: number];

const metrics = ['recall-10', 'recall-20', 'ndcg-10', 'ndcg-20'] as const;

const otherDataSet: Audit = {
  code: 'figures-of-another-data-set',
  message:
    'the comparators’ figures are those that MMRec’s public table prints for Amazon Baby (BPR, LightGCN and VBPR digit for digit), while the paper names Clothing',
};
const splitNotReleased: Audit = {
  code: 'conditions-missing',
  message: 'the held-out item is the last by a random time; neither the times nor the validation split are released',
};

/** With one held-out item, hits at places 11 to 20 add between 1/log2(21) and 1/log2(12) each to the NDCG. */
function gainAudit([recall10, recall20, ndcg10, ndcg20]: Row): Audit[] {
  const hits = recall20 - recall10;
  const [low, high] = [hits / Math.log2(21), hits / Math.log2(12)];
  const gain = ndcg20 - ndcg10;
  // Each printed figure is rounded to 0.01 %.
  if (gain >= low - 0.02 && gain <= high + 0.02) return [];
  return [
    {
      code: 'ndcg-gain-impossible',
      message: `with one held-out item per user, R@20 − R@10 = ${hits.toFixed(2)} needs N@20 − N@10 between ${low.toFixed(2)} and ${high.toFixed(2)}; printed ${gain.toFixed(2)}`,
    },
  ];
}

function rowOf(method: string, submission: string | null, values: Row, audit: Audit[]): Claim[] {
  const found = [...gainAudit(values), ...audit];
  return metrics.map((metric, at) => ({
    metric,
    value: values[at]!,
    method,
    submission,
    track: 'full-ranking',
    dataset: 'amazon-clothing',
    table: 'Table 2',
    conditions: 'full ranking (the printed values are below the chance level of 100 sampled negatives); three seeds',
    audit: found,
  }));
}

/** Table 2, in percent. */
export const claims: Claim[] = [
  ...rowOf('MF-BPR', 'mf-bpr', [3.57, 5.75, 1.92, 2.49], [otherDataSet]),
  ...rowOf('LightGCN', 'lightgcn', [4.79, 7.54, 2.57, 3.28], [otherDataSet]),
  ...rowOf('LayerGCN', null, [5.29, 8.2, 2.81, 3.55], [otherDataSet]),
  ...rowOf('VBPR', null, [4.23, 6.63, 2.23, 2.84], [otherDataSet]),
  ...rowOf('MMGCN', null, [3.8, 6.15, 2, 2.84], [otherDataSet]),
  ...rowOf('DualGNN', null, [3.78, 7.15, 2.4, 3.09], [otherDataSet]),
  ...rowOf(
    'RLMultimodalRec',
    'rlmultimodalrec-gated-fusion',
    [5.05, 9.96, 2.85, 3.41],
    [
      splitNotReleased,
      {
        code: 'text-and-table-disagree',
        message:
          '“consistently outperforms” holds for R@20 and N@10; LayerGCN has the higher R@10 (5.29) and N@20 (3.55)',
      },
    ],
  ),
];
