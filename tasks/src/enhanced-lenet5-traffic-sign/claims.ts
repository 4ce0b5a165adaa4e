import type { Claim } from '@paretoboard/contract/claim.js';

const splitAudit = {
  code: 'test-set-unclear',
  message:
    'printed as val_accuracy: it may be measured on the 7,776 validation images, whose split may share tracks with training, and not on the 12,630 test images',
};

const detectorAudit = {
  code: 'other-problem',
  message: 'a detector, quoted without conditions: its figure is not an accuracy on cropped signs',
};

/** The networks of the activation study other than PReLU. */
const unequalAudit = {
  code: 'unequal-training',
  message:
    'trained to accuracy 1.0000, the PReLU network only to 0.9986: the networks compared seem not to have had the same dropout and augmentation',
};

interface Printed {
  readonly value: number;
  readonly method: string;
  readonly table: string;
  /** Built-in submission that implements the method here. */
  readonly submission?: string;
  readonly metric?: 'accuracy' | 'loss';
  readonly conditions?: string;
  readonly audit?: Claim['audit'];
}

const printed: readonly Printed[] = [
  {
    value: 97.53,
    method: 'Optimised LeNet-5',
    submission: 'enhanced-lenet5-traffic-sign',
    table: 'Table 10',
    audit: [splitAudit],
  },
  {
    value: 0.2095,
    method: 'Optimised LeNet-5',
    submission: 'enhanced-lenet5-traffic-sign',
    metric: 'loss',
    table: 'Table 8',
    audit: [splitAudit],
  },
  {
    value: 95.48,
    method: 'Traditional LeNet-5',
    submission: 'lenet5-classic',
    table: 'Table 10',
    conditions: 'quoted from Zhang et al., 2021',
  },
  { value: 91.8, method: 'Faster R-CNN', table: 'Table 10', conditions: 'quoted', audit: [detectorAudit] },
  { value: 90.1, method: 'Fast R-CNN', table: 'Table 10', conditions: 'quoted', audit: [detectorAudit] },
  {
    value: 94.49,
    method: 'Same network with ReLU',
    submission: 'lenet5-relu',
    table: 'Table 8',
    audit: [splitAudit, unequalAudit],
  },
  { value: 94.44, method: 'Same network with tanh', table: 'Table 8', audit: [splitAudit, unequalAudit] },
  { value: 94.15, method: 'Same network with Leaky-ReLU', table: 'Table 8', audit: [splitAudit, unequalAudit] },
  { value: 92.95, method: 'Same network with SELU', table: 'Table 8', audit: [splitAudit, unequalAudit] },
  {
    value: 89.43,
    method: 'Same network with sigmoid',
    table: 'Table 8',
    audit: [splitAudit, unequalAudit],
  },
  { value: 95.68, method: 'HOG + SVM', submission: 'hog-linear', table: 'Related work (text)', conditions: 'quoted' },
  {
    value: 92.88,
    method: 'HOG + LBP + extreme learning machine',
    table: 'Related work (text)',
    conditions: 'quoted',
  },
];

/** What the paper prints for the end of training, its own figures and those that it quotes; what arithmetic says is added when the task is loaded. */
export const claims: Claim[] = printed.map(({ submission, metric, conditions, audit, ...rest }) => ({
  ...rest,
  metric: metric ?? 'accuracy',
  submission: submission ?? null,
  track: 'image',
  dataset: 'gtsrb',
  conditions: conditions ?? 'GTSRB, 43 classes, 32 × 32 grey',
  audit: audit ?? [],
}));
