import type { Tensor } from '@paretoboard/contract/tensor.js';
import type { Item, ItemSource } from '@paretoboard/harness/task/task-module.js';
import { Random } from '@paretoboard/sdk/random.js';
import type { CharacterClass, CharacterPicture } from './character-set.js';
import { pictureSize, queriesPerClass, shots, ways } from './definition.js';

/** Committed: the test episodes of a data set are the same for everybody. The paper's number. */
const episodeSeed = 1362567;
const pixels = pictureSize * pictureSize;

/** Pictures of a class that an episode needs. */
export const picturesPerEpisode = shots + queriesPerClass;

interface Drawn {
  readonly picture: CharacterPicture;
  /** Within the episode. */
  readonly label: number;
}

/** One episode, drawn but not yet read. */
export interface Episode {
  readonly isUnseen: boolean;
  readonly support: readonly Drawn[];
  readonly queries: readonly Drawn[];
}

function shuffled<Value>(values: readonly Value[], random: Random): Value[] {
  return Array.from(random.permutation(values.length), (index) => values[index]!);
}

/** Five classes, and of each 5 + 15 pictures, none twice; classes get their labels by chance, and neither set is in order of them. */
export function drawEpisode(classes: readonly CharacterClass[], isUnseen: boolean, random: Random): Episode {
  const chosen = shuffled(classes, random).slice(0, ways);
  const drawn = chosen.map(({ pictures }, label) =>
    shuffled(pictures, random)
      .slice(0, picturesPerEpisode)
      .map((picture) => ({ picture, label })),
  );
  return {
    isUnseen,
    support: shuffled(
      drawn.flatMap((pictures) => pictures.slice(0, shots)),
      random,
    ),
    queries: shuffled(
      drawn.flatMap((pictures) => pictures.slice(shots)),
      random,
    ),
  };
}

function imagesOf(drawn: readonly Drawn[]): Tensor {
  const data = new Uint8Array(drawn.length * pixels);
  for (const [index, { picture }] of drawn.entries()) data.set(picture(), index * pixels);
  return { dtype: 'uint8', shape: [drawn.length, pictureSize, pictureSize], data };
}

function labelsOf(drawn: readonly Drawn[]): Tensor {
  return { dtype: 'int32', shape: [drawn.length], data: Int32Array.from(drawn, ({ label }) => label) };
}

function itemOf(episode: Episode, group: string): Item {
  const { support, queries, isUnseen } = episode;
  const oneShot = support.filter(({ label }, index) => support.findIndex((other) => other.label === label) === index);
  return {
    // Made anew each time: a run holds every item until it is scored, and an episode is 0.7 MB.
    get inputs() {
      return {
        supportImages: imagesOf(support),
        supportLabels: labelsOf(support),
        oneShotImages: imagesOf(oneShot),
        oneShotLabels: labelsOf(oneShot),
        queryImages: imagesOf(queries),
      };
    },
    targets: {
      queryLabels: labelsOf(queries),
      isUnseen: { dtype: 'int32', shape: [], data: Int32Array.of(isUnseen ? 1 : 0) },
    },
    attributes: {},
    group,
  };
}

/**
 * Test episodes: `unseen` ones of classes that were not trained on, then `mixed` ones of both kinds of classes together.
 * Each is drawn from its own number, so that more of them do not change the first.
 */
export function testEpisodes(
  classes: { readonly unseen: readonly CharacterClass[]; readonly seen: readonly CharacterClass[] },
  counts: { readonly unseen: number; readonly mixed: number },
): ItemSource {
  const draw = (kind: 'unseen' | 'mixed', index: number): Item => {
    const from = kind === 'unseen' ? classes.unseen : [...classes.seen, ...classes.unseen];
    const random = new Random(episodeSeed).fork(`${kind}-${index}`);
    return itemOf(drawEpisode(from, kind === 'unseen', random), `${kind}-${index}`);
  };
  const items = [
    ...Array.from({ length: counts.unseen }, (_, index) => draw('unseen', index)),
    ...Array.from({ length: counts.mixed }, (_, index) => draw('mixed', index)),
  ];
  return { items: items.length, read: (index) => items[index]! };
}
