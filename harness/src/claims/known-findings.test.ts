import { describe, expect, it } from 'vitest';
import { auditPaper } from './audit-paper.js';
import type { CheckCode } from './check-codes.js';
import { claimPapers, readPaper } from './read-papers.js';

/** What readers of the papers found by hand: the check that has to find it, and printed figures that take part. */
const known: Readonly<Record<string, readonly (readonly [CheckCode, readonly number[]])[]>> = {
  'abstract-goal-anticipation': [
    ['agreement', [46.37, 44.68]],
    ['agreement', [41.32, 44.68]],
    ['order', [34.83, 36.41]],
    ['order', [38.29, 38.5]],
  ],
  'adtf-auditory-visual-network': [['agreement', [96]]],
  'aemt-facial-expression': [
    ['f1-outside-parts', [89.12, 88.67, 89.45]],
    ['mean', [87.45, 93.12]],
    ['agreement', [63.78, 83.12]],
    ['difference', [87.45, 85.9, 4.34]],
    ['agreement', [81.45, 87.45]],
    ['agreement', [81.45, 88.94]],
    ['agreement', [81.45, 73.56]],
    ['agreement', [71.23, 87.45]],
    ['order', [84.23, 81.45]],
  ],
  'aggp-path-signature': [
    ['agreement', [94.65, 95.18]],
    ['agreement', [61.93, 60.85]],
  ],
  'alkdnet-super-resolution': [
    ['order', [33.22]],
    ['order', [0.9609, 0.961]],
    ['agreement', [38.09, 38.1]],
    ['agreement', [32.36, 32.34]],
    ['agreement', [39.11, 39.14]],
  ],
  'anonymisation-har-gan': [
    ['agreement', [94.57, 80.28]],
    ['agreement', [13.91, 4.5]],
    ['agreement', [7, 8]],
  ],
  'cats-hoi': [
    ['out-of-bounds', [148.8]],
    ['order', [76, 76.2]],
  ],
  'csi-through-wall': [
    ['relative-change', [86.52, 83.36, 3.98]],
    ['order', [68.18, 80.57]],
    ['order', [48.97, 40.73]],
  ],
  'd3dcnn-resnet-expression-behaviour': [['formula', [38, 8.24]]],
  'dfa-unet-lymph-node': [
    ['order', [5.27]],
    ['relative-change', [88.58, 97.29, 0.5]],
  ],
  'dp-svae': [
    ['difference', [0.12344, 0.02145]],
    ['agreement', [0.077, 0.076]],
    ['agreement', [0.01, 10]],
    ['order', [0.102, 0.079]],
    ['order', [1.935, 2.411]],
    ['order', [253.06, 131.33]],
  ],
  echogcn: [['order', [84.8, 85]]],
  'enhanced-lenet5-traffic-sign': [
    ['agreement', [0.8902, 0.8943]],
    ['sum', [39_209, 12_630, 51_840]],
  ],
  'fair-fer-latent-alignment': [
    ['formula', [76, 76.3, 99.93]],
    ['formula', [75.5, 77.1, 94.2]],
    ['order', [75.5, 77]],
    ['order', [81.1, 87.6]],
  ],
  'faster-rcnn-vending-rpc': [
    ['sum', [48_000, 24_000, 6_000, 83_739]],
    ['order', [0.5986, 0.5888]],
  ],
  'fhe-apnea-cnn': [
    ['agreement', [99.56, 99.5]],
    ['agreement', [99.56, 99.1]],
    ['order', [99.5, 97.1, 99.1]],
  ],
  'fhe-sat-convolution': [
    ['formula', [7, 32, 28.57]],
    ['formula', [9, 35, 44.44]],
    ['formula', [20, 25.92]],
    ['agreement', [22, 20]],
  ],
  'g2npan-fusion-image-quality': [
    ['order', [0.7905, 0.7806]],
    ['order', [0.7519, 0.7496]],
  ],
  'gba-intelligent-symbiosis': [['order', [89, 90]]],
  'guided-decoding-image-caption': [['order', [0.885, 0.886]]],
  'haptics-pose-kinematics': [
    ['sum', [78, 52, 170]],
    ['formula', [17]],
    ['difference', [17, 13]],
    ['out-of-bounds', [711]],
    ['out-of-bounds', [717]],
  ],
  'hmhn-facial-depression': [
    ['formula', [19.72, 17.78]],
    ['formula', [19.72, 22.63]],
    ['formula', [19.72, 26.57]],
  ],
  'hsa-cts-labanotation': [['order', [95.98, 95.912, 0.023]]],
  'js-siamese-gzsl-har': [
    ['f1', [85.7, 67.5, 77.3]],
    ['mean', [16.4]],
    ['mean', [12.3]],
    ['mean', [15.1]],
    ['mean', [16.3]],
    ['mean', [8.1]],
    ['mean', [11.6]],
    ['order', [51.5, 47.3]],
    ['sum', [8, 4, 13]],
  ],
  'lighthart-kd-har': [
    ['difference', [87.56, 75.37, 14.44]],
    ['difference', [81.93, 79.91, 3.04]],
    ['ratio', [10.36, 1.43, 7.23]],
    ['coincidence', [81.86]],
    ['coincidence', [75.37]],
    ['formula', [25, 76.56]],
    ['formula', [5, 64]],
  ],
  'manifold-label-propagation-fewshot': [
    ['agreement', [25, 2]],
    ['ratio', [84, 3, 26]],
  ],
  'mcm-rr-3d-shape': [
    ['relative-change', [10.43]],
    ['order', [56.06, 55.69]],
    ['order', [58.99, 58.87]],
    ['order', [73.02, 72.9]],
    ['order', [52.64, 52.6]],
    ['order', [50.25, 49.99]],
  ],
  'mdsf-video-anomaly': [
    ['order', [95, 96.3]],
    ['order', [72.1, 72.2]],
    ['order', [759, 980]],
    ['agreement', [35, 41]],
  ],
  'mffp-net-wafer': [
    ['agreement', [25_519, 24_653]],
    ['coincidence', [94.56]],
    ['order', [85.8]],
  ],
  'ms-gsrc-image-restoration': [
    ['mean', [28.99]],
    ['mean', [26.69]],
    ['mean', [24.84]],
    ['mean', [32.79]],
    ['mean', [0.7445]],
    ['difference', [0.9036, 0.8806, 0.0023]],
    ['order', [24.38, 24.39]],
    ['order', [22.84, 24.45]],
  ],
  'msaam-driving-segmentation': [
    ['difference', [78.17, 67.21, 11.04]],
    ['mean', [74.81]],
    ['mean', [71.21]],
    ['mean', [58.91]],
    ['mean', [81.13]],
    ['mean', [75.69]],
    ['mean', [79.99]],
    ['mean', [58.52]],
    ['agreement', [47.71, 45.35]],
  ],
  'msn-motion-sensitive-network': [
    ['difference', [48.8, 48.4, 0.2]],
    ['difference', [48.7, 48.4, 0.4]],
    ['difference', [49, 48.4, 0.5]],
    ['agreement', [48.9, 48.8]],
    ['agreement', [52.3, 52.1]],
    ['agreement', [4, 3]],
  ],
  'multi-actor-predictive-sar': [['sum', [31, 11, 44]]],
  openear: [
    ['share-of-items', [0.554]],
    ['share-of-items', [0.4407]],
    ['difference', [14.1]],
    ['difference', [24.98]],
    ['difference', [17.39]],
    ['difference', [15.94]],
    ['order', [0.5806, 0.6798]],
    ['order', [0.6017, 0.6327]],
  ],
  'pseudo-negative-face-anti-spoofing': [
    ['mean', [3.4, 11.56, 7.17]],
    ['mean', [9.07, 58.87, 32.84]],
  ],
  'r-lime': [
    ['difference', [0.829, 0.811, 0.012]],
    ['sum', [15, 19]],
  ],
  'repconvnext-poolformer-smoke': [
    ['agreement', [2.8, 2.3]],
    ['agreement', [9.6, 8.2]],
  ],
  'rlmultimodalrec-gated-fusion': [
    ['order', [0.0996, 0.0505, 0.0341, 0.0285]],
    ['order', [0.0615, 0.038, 0.0284, 0.02]],
    ['order', [0.0715, 0.0378, 0.0309, 0.024]],
    ['order', [0.0505, 0.0529]],
    ['order', [0.0341, 0.0355]],
  ],
  'rstan-fall-detection': [
    ['share-of-items', [0.9876]],
    ['share-of-items', [0.9436]],
    ['share-of-items', [0.9848]],
    ['share-of-items', [0.9212]],
    ['rare-class-f1', [0.98, 0.9848]],
    ['rare-class-f1', [0.98, 0.9831]],
    ['order', [0.9517]],
    ['order', [0.9613]],
    ['order', [0.8319]],
    ['order', [0.9768]],
    ['order', [0.9507]],
    ['order', [0.9212]],
    ['order', [175, 43, 46]],
    ['agreement', [0.97, 0.98]],
  ],
  'sact-hsi-denoising': [
    ['coincidence', [0.6147]],
    ['order', [0.7627, 0.8164]],
  ],
  'sda-vi-reid': [
    ['order', [69.3, 70.5]],
    ['order', [69.3, 69.9]],
    ['out-of-bounds', [159.2]],
  ],
  'sdformerflow-event-optical-flow': [
    ['product', [34.8, 0.27, 37.64]],
    ['product', [39.1, 0.27, 41.08]],
    ['agreement', [0.72, 0.83]],
  ],
  'setransformer-har': [
    ['order', [0.5562, 0.592]],
    ['order', [2.09, 6]],
  ],
  'shape-prior-leaf-detection': [['sum', [2355, 243, 2568]]],
  'sharp-ego-hand-pose': [
    ['share-of-items', [91.73]],
    ['share-of-items', [90.9]],
    ['formula', [40, 180, 20.5]],
    ['agreement', [2.6, 2.5]],
  ],
  'smls-yolo-pathologic-myopia': [
    ['relative-change', [1.7, 3.26, 46.9]],
    ['relative-change', [1.7, 3.26, 46.7]],
    ['overlap-pair', [89.1, 88.9, 76.6]],
    ['agreement', [89.1, 89.9]],
    ['agreement', [88.9, 85.4]],
    ['agreement', [89, 89.1]],
    ['agreement', [85.9, 86]],
    ['difference', [88.9, 86, 3.9]],
    ['formula', [8.2, 42.4, 17]],
  ],
  'swinhs-hippocampus': [
    ['overlap-pair', [0.894, 0.817]],
    ['overlap-pair', [0.778, 0.674]],
    ['agreement', [37.5, 40]],
    ['order', [94.3, 90]],
  ],
  'synthetic-video-cross-domain-vad': [['order', [73.24, 80.07]]],
  'tear-zero-shot-action': [
    ['agreement', [92.1, 92.3]],
    ['agreement', [72.2, 72.6]],
    ['agreement', [47.5, 48]],
    ['coincidence', [48.2]],
    ['coincidence', [81.1]],
    ['order', [68.7, 68.9]],
  ],
  'vicreg-multimodal-har': [['share-of-items', [96.06]]],
  'yolov5-apple-picking': [
    ['difference', [0.83345, 0.319]],
    ['difference', [0.83345, 0.698]],
    ['share-of-items', [0.059459]],
  ],
};

/** Readers checked these and found nothing that arithmetic speaks against. */
const consistent = [
  'actnetformer-semi-supervised',
  'ddctrack',
  'har-representation-bias',
  'hcam-former',
  'improved-mmal-net-truck',
  'joint-temporal-ipcd',
];

/** Figures of which the readers' own recalculation says that they are right: no finding may have them all. */
const right: readonly (readonly [string, readonly number[]])[] = [
  ['abstract-goal-anticipation', [45.18, 41.79, 3.39]],
  ['alkdnet-super-resolution', [0.11, 0.09, 0.1]],
  ['dfa-unet-lymph-node', [82.68, 70.94, 11.74]],
  ['dp-svae', [321.14, 92.53, 228.61]],
  ['echogcn', [4.72, 9.44]],
  ['fair-fer-latent-alignment', [92, 83.2, 57.7, 76.1]],
  ['fhe-apnea-cnn', [25430.2, 14571.25, 42.7]],
  ['hmhn-facial-depression', [29.33, 19.72, 32.8]],
  ['lighthart-kd-har', [87.56, 73.62, 13.94]],
  ['lighthart-kd-har', [45.31]],
  ['msaam-driving-segmentation', [67.57, 50.49, 17.08]],
  ['rlmultimodalrec-gated-fusion', [0.0754, 0.0479, 0.0328, 0.0257]],
  ['rstan-fall-detection', [0.9551]],
  ['sdformerflow-event-optical-flow', [22.38, 102.95]],
  ['sharp-ego-hand-pose', [30.31, 27.02, 28.66]],
  ['openear', [0.6543]],
  ['sharp-ego-hand-pose', [91.32]],
  ['vicreg-multimodal-har', [95.81]],
];

const audits = new Map(claimPapers().map((paper) => [paper, auditPaper(readPaper(paper))]));

function findingsWith(paper: string, figures: readonly number[]) {
  return audits.get(paper)!.findings.filter((finding) => figures.every((figure) => finding.figures.includes(figure)));
}

describe.each(Object.entries(known))('%s', (paper, expected) => {
  it.each(expected)('%s of %j', (check, figures) => {
    expect(findingsWith(paper, figures).map((finding) => finding.check)).toContain(check);
  });
});

describe('consistent claims', () => {
  it.each(consistent)('%s raises nothing', (paper) => {
    const { checks, findings } = audits.get(paper)!;
    expect(checks).toBeGreaterThan(0);
    expect(findings).toEqual([]);
  });

  it.each(right)('%s: what is right is left alone: %j', (paper, figures) => {
    expect(findingsWith(paper, figures)).toEqual([]);
  });
});

it('every paper is transcribed, and each finding says both sides', () => {
  expect(claimPapers()).toHaveLength(57);
  for (const { findings } of audits.values()) {
    for (const { arithmetic, where, says } of findings) {
      expect(arithmetic).toMatch(/\d/);
      expect(where).not.toBe('');
      expect(says).not.toBe('');
    }
  }
});
