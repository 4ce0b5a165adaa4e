import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataSetError } from '@paretoboard/harness/task/data-set-error.js';
import type { ItemSource, LoadedData } from '@paretoboard/harness/task/task-module.js';
import { decodeNpy, type NpyArray } from '@paretoboard/tasks/formats/npy.js';
import { classCount, featureCount } from './definition.js';
import { fileNames, type Split } from './layout.js';

const remedy = 'Take the files of the official download as they are.';

async function readArray(dataset: string, folder: string, name: string): Promise<NpyArray> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(join(folder, name));
  } catch {
    throw new DataSetError(dataset, name, 'no such file', remedy);
  }
  try {
    return decodeNpy(bytes);
  } catch (error) {
    throw new DataSetError(dataset, `${name} as numpy.save writes it`, (error as Error).message, remedy);
  }
}

async function readSplit(dataset: string, folder: string, split: Split): Promise<ItemSource> {
  const names = fileNames(split);
  const features = await readArray(dataset, folder, names.features);
  const labels = await readArray(dataset, folder, names.labels);
  const items = labels.data.length;
  if (features.shape.length !== 2 || features.shape[0] !== items || features.shape[1] !== featureCount)
    throw new DataSetError(
      dataset,
      `${items} rows of ${featureCount} values in ${names.features}`,
      `[${features.shape.join(', ')}]`,
      remedy,
    );
  const stranger = labels.data.find((label) => !Number.isInteger(label) || label < 0 || label >= classCount);
  if (stranger !== undefined)
    throw new DataSetError(dataset, `labels 0 to ${classCount - 1} in ${names.labels}`, String(stranger), remedy);
  return {
    items,
    read: (index) => {
      const data = features.data.slice(index * featureCount, (index + 1) * featureCount);
      return {
        inputs: { features: { dtype: 'float32', shape: [featureCount], data } },
        targets: { label: { dtype: 'int32', shape: [], data: Int32Array.of(labels.data[index]!) } },
        attributes: {},
        group: '',
      };
    },
  };
}

/** FILL: the official layout. @throws DataSetError naming what was expected, what was found, what to do */
export async function read(folder: string, dataset: string): Promise<LoadedData> {
  return {
    train: await readSplit(dataset, folder, 'train'),
    validation: await readSplit(dataset, folder, 'validation'),
    test: await readSplit(dataset, folder, 'test'),
  };
}
