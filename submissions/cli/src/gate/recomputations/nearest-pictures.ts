import { primaryMetric } from '@paretoboard/contract/task.js';
import type { Answer, Item } from '@paretoboard/harness/task/task-module.js';
import type { Random } from '@paretoboard/sdk/random.js';
import type { AnswerKind, Recomputation } from './recomputation.js';

const rank1 = /^v2t-rank-1$/;
/** Of drawn embeddings: few, so that they are sometimes right. */
const drawnLength = 3;

const personOf = ({ targets }: Item): number => Number(targets.identity!.data[0]);
const isInfrared = ({ inputs }: Item): boolean => inputs.modality!.data[0] === 1;

/** A direction for each person; wrong answers give infrared pictures that of the next one. */
function embeddingFor(item: Item, people: readonly number[], kind: AnswerKind, random: Random): number[] {
  const place = people.indexOf(personOf(item));
  // Nearly the person's own direction, in a plane: no two are equal, which would leave the order to the scorer's seed.
  if (kind === 'drawn')
    return Array.from({ length: drawnLength }, (_, axis) => Math.sin((axis + 1) * place) + 0.3 * random.normal());
  const shown = kind === 'wrong' && isInfrared(item) ? (place + 1) % people.length : place;
  return people.map((_, index) => (index === shown ? 1 : 0));
}

function cosine(a: Answer, b: Answer): number {
  const [left, right] = [[...a.outputs.embedding!.data], [...b.outputs.embedding!.data]];
  const dot = (x: readonly number[], y: readonly number[]): number => x.reduce((sum, one, at) => sum + one * y[at]!, 0);
  return dot(left, right) / Math.sqrt(dot(left, left) * dot(right, right));
}

/** Embeddings of people in two modalities: whether the visible picture's nearest infrared one shows the same person, mean over people. */
export const nearestPictures: Recomputation = {
  fits: (definition) =>
    rank1.test(primaryMetric(definition).id) &&
    definition.outputs.map(({ name }) => name).join() === 'embedding' &&
    definition.inputs.some(({ name }) => name === 'modality'),
  answers: ({ surrogate }, kind, random) => {
    const items = Array.from({ length: surrogate.test.items }, (_, index) => surrogate.test.read(index));
    const people = [...new Set(items.map(personOf))];
    return items.map((item, index) => {
      const data = Float32Array.from(embeddingFor(item, people, kind, random));
      return { index, item, outputs: { embedding: { dtype: 'float32', shape: [data.length], data } } };
    });
  },
  expected: (answers) => {
    const gallery = answers.filter(({ item }) => isInfrared(item));
    const queries = answers.filter(({ item }) => !isInfrared(item));
    const hits = queries.map((query) => {
      const cosines = gallery.map((picture) => cosine(query, picture));
      const nearest = gallery[cosines.indexOf(Math.max(...cosines))]!;
      return { person: personOf(query.item), isHit: personOf(nearest.item) === personOf(query.item) };
    });
    const people = [...new Set(hits.map(({ person }) => person))];
    const shares = people.map((person) => {
      const own = hits.filter((hit) => hit.person === person);
      return own.filter(({ isHit }) => isHit).length / own.length;
    });
    return (100 * shares.reduce((sum, share) => sum + share, 0)) / shares.length;
  },
};
