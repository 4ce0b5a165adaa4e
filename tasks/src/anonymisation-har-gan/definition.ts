import { type MetricDefinition, type TaskDefinition, taskDefinitionSchema } from '@paretoboard/contract/task.js';
import { claims } from './claims.js';
import { shrinkage } from './discriminant.js';
import { windowShape } from './window-shape.js';

const window = {
  name: 'window',
  dtype: 'float32',
  shape: [...windowShape],
  description: 'gravity x y z (g), rotation rate x y z (rad/s), acceleration of the wearer x y z (g)',
} as const;
const subject = { name: 'subject', dtype: 'int32', shape: [], description: 'who wears the phone, from 0' } as const;

const features =
  'linear discriminant analysis (equal priors, standardised features, covariance shrunk by ' +
  `${shrinkage}, features cut off at 3 deviations) on 108 features of a window: means, log deviations, log squared changes over 1 to 32 steps, correlations of channels`;
const referee = (id: string, recipe: string) => ({ id, recipe: `${recipe}: ${features}`, seed: 0, digest: null });

type Described = Pick<MetricDefinition, 'id' | 'name' | 'direction' | 'description'> & { readonly outcome?: string };

/** In %; a share of the judged windows where an outcome is named. */
function metric({ outcome, ...described }: Described): MetricDefinition {
  const fromItems =
    outcome === undefined ? {} : { fromItems: { outcome, aggregate: 'group-mean-of-present' as const } };
  return { ...described, unit: '%', primary: described.id === 'utility-minus-leakage', ...fromItems };
}

const metrics: readonly MetricDefinition[] = [
  metric({
    id: 'utility-minus-leakage',
    name: 'Utility minus leakage',
    direction: 'higher',
    outcome: 'worth',
    description:
      'Skill of the better of two activity recognisers minus skill of the better of two attackers, one of each trained on original and one on changed windows. Skill is balanced accuracy above chance, as a share of what is left above chance: constant windows have 0, unchanged windows the difference of both skills, and 100 is an activity that is always recognised in windows of nobody.',
  }),
  metric({
    id: 'har-wf1',
    name: 'HAR wF1',
    direction: 'higher',
    description: 'Weighted F1 of the activity recogniser that learnt from original windows.',
  }),
  metric({
    id: 'reid-wf1',
    name: 'ReID wF1',
    direction: 'lower',
    description: 'Weighted F1 of the attacker that learnt from original windows: the paper’s headline.',
  }),
  metric({
    id: 'retrained-reid-wf1',
    name: 'ReID wF1, attacker retrained',
    direction: 'lower',
    description: 'Weighted F1 of an attacker that learnt from changed windows of known people.',
  }),
  metric({
    id: 'retrained-har-wf1',
    name: 'HAR wF1, retrained',
    direction: 'higher',
    description: 'Weighted F1 of an activity recogniser that learnt from changed windows.',
  }),
  metric({
    id: 'har-accuracy',
    name: 'HAR accuracy',
    direction: 'higher',
    outcome: 'harCorrect',
    description: 'Judged windows whose activity the recogniser of original windows finds.',
  }),
  metric({
    id: 'reid-accuracy',
    name: 'ReID accuracy',
    direction: 'lower',
    outcome: 'reidCorrect',
    description: 'Judged windows whose subject the attacker of original windows finds.',
  }),
  metric({
    id: 'retrained-reid-accuracy',
    name: 'ReID accuracy, attacker retrained',
    direction: 'lower',
    outcome: 'retrainedReidCorrect',
    description: 'Judged windows whose subject the attacker finds that learnt from changed windows.',
  }),
  metric({
    id: 'retrained-har-accuracy',
    name: 'HAR accuracy, retrained',
    direction: 'higher',
    outcome: 'retrainedHarCorrect',
    description: 'Judged windows whose activity the recogniser finds that learnt from changed windows.',
  }),
  metric({
    id: 'transfer-accuracy',
    name: 'Transfer accuracy',
    direction: 'higher',
    outcome: 'transferCorrect',
    description:
      'Judged windows that the attacker of original windows takes for the target subject, which is drawn at random for each window. Of use to methods that are told the target.',
  }),
];

export const definition: TaskDefinition = taskDefinitionSchema.parse({
  id: 'anonymisation-har-gan',
  version: '1.0.0',
  title: 'Anonymous windows of human activity (Anon-AcG)',
  summary:
    'Change what a phone’s motion sensors recorded so that nobody can tell whose movement it is, while what is done stays recognisable.',
  paper: {
    title: 'Anonymisation for Time-Series Human Activity Data',
    authors: 'Hallyburton, Nair, Moya Rueda, Grzeszick, Fink',
    venue: 'ICPR 2024',
    year: 2024,
    doi: '10.1007/978-3-031-78354-8_2',
  },
  interaction: 'transform',
  inputs: [
    window,
    subject,
    { name: 'target', dtype: 'int32', shape: [], description: 'whom the window is to look like, drawn at random' },
  ],
  targets: [
    { name: 'activity', dtype: 'int32', shape: [], description: 'never shown to a method' },
    { name: 'role', dtype: 'int32', shape: [], description: '0 teaches referees, 1 is judged' },
  ],
  trainingRows: { inputs: [window], targets: [subject] },
  outputs: [{ ...window, description: 'the changed window, in the same units' }],
  metrics: [...metrics],
  variants: [
    {
      id: 'motion-sense',
      dataset: 'motion-sense',
      relation: 'official',
      title: 'MotionSense, complete',
      comparability:
        'The paper’s own data. Windows and split are not stated there; its referees are networks, ours discriminants on 108 features: figures on unchanged windows (the row identity) show how far they agree.',
    },
    {
      id: 'sp-sw-har',
      dataset: 'sp-sw-har',
      relation: 'stand-in',
      title: 'Phones of 23 people, two executions each',
      comparability:
        'Other people, activities (five, among them turning and sitting down) and sampling rate (100 Hz) than the paper’s: not comparable with it.',
    },
    {
      id: 'surrogate',
      dataset: 'motion-sense-surrogate',
      relation: 'surrogate',
      title: 'Generated walkers',
      comparability: 'Eight generated people in MotionSense’s layout: not comparable with the paper.',
    },
  ],
  tracks: [
    {
      id: 'window',
      title: 'Window alone',
      description: 'Nothing is known of a window when it is changed.',
      trainingInputs: ['window'],
      testInputs: ['window'],
    },
    {
      id: 'conditioned',
      title: 'Told whose',
      description: 'The subject of each window is known when it is changed, and a target subject may be used.',
      trainingInputs: ['window'],
      testInputs: ['window', 'subject', 'target'],
    },
  ],
  budgets: [
    { id: 'trainingWallSeconds', limit: 900, unit: 's' },
    { id: 'trainingCpuSeconds', limit: 3_600, unit: 's' },
    { id: 'rowsServed', limit: 2_000_000, unit: 'rows' },
    { id: 'memoryBytes', limit: 6 * 2 ** 30, unit: 'B' },
    { id: 'artefactBytes', limit: 64 * 2 ** 20, unit: 'B' },
    { id: 'queryMs', limit: 2_000, unit: 'ms' },
  ],
  scenarios: ['single-stream', 'multi-stream', 'server', 'offline'],
  timing: { batchSize: 1, precision: 'float32', tolerance: 1e-3, serverBoundMs: 100, offlineBatchSize: 64 },
  qualityBar: { metric: 'utility-minus-leakage', shareOfReference: 0.9, reference: 'anonymisation-har-gan' },
  chance: 0,
  protocol:
    'Windows of 100 steps. Recordings are cut into blocks of 200 steps; of eight blocks of a subject three are for training, one is validation, two teach referees and two are judged, in turn, so that every part has everybody and no step is in two parts. A method learns from windows and subjects alone: activities are withheld. Windows that teach referees and windows that are judged are changed in one secret order, on the same path. Referees learn in the scorer from the former, once in their original and once in their changed form, and are asked about the changed form of the latter. Batch size 1, float32.',
  referees: [
    referee('har', 'activity, from original windows of the test split’s teaching part'),
    referee('reid', 'subject, from the same windows'),
    referee('retrained-reid', 'subject, from the changed windows of that part, for each seed of a submission'),
    referee('retrained-har', 'activity, from the same changed windows'),
  ],
  claims,
});
