import { DataSetError } from '@paretoboard/harness/task/data-set-error.js';
import type { Item, ItemSource, LoadedData } from '@paretoboard/harness/task/task-module.js';
import { cropResizeTo, type Raster } from '../images/crop-resize.js';
import { domains, modalities, pictureSize } from './definition.js';
import type { RegdbList } from './layout.js';
import { type ListedPicture, readList, readListed } from './regdb-lists.js';
import { openSysu } from './sysu-arrays.js';

/** A picture that has not been read yet. */
interface Place {
  readonly identity: number;
  readonly modality: number;
  readonly domain: number;
  read(): Raster;
}

interface NumberedPlaces {
  readonly places: readonly Place[];
  /** People in it. */
  readonly people: number;
}

const remedy = 'Copy the releases into it, complete and unchanged.';

function resized({ width, height, channels, data }: Raster): Uint8Array {
  if (width === pictureSize.width && height === pictureSize.height) return data;
  const whole = { left: 0, top: 0, right: width, bottom: height };
  return cropResizeTo({ width, height, channels, data }, whole, pictureSize.height, pictureSize.width);
}

function itemAt({ identity, modality, domain, read }: Place): Item {
  const scalar = (value: number) => ({ dtype: 'int32' as const, shape: [], data: Int32Array.of(value) });
  return {
    inputs: {
      image: { dtype: 'uint8', shape: [pictureSize.height, pictureSize.width, 3], data: resized(read()) },
      modality: scalar(modality),
    },
    targets: { identity: scalar(identity), domain: scalar(domain) },
    attributes: {},
    group: `person-${identity}`,
  };
}

function source(places: readonly Place[]): ItemSource {
  return {
    items: places.length,
    read: (index) => {
      const place = places[index];
      if (!place) throw new RangeError(`item ${index} of ${places.length}`);
      return itemAt(place);
    },
  };
}

/** Numbers of the data set → numbers from `first` on, in ascending order. */
function renumbered(labels: readonly number[], first: number): ReadonlyMap<number, number> {
  const distinct = [...new Set(labels)].sort((a, b) => a - b);
  return new Map(distinct.map((label, index) => [label, first + index]));
}

/** Both modalities of the source, people numbered from 0. */
function sourcePlaces(dataset: string, folder: string): NumberedPlaces {
  const cameras = [
    { modality: modalities.visible, arrays: openSysu(dataset, folder, 'rgb') },
    { modality: modalities.infrared, arrays: openSysu(dataset, folder, 'ir') },
  ];
  const numbers = renumbered(
    cameras.flatMap(({ arrays }) => arrays.labels),
    0,
  );
  const places = cameras.flatMap(({ modality, arrays }) =>
    arrays.labels.map((label, index) => ({
      identity: numbers.get(label)!,
      modality,
      domain: domains.source,
      read: () => arrays.read(index),
    })),
  );
  return { places, people: numbers.size };
}

interface Listed extends ListedPicture {
  readonly modality: number;
}

function listed(dataset: string, folder: string, half: 'train' | 'test'): Listed[] {
  const both = [
    { name: `${half}_visible`, modality: modalities.visible },
    { name: `${half}_thermal`, modality: modalities.infrared },
  ] as const;
  return both.flatMap(({ name, modality }) =>
    readList(dataset, folder, name satisfies RegdbList).map((picture) => ({ ...picture, modality })),
  );
}

/** Of the people of a half the first `people`, numbered from `first` on. */
function targetPlaces(
  dataset: string,
  pictures: readonly Listed[],
  numbers: ReadonlyMap<number, number>,
): NumberedPlaces {
  const kept = pictures.filter(({ label }) => numbers.has(label));
  const places = kept.map((picture) => ({
    identity: numbers.get(picture.label)!,
    modality: picture.modality,
    domain: domains.target,
    read: () => readListed(dataset, picture),
  }));
  return { places, people: numbers.size };
}

/** Everybody must be there in both modalities: else a query has no match, or a batch no pair. */
function refuseOneSided(dataset: string, { places }: NumberedPlaces): void {
  for (const modality of Object.values(modalities)) {
    const there = new Set(places.filter((place) => place.modality === modality).map(({ identity }) => identity));
    const odd = places.find(({ identity }) => !there.has(identity));
    if (odd)
      throw new DataSetError(
        dataset,
        'everybody in both modalities',
        `person ${odd.identity} (as numbered by the reader) in one alone`,
        remedy,
      );
  }
}

/** The first `share` of the numbers, at least one. */
function firstShare(numbers: ReadonlyMap<number, number>, share: number): ReadonlyMap<number, number> {
  return new Map([...numbers].slice(0, Math.max(1, Math.round(share * numbers.size))));
}

/** Of the source's people those of validation: the last tenth, at least one. */
function validationPeople(people: number): number {
  return Math.max(1, Math.floor(people / 10));
}

/**
 * The source's people with all their pictures, a share of the target's training people, and the target's test people. Pictures are read when they are
 * asked for: the releases are larger than memory.
 * @param targetShare of the training people of the target data set, in (0, 1]
 * @throws DataSetError naming the list, array or picture that is missing or wrong
 */
export async function readReId(folder: string, dataset: string, targetShare: number): Promise<LoadedData> {
  const from = sourcePlaces(dataset, folder);
  const labels = (pictures: readonly Listed[]): number[] => pictures.map(({ label }) => label);
  const training = listed(dataset, folder, 'train');
  const few = firstShare(renumbered(labels(training), from.people), targetShare);
  const to = targetPlaces(dataset, training, few);
  const testing = listed(dataset, folder, 'test');
  const test = targetPlaces(dataset, testing, renumbered(labels(testing), from.people + to.people));
  for (const part of [from, to, test]) refuseOneSided(dataset, part);
  const kept = from.people - validationPeople(from.people);
  return {
    train: source([...from.places.filter(({ identity }) => identity < kept), ...to.places]),
    validation: source(from.places.filter(({ identity }) => identity >= kept)),
    test: source(test.places),
  };
}
