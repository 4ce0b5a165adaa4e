import type { RetrievalSample } from '@paretoboard/contract/samples.js';
import { cosineMatrix } from '@paretoboard/harness/metrics/cosine-matrix.js';
import type { ShownAs } from '@paretoboard/harness/task/shown-samples.js';
import type { Answer, Score } from '@paretoboard/harness/task/task-module.js';
import type { Album } from './album.js';
import { rasterOf } from './raster-of.js';
import { spreadItems } from './spread-items.js';

const queriesPerSide = 2;
const nearestShown = 6;
const longestSide = 120;

type Fields = ShownAs<'retrieval'>;

const sideOf = ({ item }: Answer, { side }: Fields): number | null => (side ? item.inputs[side]!.data[0]! : null);

/** Queries spread over each side, or over all where there are none. */
function queriesOf(answers: readonly Answer[], fields: Fields): Answer[] {
  const sides = [...new Set(answers.map((answer) => sideOf(answer, fields)))];
  return sides.flatMap((side) => {
    const own = answers.filter((answer) => sideOf(answer, fields) === side);
    return spreadItems(own.length, sides.length > 1 ? queriesPerSide : 2 * queriesPerSide).map((at) => own[at]!);
  });
}

function sampleOf(
  query: Answer,
  gallery: readonly Answer[],
  score: Score,
  fields: Fields,
  album: Album,
): RetrievalSample {
  const embedding = ({ outputs }: Answer) => outputs[fields.embedding]!.data;
  const identity = ({ item }: Answer): number => item.targets[fields.identity]!.data[0]!;
  const pictureOf = ({ index, item }: Answer) =>
    album.addSmall(`item-${index}`, rasterOf(item.inputs[fields.picture]!), longestSide);
  const cosines = cosineMatrix([embedding(query)], gallery.map(embedding))(0);
  const ranked = gallery
    .map((answer, at) => ({ answer, cosine: cosines[at]!, match: identity(answer) === identity(query) }))
    .sort((a, b) => b.cosine - a.cosine);
  const first = ranked.findIndex(({ match }) => match);
  return {
    kind: 'retrieval',
    item: query.index,
    why: 'spread',
    outcome: score.outcomes[query.index]!,
    picture: pictureOf(query),
    nearest: ranked.slice(0, nearestShown).map(({ answer, cosine, match }) => ({
      item: answer.index,
      picture: pictureOf(answer),
      match,
      cosine: Number(cosine.toPrecision(4)),
    })),
    gallery: gallery.length,
    matches: ranked.filter(({ match }) => match).length,
    firstMatch: first < 0 ? null : first + 1,
    tied: ranked.filter(({ cosine }) => cosine === ranked[0]!.cosine).length,
  };
}

/** Queries spread over the test split, half of them from each side, with what is nearest to them. */
export function retrievalSamples(
  answers: readonly Answer[],
  score: Score,
  fields: Fields,
  album: Album,
): RetrievalSample[] {
  return queriesOf(answers, fields).flatMap((query) => {
    const side = sideOf(query, fields);
    const gallery = answers.filter((answer) => (side === null ? answer !== query : sideOf(answer, fields) !== side));
    return gallery.length === 0 ? [] : [sampleOf(query, gallery, score, fields, album)];
  });
}
