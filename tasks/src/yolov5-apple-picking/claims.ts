import type { Claim } from '@paretoboard/contract/claim.js';

const audit: Claim['audit'] = [
  {
    code: 'test-set-unclear',
    message:
      'printed under recognition on subset 3, which has no labels: on what precision and recall were computed is not stated',
  },
  {
    code: 'threshold-missing',
    message: 'confidence, overlap and averaging over classes are not stated; precision and recall alone depend on them',
  },
];

function claim(metric: 'precision' | 'recall', value: number): Claim {
  return {
    metric,
    value,
    method: 'YOLOv5s with ECA',
    submission: 'yolov5-apple-picking',
    track: 'image',
    dataset: 'apmcm-2023-apples',
    table: 'Text',
    conditions: 'split, input size, epochs, threshold and overlap: not stated',
    audit,
  };
}

/** All figures that the paper prints for its detector. */
export const claims: Claim[] = [claim('precision', 99.08), claim('recall', 99.3)];
