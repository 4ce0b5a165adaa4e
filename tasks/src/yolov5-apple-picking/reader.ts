import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataSetError } from '@paretoboard/harness/task/data-set-error.js';
import type { Item, ItemSource, LoadedData } from '@paretoboard/harness/task/task-module.js';
import { type ColourPicture, decodeColourJpeg } from '../formats/jpeg.js';
import { type LabelledBox, parseYoloLabels } from '../formats/yolo-labels.js';
import { mostApples } from './definition.js';
import type { Layout } from './layout.js';

interface Place {
  readonly dataset: string;
  readonly folder: string;
  readonly layout: Layout;
}

const remedy = 'Copy the release into it, complete and unchanged.';
const concurrency = 8;

function refuse({ dataset }: Place, expected: string, found: string): never {
  throw new DataSetError(dataset, expected, found, remedy);
}

async function namesIn(place: Place, list: 'train' | 'val' | 'test'): Promise<string[]> {
  const file = join(place.folder, place.layout.list(list));
  const text = await readFile(file, 'utf8').catch(() => refuse(place, `the list ${file}`, 'no such file'));
  const names = text.split(/\r?\n/).filter((name) => name !== '');
  if (names.length === 0) refuse(place, `names in ${file}`, 'none');
  return names;
}

async function readPicture(place: Place, name: string): Promise<ColourPicture> {
  const file = join(place.folder, place.layout.image(name));
  const bytes = await readFile(file).catch(() => refuse(place, `the picture ${file}`, 'no such file'));
  return decodeColourJpeg(bytes).catch((error: Error) => refuse(place, `the picture ${file}`, error.message));
}

async function readLabels(place: Place, name: string, { width, height }: ColourPicture): Promise<LabelledBox[]> {
  const file = join(place.folder, place.layout.labels(name));
  const text = await readFile(file, 'utf8').catch(() => refuse(place, `the labels ${file}`, 'no such file'));
  let boxes: LabelledBox[];
  try {
    boxes = parseYoloLabels(text, width, height);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return refuse(place, `YOLO labels in ${file}`, error.message);
  }
  const odd = boxes.find(({ category }) => !place.layout.classes.includes(category));
  if (odd) refuse(place, `classes ${place.layout.classes.join(', ')} in ${file}`, String(odd.category));
  if (boxes.length > mostApples) refuse(place, `at most ${mostApples} apples in ${file}`, String(boxes.length));
  return boxes;
}

async function readItem(place: Place, name: string): Promise<Item> {
  const picture = await readPicture(place, name);
  const labelled = await readLabels(place, name, picture);
  const boxes = new Float32Array(mostApples * 4);
  for (const [index, { box }] of labelled.entries()) boxes.set(box, 4 * index);
  return {
    inputs: { image: { dtype: 'uint8', shape: [picture.height, picture.width, 3], data: picture.data } },
    targets: {
      boxes: { dtype: 'float32', shape: [mostApples, 4], data: boxes },
      count: { dtype: 'int32', shape: [], data: Int32Array.of(labelled.length) },
    },
    attributes: { picture: name },
    group: place.layout.photo(name),
  };
}

async function readSplit(place: Place, names: readonly string[]): Promise<ItemSource> {
  const items = new Array<Item>(names.length);
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < names.length; index = next++) items[index] = await readItem(place, names[index]!);
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return {
    items: items.length,
    read: (index) => items[index] ?? refuse(place, `an item below ${items.length}`, String(index)),
  };
}

/**
 * Pictures with boxes, split as the lists say, but for pictures of a photograph that is also in a later split: those are left out of the earlier one.
 * @throws DataSetError naming the list, picture or labels that are missing or wrong
 */
export async function readApples(folder: string, dataset: string, layout: Layout): Promise<LoadedData> {
  const place = { dataset, folder, layout };
  const [train, validation, test] = await Promise.all([
    namesIn(place, 'train'),
    namesIn(place, 'val'),
    namesIn(place, 'test'),
  ]);
  const photos = (names: readonly string[]): Set<string> => new Set(names.map(layout.photo));
  const [tested, validated] = [photos(test), photos(validation)];
  const kept = validation.filter((name) => !tested.has(layout.photo(name)));
  const learnt = train.filter((name) => !tested.has(layout.photo(name)) && !validated.has(layout.photo(name)));
  return {
    train: await readSplit(place, learnt),
    validation: await readSplit(place, kept),
    test: await readSplit(place, test),
  };
}
