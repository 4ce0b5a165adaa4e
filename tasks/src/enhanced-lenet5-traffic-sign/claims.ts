import type { Claim } from '@paretoboard/contract/claim.js';

const splitAudit = {
  code: 'test-set-unclear',
  message:
    'printed as val_accuracy: it may be measured on the 7,776 validation images, whose split may share tracks with training, and not on the 12,630 test images',
};

function claim(
  value: number,
  method: string,
  submission: string | null,
  table: string,
  audit: Claim['audit'] = [],
): Claim {
  return {
    metric: 'accuracy',
    value,
    method,
    submission,
    track: 'image',
    dataset: 'gtsrb',
    table,
    conditions: 'GTSRB, 43 classes, 32 × 32 grey',
    audit,
  };
}

/** Every accuracy that the paper prints for the end of training. */
export const claims: Claim[] = [
  claim(97.53, 'Optimised LeNet-5', 'enhanced-lenet5-traffic-sign', 'Table 10', [splitAudit]),
  claim(95.48, 'Traditional LeNet-5 (quoted from Zhang et al., 2021)', 'lenet5-classic', 'Table 10'),
  claim(91.8, 'Faster R-CNN (quoted)', null, 'Table 10', [
    { code: 'other-problem', message: 'a detector: its figure is not an accuracy of cropped signs' },
  ]),
  claim(90.1, 'Fast R-CNN (quoted)', null, 'Table 10', [
    { code: 'other-problem', message: 'a detector: its figure is not an accuracy of cropped signs' },
  ]),
  claim(94.49, 'Same network with ReLU', 'lenet5-relu', 'Table 8', [
    splitAudit,
    {
      code: 'unequal-training',
      message:
        'trained to accuracy 1.0000 and loss 8e-9, the PReLU network to 0.9986 and 0.0052: they seem not to have had the same dropout and augmentation',
    },
  ]),
  claim(89.43, 'Same network with sigmoid', null, 'Table 8', [
    splitAudit,
    {
      code: 'tables-disagree',
      message: 'Table 9 prints 0.8902 for the same network after training: the value at 75 % of training',
    },
  ]),
];
