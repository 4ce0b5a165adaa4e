import { sampleSchema } from '@paretoboard/contract/samples.js';
import { picture } from './sample-picture';

const wave = (steps: number, pace: number, height: number) =>
  Array.from({ length: steps }, (_, step) => Math.sin(step / pace) * height);

/** Head, shoulders, hips and feet of somebody who raises an arm. */
const skeleton = {
  kind: 'skeleton',
  aspect: 0.8,
  description: '4 of 52 frames, from the front',
  bones: [[0, 1], [1, 2], [1, 3], [1, 4], [4, 5], [4, 6]], // biome-ignore format: pairs
  frames: [0, 17, 34, 51].map((frame) => ({
    frame,
    joints: [[0.5, 0.05], [0.5, 0.25], [0.2, 0.5 - frame / 120], [0.8, 0.5], [0.5, 0.55], [0.35, 0.98], [0.65, 0.98]], // biome-ignore format: places
  })),
};

const episodeClasses = [0, 1, 2].map((label) => ({
  class: label,
  support: picture(`support-${label}`, 168, 32),
  shots: 5,
  queries: [0, 1, 2].map((query) => ({
    picture: picture(`query-${label}-${query}`, 32),
    query: 3 * label + query,
    answer: query === 2 ? (label + 1) % 3 : label,
  })),
}));

const changedChannels = [1, 2, 3].map((channel) => ({
  before: wave(64, 3 + channel, channel),
  after: wave(64, 3 + channel, channel * 1.4).map((value, step) => (step < 32 ? value : value + 0.4)),
  meanBefore: 0.013 * channel,
  meanAfter: 0.213 * channel,
  deviationBefore: 0.7 * channel,
  deviationAfter: 0.99 * channel,
  difference: 0.31 * channel,
}));

/** One sample of each kind that the tasks of people, sequences, memories and explanations have. */
export const furtherSamples = [
  {
    kind: 'class',
    item: 40,
    outcome: { correct: 1 },
    input: skeleton,
    truth: 7,
    answers: [{ class: 7, share: 0.82 }, { class: 2, share: 0.11 }], // biome-ignore format: one line
  },
  {
    kind: 'episode',
    item: 41,
    outcome: { correct: 6 },
    classes: episodeClasses,
    queries: 9,
    right: 6,
  },
  {
    kind: 'ranking',
    item: 42,
    outcome: { ndcg: 0.41, recall: 0.5 },
    user: 6040,
    ranked: [318, 2571, 296, 318, 593, 50, 1198, 858, 2858, 1210].map((item, rank) => ({
      item,
      hit: rank === 1 || rank === 4,
    })),
    missed: [1196, 480],
    relevant: 4,
  },
  {
    kind: 'retrieval',
    item: 43,
    outcome: { ap: 0.3 },
    picture: picture('asked', 64, 128),
    nearest: [0.983, 0.9712, 0.966, 0.9501, 0.949].map((cosine, rank) => ({
      item: 100 + rank,
      picture: picture(`near-${rank}`, 64, 128),
      match: rank === 2,
      cosine,
    })),
    gallery: 1980,
    matches: 3,
    firstMatch: 3,
    tied: 2,
  },
  {
    kind: 'reconstructed',
    item: 44,
    outcome: { squaredError: 0.0124 },
    input: picture('digit', 28),
    answer: picture('digit-again', 28),
    squaredError: 0.0124,
  },
  {
    kind: 'drawn',
    item: 45,
    outcome: {},
    sheet: picture('sheet', 280, 140),
    columns: 10,
    drawn: 50,
    different: 49,
  },
  {
    kind: 'changed',
    item: 46,
    outcome: { rmse: 0.44 },
    description: 'three channels of a made-up plant, in its own units',
    channels: changedChannels,
    conditions: [{ name: 'speed', value: 1.25 }, { name: 'load', value: 0.5 }], // biome-ignore format: one line
  },
  {
    kind: 'rule',
    item: 47,
    outcome: { fidelity: 0.93, coverage: 0.12, askedRows: 2400 },
    features: [
      { name: 'age', code: 3, levels: 5, held: true, weight: 0.813 },
      { name: '<i>income</i>', code: 0, levels: 4, held: true, weight: -1.2 },
      { name: null, code: 1, levels: 2, held: false, weight: 0 },
    ],
    bias: -0.031,
    threshold: 0.9,
    estimate: 0.951,
  },
  {
    kind: 'clip',
    item: 48,
    outcome: { auc: 0.91 },
    clip: '01_0025',
    frames: 300,
    scores: Array.from({ length: 60 }, (_, at) => {
      const away = Math.abs(at - 31) / 6;
      return { frame: at * 5, score: 0.5 + (0.49 * Math.cos(away)) / (1 + away) };
    }),
    abnormal: [{ from: 120, to: 189 }, { from: 240, to: 240 }], // biome-ignore format: one line
    meanNormal: 0.4512,
    meanAbnormal: 0.7219,
    auc: 0.913,
    peak: { frame: 155, score: 0.99, isAbnormal: true, picture: picture('peak', 240, 136) },
  },
  {
    kind: 'track',
    item: 49,
    outcome: { precision: 0.6 },
    frames: 240,
    shown: [0, 60, 120, 180, 239].map((frame, at) => ({
      frame,
      picture: picture(`frame-${frame}`, 160, 120),
      truth: at === 3 ? null : [40 + 10 * at, 30, 40, 50],
      found: [44 + 12 * at, 34, 38, 46],
      overlap: at === 3 ? null : 0.8 - at / 10,
    })),
    overlaps: Array.from({ length: 60 }, (_, at) => ({
      frame: at * 4,
      overlap: at > 40 && at < 48 ? null : 0.75 - (0.4 * at) / 60,
    })),
    meanOverlap: 0.553,
  },
].map((sample) => sampleSchema.parse({ why: 'spread', ...sample }));
