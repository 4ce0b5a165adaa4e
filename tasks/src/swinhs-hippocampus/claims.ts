import type { Claim } from '@paretoboard/contract/claim.js';

/** Metrics in the order of the table's columns. */
const metrics = ['dsc', 'jsc', 'hd'] as const;

interface Row {
  readonly method: string;
  readonly printed: readonly [number, number, number];
  /** Built-in submission that implements the method here. */
  readonly submission?: string;
}

const table2: readonly Row[] = [
  { method: 'SwinHS', printed: [0.894, 0.817, 3.43], submission: 'swinhs-hippocampus' },
  { method: 'ViT', printed: [0.891, 0.803, 3.959] },
  { method: '3D ResNet', printed: [0.871, 0.783, 4.73] },
  { method: '3D U-Net', printed: [0.845, 0.759, 6.895], submission: 'unet-3d' },
  { method: 'V-Net', printed: [0.778, 0.674, 7.785], submission: 'v-net' },
];

const unclear: Claim['audit'] = [
  {
    code: 'conditions-missing',
    message:
      'not stated: whether both hippocampi are scored together, whether HD is the plain maximum, what size of volume the networks saw',
  },
];

function claimsOf({ method, printed, submission }: Row): Claim[] {
  return metrics.map((metric, column) => ({
    metric,
    value: printed[column]!,
    method,
    submission: submission ?? null,
    track: 'volume',
    dataset: 'xuzhou-ha-wbrt',
    table: 'Table 2',
    conditions: '30 test patients of one hospital; trained on 70',
    audit: unclear,
  }));
}

/** Every figure of the comparison of models. Doses of treatment plans need a planning system and are not measured here. */
export const claims: Claim[] = table2.flatMap(claimsOf);
