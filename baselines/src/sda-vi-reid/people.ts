import type { Random } from '@paretoboard/sdk/random.js';
import type { LabelledPictures } from './pictures.js';

/** Somebody of the training data: indices of their pictures by modality. */
export interface Person {
  readonly identity: number;
  readonly visible: readonly number[];
  readonly infrared: readonly number[];
}

/** Everybody of a data set, by ascending number. @param domain 0: source, 1: target */
export function peopleOf({ items, identity, modality, domain }: LabelledPictures, wanted: number): Person[] {
  const found = new Map<number, { visible: number[]; infrared: number[] }>();
  for (let index = 0; index < items; index++) {
    if (domain[index] !== wanted) continue;
    const own = found.get(identity[index]!) ?? { visible: [], infrared: [] };
    found.set(identity[index]!, own);
    (modality[index] === 0 ? own.visible : own.infrared).push(index);
  }
  return [...found].map(([number, own]) => ({ identity: number, ...own })).sort((a, b) => a.identity - b.identity);
}

/** Pictures of some people: person by person, the same people in the same order in both modalities. */
export interface Draw {
  readonly visible: readonly number[];
  readonly infrared: readonly number[];
  /** Of the pictures of one modality. */
  readonly identities: readonly number[];
}

/** As many pictures as are wanted, each once where there are enough. */
function drawPictures(pictures: readonly number[], wanted: number, random: Random): number[] {
  const order = random.permutation(pictures.length);
  return Array.from({ length: wanted }, (_, index) => pictures[order[index % order.length]!]!);
}

/** @param count people, at most as many as there are @param pictures of each in each modality */
export function drawPeople(people: readonly Person[], count: number, pictures: number, random: Random): Draw {
  const chosen = Array.from(random.permutation(people.length).subarray(0, count), (index) => people[index]!);
  return {
    visible: chosen.flatMap(({ visible }) => drawPictures(visible, pictures, random)),
    infrared: chosen.flatMap(({ infrared }) => drawPictures(infrared, pictures, random)),
    identities: chosen.flatMap(({ identity }) => Array.from({ length: pictures }, () => identity)),
  };
}
