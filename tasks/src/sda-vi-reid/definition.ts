import { type MetricDefinition, type TaskDefinition, taskDefinitionSchema } from '@paretoboard/contract/task.js';
import { claims } from './claims.js';

/** Pixels of every picture: what the authors' code brings both data sets to. */
export const pictureSize = { height: 288, width: 144 } as const;
/** Value of `modality`. */
export const modalities = { visible: 0, infrared: 1 } as const;
/** Value of `domain`. */
export const domains = { source: 0, target: 1 } as const;
/** Galleries that are drawn for the single-shot metrics: as many as trials are customary. */
export const galleryTrials = 10;
/** Hits among the first so many count for CMC beside Rank-1. */
export const furtherRank = 10;

interface Direction {
  readonly id: 'v2t' | 't2v';
  readonly words: string;
}

const directions: readonly Direction[] = [
  { id: 'v2t', words: 'Visible to thermal' },
  { id: 't2v', words: 'Thermal to visible' },
];

function metricsOf({ id, words }: Direction): Omit<MetricDefinition, 'primary' | 'direction' | 'unit'>[] {
  const metric = (name: string, outcome: string, title: string, description: string) => ({
    id: `${id}-${name}`,
    name: `${words}: ${title}`,
    description,
    fromItems: { outcome: `${id}-${outcome}`, aggregate: 'group-mean-of-present' as const },
  });
  return [
    metric('rank-1', 'hit1', 'Rank-1', 'Share of queries whose nearest gallery picture shows the same person.'),
    metric('map', 'ap', 'mAP', 'Mean over queries of average precision over the ranked gallery.'),
    metric(
      'minp',
      'inp',
      'mINP',
      'Mean over queries of the number of pictures of the person over the rank of the last of them: what the hardest one costs (Ye et al. 2021).',
    ),
    metric(
      `rank-${furtherRank}`,
      'hit10',
      `Rank-${furtherRank}`,
      `Share of queries with the same person among the first ${furtherRank} gallery pictures.`,
    ),
    metric(
      'single-shot-rank-1',
      'singleShot',
      'Rank-1, single-shot',
      `Rank-1 against galleries of one drawn picture a person, mean over ${galleryTrials} galleries: the manner of SYSU-MM01.`,
    ),
  ];
}

export const definition: TaskDefinition = taskDefinitionSchema.parse({
  id: 'sda-vi-reid',
  version: '1.0.0',
  title: 'People found again from colour to infrared, with few labelled people (SDA)',
  summary:
    'Which infrared picture shows the person of a colour picture? Training on many people of one place and a few of another, with aligned distributions of distances.',
  paper: {
    title: 'Supervised Domain Adaptation for Data-Efficient Visible-Infrared Person Re-identification',
    authors: 'Sahu, Singh, Kolekar',
    venue: 'International Conference on Pattern Recognition (ICPR)',
    year: 2024,
    doi: '10.1007/978-3-031-78354-8_1',
  },
  interaction: 'predict',
  inputs: [
    {
      name: 'image',
      dtype: 'uint8',
      shape: [pictureSize.height, pictureSize.width, 3],
      description: 'a person, cut out and resized; infrared repeated in three channels',
    },
    { name: 'modality', dtype: 'int32', shape: [], description: '0: colour, 1: infrared (RegDB: thermal)' },
  ],
  targets: [
    {
      name: 'identity',
      dtype: 'int32',
      shape: [],
      description:
        'who it is, numbered from 0: people of the source, then those of the target, then those to be tested',
    },
    { name: 'domain', dtype: 'int32', shape: [], description: '0: source data set, 1: target data set' },
  ],
  outputs: [
    {
      name: 'embedding',
      dtype: 'float32',
      shape: [null],
      description:
        'any length; pictures are ranked by the cosine between embeddings, the shorter one continued by zeros',
    },
  ],
  metrics: directions.flatMap((direction) =>
    metricsOf(direction).map((metric) => ({
      ...metric,
      unit: '%',
      direction: 'higher',
      primary: metric.id === 'v2t-rank-1',
    })),
  ),
  variants: [
    {
      id: 'sysu-to-regdb',
      dataset: 'sysu-mm01-regdb',
      relation: 'official',
      title: 'SYSU-MM01 to 20 % of RegDB, trial 1',
      comparability:
        'The paper’s data and share of labelled people. RegDB’s first trial alone; the paper does not say over how many of the ten it averages, nor which 41 people it takes: here the first of the list.',
    },
    {
      id: 'surrogate',
      dataset: 'sysu-mm01-regdb-surrogate',
      relation: 'surrogate',
      title: 'Generated people in two places',
      comparability: 'Generated pictures of 72 × 36 pixels in the same files: not comparable with the paper.',
    },
  ],
  tracks: [
    {
      id: 'image',
      title: 'Picture',
      description: 'One picture, and which kind of camera took it, in training and at test time.',
      trainingInputs: ['image', 'modality'],
      testInputs: ['image', 'modality'],
    },
  ],
  budgets: [
    { id: 'trainingWallSeconds', limit: 900, unit: 's' },
    { id: 'trainingCpuSeconds', limit: 3_600, unit: 's' },
    { id: 'rowsServed', limit: 500_000, unit: 'rows' },
    { id: 'memoryBytes', limit: 8 * 2 ** 30, unit: 'B' },
    { id: 'artefactBytes', limit: 256 * 2 ** 20, unit: 'B' },
    { id: 'queryMs', limit: 2_000, unit: 'ms' },
  ],
  scenarios: ['single-stream', 'server', 'offline'],
  timing: { batchSize: 1, precision: 'float32', tolerance: 1e-3, serverBoundMs: 40 },
  qualityBar: { metric: 'v2t-rank-1', shareOfReference: 0.9, reference: 'sda-vi-reid' },
  chance: 0.5,
  protocol:
    'Training rows are all people of the source data set and a fifth of the training people of the target data set, in both modalities; no pictures of other target people. The last tenth of the source’s people is validation, on which a method may train too; nobody is in two splits. Every test picture is embedded on its own, at batch size 1 and in a secret order; the scorer ranks the whole gallery of the other modality by cosine, with equal ones in a seeded random order, so that a constant embedding is at chance. No re-ranking. Resizing and everything from the picture to the embedding belongs to the method and is timed. float32.',
  referees: [],
  claims,
});
