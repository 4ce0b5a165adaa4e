import type { EpisodeSample } from '@paretoboard/contract/samples.js';
import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import { largestClass } from '@paretoboard/harness/records/class-results.js';
import type { ShownAs, SupportFields } from '@paretoboard/harness/task/shown-samples.js';
import type { Answer, Score } from '@paretoboard/harness/task/task-module.js';
import type { Album } from './album.js';
import { contactSheet } from './contact-sheet.js';
import { entryOf } from './entry-of.js';
import { rasterOf } from './raster-of.js';
import { spreadItems } from './spread-items.js';

const episodeCount = 2;
const queriesPerClass = 3;
const mostShots = 5;
const mostClasses = 10;

/** Positions of a class, in their order. */
function positionsOf(labels: ArrayLike<number>, label: number): number[] {
  return Array.from(labels, (other, position) => ({ other, position }))
    .filter(({ other }) => other === label)
    .map(({ position }) => position);
}

function supportOf(inputs: NamedTensors, { pictures, labels }: SupportFields, label: number) {
  const shots = positionsOf(inputs[labels]!.data, label);
  const shown = shots.slice(0, mostShots).map((shot) => rasterOf(entryOf(inputs[pictures]!, shot)));
  return { shots: shots.length, sheet: contactSheet(shown, mostShots) };
}

function sampleOf(
  { index, item, outputs }: Answer,
  score: Score,
  fields: ShownAs<'episode'>,
  support: SupportFields,
  album: Album,
): EpisodeSample {
  // Read once: an episode's inputs may be made anew each time.
  const { inputs } = item;
  const truth = item.targets[fields.truth]!.data;
  const answers = Array.from(truth, (_, query) => largestClass(entryOf(outputs[fields.logits]!, query).data).class);
  const labels = [...new Set(inputs[support.labels]!.data)].sort((a, b) => a - b).slice(0, mostClasses);
  return {
    kind: 'episode',
    item: index,
    why: 'spread',
    outcome: score.outcomes[index]!,
    classes: labels.map((label) => {
      const { shots, sheet } = supportOf(inputs, support, label);
      const queries = positionsOf(truth, label).slice(0, queriesPerClass);
      return {
        class: label,
        support: album.add(`item-${index}-class-${label}`, sheet),
        shots,
        queries: queries.map((query) => ({
          picture: album.add(`item-${index}-query-${query}`, rasterOf(entryOf(inputs[fields.queries]!, query))),
          query,
          answer: answers[query]!,
        })),
      };
    }),
    queries: answers.length,
    right: answers.filter((answer, query) => answer === truth[query]).length,
  };
}

/**
 * Episodes spread over the test split: of each class its support pictures and its first queries, with the class that they were taken for.
 * @param shown inputs of the track; of several support sets the one among them
 */
export function episodeSamples(
  answers: readonly Answer[],
  score: Score,
  fields: ShownAs<'episode'>,
  shown: readonly string[],
  album: Album,
): EpisodeSample[] {
  const support = fields.support.find(({ pictures, labels }) => shown.includes(pictures) && shown.includes(labels));
  if (!support) return [];
  return spreadItems(answers.length, episodeCount).map((index) =>
    sampleOf(answers[index]!, score, fields, support, album),
  );
}
