import { type TaskDefinition, taskDefinitionSchema } from '@paretoboard/contract/task.js';
import { forestOptions } from './black-box.js';
import { claims } from './claims.js';

const instance = {
  name: 'instance',
  dtype: 'uint8',
  shape: [null],
  description: 'code of each feature: 0 … levels − 1',
} as const;
const follows = { input: 'instance', times: 1 } as const;

export const definition: TaskDefinition = taskDefinitionSchema.parse({
  id: 'r-lime',
  version: '1.1.0',
  title: 'Why did the classifier say so? Rectangles with a linear classifier inside (R-LIME)',
  summary:
    'A black box labels people by a dozen discrete features. Explain one of its answers: a rule that holds around the person, as general as possible, in which a linear classifier agrees with the black box.',
  paper: {
    title:
      'R-LIME: Rectangular Constraints and Optimization for Local Interpretable Model-agnostic Explanation Methods',
    authors: 'Ohara, Kimura, Kudo',
    venue: 'ICPR 2024 (LNCS 15315)',
    year: 2024,
    doi: '10.1007/978-3-031-78354-8_6',
  },
  interaction: 'explain',
  inputs: [
    instance,
    {
      name: 'threshold',
      dtype: 'float32',
      shape: [],
      description: 'τ: agreement with the black box that the linear classifier must have in the rule’s rectangle',
    },
  ],
  targets: [
    { name: 'nodes', dtype: 'int32', shape: [null, 2], description: 'the black box: nodes of its trees' },
    { name: 'roots', dtype: 'int32', shape: [null], description: 'first node of each tree' },
    { name: 'mean', dtype: 'float64', shape: [null], description: 'of the distribution that rules are judged on' },
    { name: 'covariance', dtype: 'float64', shape: [null, null], description: 'of the same' },
    { name: 'levels', dtype: 'uint8', shape: [null], description: 'codes that each feature has' },
    {
      name: 'coverage',
      dtype: 'uint8',
      shape: [null, null],
      description: 'unconditional samples of that distribution, on which coverage is counted',
    },
  ],
  trainingRows: { inputs: [instance], targets: [] },
  constants: [{ name: 'levels', dtype: 'uint8', shape: [null], description: 'codes that each feature has' }],
  outputs: [
    {
      name: 'rule',
      dtype: 'uint8',
      shape: [null],
      follows,
      description: '1: the rule holds this feature at the instance’s code; 0: any code',
    },
    {
      name: 'weights',
      dtype: 'float32',
      shape: [null],
      follows,
      description: 'of the linear classifier on codes: class 1 where weights · codes + bias > 0',
    },
    { name: 'bias', dtype: 'float32', shape: [], description: 'of the linear classifier' },
    {
      name: 'estimate',
      dtype: 'float32',
      shape: [],
      description: 'agreement with the black box in the rectangle as the method itself estimates it, 0 to 1',
    },
  ],
  metrics: [
    {
      id: 'qualified-coverage',
      name: 'Coverage of rules that keep their promise',
      unit: '%',
      direction: 'higher',
      primary: true,
      description:
        'Coverage where the fidelity reaches the threshold, 0 where it does not: mean over instances and thresholds 0.7, 0.8, 0.9.',
      fromItems: { outcome: 'qualified', aggregate: 'mean' },
    },
    {
      id: 'coverage',
      name: 'Coverage',
      unit: '%',
      direction: 'higher',
      primary: false,
      description: 'Share of 10,000 samples of the distribution that the rule holds for, faithful or not.',
      fromItems: { outcome: 'coverage', aggregate: 'mean' },
    },
    {
      id: 'fidelity',
      name: 'Fidelity (local accuracy)',
      unit: '%',
      direction: 'higher',
      primary: false,
      description: 'Agreement of the linear classifier with the black box on 1,000 fresh samples in the rectangle.',
      fromItems: { outcome: 'fidelity', aggregate: 'mean' },
    },
    {
      id: 'precision',
      name: 'Precision',
      unit: '%',
      direction: 'higher',
      primary: false,
      description: 'Share of the same samples that the black box labels as it labels the instance.',
      fromItems: { outcome: 'precision', aggregate: 'mean' },
    },
    {
      id: 'satisfaction',
      name: 'Thresholds reached',
      unit: '%',
      direction: 'higher',
      primary: false,
      description: 'Share of explanations whose fidelity is at least the threshold.',
      fromItems: { outcome: 'satisfied', aggregate: 'mean' },
    },
    {
      id: 'estimated-fidelity',
      name: 'Estimated fidelity',
      unit: '%',
      direction: 'higher',
      primary: false,
      description: 'What the explanations themselves say of their fidelity.',
      fromItems: { outcome: 'estimate', aggregate: 'mean' },
    },
    {
      id: 'deviation',
      name: 'Deviation',
      unit: 'points',
      direction: 'lower',
      primary: false,
      description:
        'How far mean fidelity and mean estimated fidelity lie apart. Explanations promise too much where the estimated one is larger.',
      resampledBy: 'items',
    },
    {
      id: 'asked-rows',
      name: 'Calls of the black box',
      unit: 'rows',
      direction: 'lower',
      primary: false,
      description: 'Rows that an explanation had the black box answer.',
      fromItems: { outcome: 'askedRows', aggregate: 'mean' },
    },
  ],
  variants: [
    {
      id: 'recidivism',
      dataset: 'recidivism',
      relation: 'official',
      title: 'Recidivism, cohort of 1980',
      comparability:
        'The paper’s own data, features and sizes. Which rows are in which part is not printed; here a seeded order decides.',
    },
    {
      id: 'adult',
      dataset: 'adult',
      relation: 'stand-in',
      title: 'Adult (census income), classes balanced',
      comparability:
        'Another table of people with discrete features: not comparable with the paper’s figures. Rows with missing values are left out, and the frequent class is thinned, because with one class at 75 % a constant explains everything.',
    },
    {
      id: 'surrogate',
      dataset: 'recidivism-surrogate',
      relation: 'surrogate',
      title: 'Generated rows with gated linear rules',
      comparability: 'Generated rows in the layout of the paper’s file: not comparable with the paper.',
    },
  ],
  tracks: [
    {
      id: 'labels',
      title: 'Labels of the black box',
      description: 'Training shows rows without classes; of the black box only labels of rows that are asked.',
      trainingInputs: ['instance'],
      testInputs: ['instance', 'threshold'],
    },
  ],
  budgets: [
    { id: 'trainingWallSeconds', limit: 60, unit: 's' },
    { id: 'trainingCpuSeconds', limit: 240, unit: 's' },
    { id: 'rowsServed', limit: 200_000, unit: 'rows' },
    { id: 'askedRows', limit: 50_000, unit: 'rows' },
    { id: 'memoryBytes', limit: 4 * 2 ** 30, unit: 'B' },
    { id: 'artefactBytes', limit: 2 ** 20, unit: 'B' },
    { id: 'queryMs', limit: 30_000, unit: 'ms' },
  ],
  scenarios: ['single-stream'],
  timing: { batchSize: 1, precision: 'float32', tolerance: 1e-3 },
  qualityBar: { metric: 'qualified-coverage', shareOfReference: 0.8, reference: 'r-lime' },
  chance: 0,
  protocol:
    'The black box is a random forest of 50 trees on 80 % of the rows; 10 % is test, of which the first instances are explained, each at τ = 0.7, 0.8 and 0.9. A method sees training rows without classes and asks the black box for labels of rows of its choice, at most so many an explanation. Rules are judged on the paper’s distribution: a multivariate normal fitted to the training codes, conditioned on the held codes exactly, clipped to the codes there are and rounded. Latency is the method’s own time; what it waits for the black box is kept apart. One explanation at a time.',
  referees: [
    {
      id: 'black-box',
      recipe: `random forest on the train split: ${forestOptions.trees} trees to purity, bootstrap, √features a split, majority vote`,
      seed: forestOptions.seed,
      digest: null,
    },
  ],
  claims,
});
