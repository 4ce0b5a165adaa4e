import type { Claim } from '@paretoboard/contract/claim.js';

const mixedAudit = {
  code: 'seen-classes-in-test',
  message:
    'test episodes draw from training and test classes together (Algorithm 2): of five classes more than three were trained on, on average, so it is no accuracy on unseen classes',
};
const otherProtocolAudit = {
  code: 'other-problem',
  message: 'quoted: full supervision on another script or data set, no few-shot episodes',
};
const testSetAudit = {
  code: 'test-set-unclear',
  message: 'the text quotes curves of training and validation; which of them the figure is of, is not said',
};

interface Printed {
  readonly value: number;
  readonly method: string;
  readonly table: string;
  /** Built-in submission that implements the method here. */
  readonly submission?: string;
  readonly track: 'five-shot' | 'one-shot' | null;
  readonly conditions: string;
  readonly audit: Claim['audit'];
}

const own = 'Kannada base characters, 5 classes, 15 queries a class, 1,000 episodes';
const printed: readonly Printed[] = [
  {
    value: 96.88,
    method: 'Manifold smoothing and label propagation, Conv4, 5-shot',
    submission: 'manifold-label-propagation-fewshot',
    table: 'Results (text)',
    track: 'five-shot',
    conditions: own,
    audit: [mixedAudit, testSetAudit],
  },
  {
    value: 91.04,
    method: 'Manifold smoothing and label propagation, Conv4, 1-shot',
    submission: 'manifold-label-propagation-one-shot',
    table: 'Results (text)',
    track: 'one-shot',
    conditions: own,
    audit: [mixedAudit, testSetAudit],
  },
  {
    value: 99.13,
    method: 'Manifold smoothing and label propagation, ResNet-12, 5-shot',
    table: 'Table 3',
    track: 'five-shot',
    conditions: own,
    audit: [mixedAudit, testSetAudit],
  },
  {
    value: 98.17,
    method: 'Manifold smoothing and label propagation, ResNet-12, 1-shot',
    table: 'Results (text)',
    track: 'one-shot',
    conditions: own,
    audit: [mixedAudit, testSetAudit],
  },
  {
    value: 97.04,
    method: 'Deep belief network (Karthik and Srikanta Murthy, 2018)',
    table: 'Table 3',
    track: null,
    conditions: 'quoted; Kannada characters, full supervision',
    audit: [otherProtocolAudit],
  },
  {
    value: 97.08,
    method: 'AlexFT (Rasheed et al., 2022)',
    table: 'Table 3',
    track: null,
    conditions: 'quoted; Urdu, full supervision',
    audit: [otherProtocolAudit],
  },
  {
    value: 98.48,
    method: 'ETEDL-THDR (Vinotheni and Lakshmana Pandian, 2023)',
    table: 'Table 3',
    track: null,
    conditions: 'quoted; Tamil, full supervision',
    audit: [otherProtocolAudit],
  },
];

/** What the paper prints of episodes, and what it quotes beside it. Its 98.66 % of pre-training is no figure of an episode. */
export const claims: Claim[] = printed.map(({ submission, ...rest }) => ({
  ...rest,
  metric: 'mixed-accuracy',
  submission: submission ?? null,
  dataset: 'kannada47',
}));
