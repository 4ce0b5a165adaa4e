import type { Claim } from '@paretoboard/contract/claim.js';

type Options = Partial<Pick<Claim, 'submission' | 'track' | 'table' | 'conditions' | 'audit' | 'dataset'>>;

function claim(value: number, method: string, options: Options = {}): Claim {
  return {
    metric: 'accuracy',
    value,
    method,
    submission: null,
    track: null,
    dataset: 'utd-mhad',
    table: 'Table 1',
    conditions: 'train subjects 1, 3, 5, 7; test 2, 4, 6, 8; per window or per trial: not stated',
    audit: [],
    ...options,
  };
}

const both = 'inertial-skeleton';

const undeclaredTraining = {
  code: 'conditions-missing',
  message: 'epochs, batch size, common sampling rate, temperature and number of heads are not stated',
};

/** Every accuracy on UTD-MHAD that the paper prints; what arithmetic says about them is added when the task is loaded. */
export const claims: Claim[] = [
  claim(87.56, 'LightHART student with distillation', {
    submission: 'lighthart-kd-har',
    track: 'inertial',
    audit: [undeclaredTraining],
  }),
  claim(73.62, 'LightHART student without distillation', {
    submission: 'lighthart-student',
    track: 'inertial',
    audit: [undeclaredTraining],
  }),
  claim(89.81, 'LightHART teacher', { submission: 'lighthart-teacher', track: both, audit: [undeclaredTraining] }),
  claim(81.86, 'UTD-MHAD, original (inertial + depth)'),
  claim(76.13, 'Gimme Signals', { track: both }),
  claim(86.53, 'Gimme Signals, augmented', { track: both }),
  claim(78.89, 'TokenFusion', { track: both }),
  claim(75.37, 'CrossViT', { track: both }),
  claim(77.52, 'MobileHART (XS)', { track: 'inertial' }),
  claim(92.12, 'DMFT', { track: both }),
  claim(87.68, 'Teacher with SimpleFusion', { track: both, table: 'Table 4' }),
  claim(85, 'Teacher with TokenFusion', { track: both, table: 'Table 4' }),
  claim(90, 'Teacher with CrossView Fusion', { track: both, table: 'Table 4' }),
  claim(84.36, 'Student distilled from SimpleFusion', { track: 'inertial', table: 'Table 4' }),
  claim(70.04, 'Student distilled from TokenFusion', { track: 'inertial', table: 'Table 4' }),
  claim(69.47, 'Student distilled from CrossView Fusion', { track: 'inertial', table: 'Table 4' }),
  claim(77.12, 'Teacher with a transformer as spatial block', { track: both, table: 'Table 5' }),
  claim(80.25, 'Teacher without spatial block', { track: both, table: 'Table 5' }),
];
