import { cosineMatrix } from '@paretoboard/harness/metrics/cosine-matrix.js';
import { type RetrievalScore, retrievalScore } from '@paretoboard/harness/metrics/retrieval.js';
import { SampleError } from '@paretoboard/harness/statistics/sample.js';
import type { Answer, Score } from '@paretoboard/harness/task/task-module.js';
import { Random } from '@paretoboard/sdk/random.js';

import { definition, furtherRank, galleryTrials, modalities } from './definition.js';

/** Orders equal distances and draws the single-shot galleries: fixed, so that the same answers are always worth the same. */
const scoreSeed = 20_240_412;

interface Picture {
  readonly position: number;
  readonly person: number;
  readonly embedding: ArrayLike<number>;
}

function picturesOf(answers: readonly Answer[], modality: number): Picture[] {
  return answers.flatMap(({ item, outputs }, position) =>
    item.inputs.modality!.data[0] === modality
      ? [{ position, person: item.targets.identity!.data[0]!, embedding: outputs.embedding!.data }]
      : [],
  );
}

function tieKeys(items: number, random: Random): Float64Array {
  return Float64Array.from({ length: items }, () => random.uniform());
}

/** One picture of each person. */
function drawGallery(gallery: readonly Picture[], random: Random): boolean[] {
  const byPerson = new Map<number, number[]>();
  gallery.forEach(({ person }, index) => {
    const own = byPerson.get(person);
    if (own) own.push(index);
    else byPerson.set(person, [index]);
  });
  const drawn = new Set([...byPerson.values()].map((own) => own[random.integer(own.length)]!));
  return gallery.map((_, index) => drawn.has(index));
}

/** By the position of the query's answer. */
type Outcomes = Record<string, number>[];

/** @param whole null where nobody in the gallery is the one that is looked for: a miss in every respect */
function outcomesOf(whole: RetrievalScore | null, singleShot: readonly (RetrievalScore | null)[]) {
  if (!whole) return { hit1: 0, hit10: 0, ap: 0, inp: 0, singleShot: 0 };
  const hit = (rank: number): number => (whole.firstHit <= rank ? 1 : 0);
  return {
    hit1: hit(1),
    hit10: hit(furtherRank),
    ap: whole.averagePrecision,
    inp: whole.inverseNegativePenalty,
    singleShot: singleShot.filter((drawn) => drawn?.firstHit === 1).length / singleShot.length,
  };
}

/** Every query against the gallery: outcomes `<direction>-<name>` at the position of the query. */
function judge(
  direction: 'v2t' | 't2v',
  queries: readonly Picture[],
  gallery: readonly Picture[],
  outcomes: Outcomes,
): void {
  if (gallery.length === 0) return;
  const embeddings = (pictures: readonly Picture[]) => pictures.map(({ embedding }) => embedding);
  const cosines = cosineMatrix(embeddings(queries), embeddings(gallery));
  const random = new Random(scoreSeed).fork(direction);
  const trials = Array.from({ length: galleryTrials }, () => drawGallery(gallery, random));
  queries.forEach(({ person, position }, query) => {
    const distances = cosines(query).map((cosine) => 1 - cosine);
    const isMatch = (item: number): boolean => gallery[item]!.person === person;
    const keys = tieKeys(gallery.length, random);
    const whole = retrievalScore(distances, isMatch, keys);
    const singleShot = trials.map((isDrawn) => retrievalScore(distances, isMatch, keys, (item) => isDrawn[item]!));
    for (const [name, value] of Object.entries(outcomesOf(whole, singleShot)))
      outcomes[position]![`${direction}-${name}`] = value;
  });
}

/** The mean over people of the mean over each one's queries; undefined where there are none. */
function meanOverPeople(answers: readonly Answer[], outcomes: Outcomes, name: string): number | undefined {
  const byPerson = new Map<string, number[]>();
  outcomes.forEach(({ [name]: value }, position) => {
    if (value === undefined) return;
    const { group } = answers[position]!.item;
    const own = byPerson.get(group);
    if (own) own.push(value);
    else byPerson.set(group, [value]);
  });
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  return byPerson.size === 0 ? undefined : mean([...byPerson.values()].map(mean));
}

/**
 * CMC, mAP and mINP in %, in both directions, over the whole gallery of the other modality, ranked by cosine. Pictures of one modality alone have no
 * outcome, and a metric without any is left out; the reader lets nobody through who is in one modality alone, so that a query without a match is not
 * left out, as the field does, but a miss.
 * @throws SampleError on no answers or on an embedding that is not finite
 */
export function score(answers: readonly Answer[]): Score {
  if (answers.length === 0) throw new SampleError('no answers to score');
  const visible = picturesOf(answers, modalities.visible);
  const infrared = picturesOf(answers, modalities.infrared);
  const outcomes: Outcomes = answers.map(() => ({}));
  judge('v2t', visible, infrared, outcomes);
  judge('t2v', infrared, visible, outcomes);
  const metrics: Record<string, number> = {};
  for (const { id, fromItems } of definition.metrics) {
    const value = meanOverPeople(answers, outcomes, fromItems!.outcome);
    if (value !== undefined) metrics[id] = 100 * value;
  }
  return { metrics, counts: {}, outcomes };
}
