import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataSetError } from '@paretoboard/harness/task/data-set-error.js';
import { Random } from '@paretoboard/sdk/random.js';
import { decodeIdx, type IdxArray } from '../formats/idx.js';
import type { CharacterClass, CharacterSplits } from './character-set.js';
import { ways } from './definition.js';
import { resized } from './picture.js';

const picturesFile = 'X_kannada_MNIST_test-idx3-ubyte.gz';
const labelsFile = 'y_kannada_MNIST_test-idx1-ubyte.gz';
const digits = 10;
/** Committed: which five digits are trained on. */
const splitSeed = 1362567;
/** Pictures of a training digit by number: training, validation, and the rest for mixed episodes. */
const shares = { train: 400, validation: 100 } as const;

async function readIdx(folder: string, name: string, axes: number, dataset: string): Promise<IdxArray> {
  const remedy = 'Put the official files of the test split into this folder.';
  const bytes = await readFile(join(folder, name)).catch(() => {
    throw new DataSetError(dataset, name, 'no such file', remedy);
  });
  try {
    const array = decodeIdx(bytes);
    if (array.shape.length !== axes) throw new RangeError(`an array of shape [${array.shape.join(', ')}]`);
    return array;
  } catch (error) {
    throw new DataSetError(dataset, `an IDX array of ${axes} axes in ${name}`, (error as Error).message, remedy);
  }
}

function classesOf({ shape, data }: IdxArray, labels: Uint8Array): CharacterClass[] {
  const [, height, width] = shape as [number, number, number];
  const size = width * height;
  const pictureAt = (index: number) => resized(width, height, data.subarray(index * size, (index + 1) * size));
  return Array.from({ length: digits }, (_, label) => ({
    name: String(label),
    label,
    pictures: [...labels.keys()].filter((index) => labels[index] === label).map(pictureAt),
  }));
}

/**
 * Kannada-MNIST's test split in IDX files, as characters: five digits are for training (400 pictures, 100 for validation, the others kept for mixed episodes),
 * five for the test. Ten classes leave none over for validation.
 * @throws DataSetError
 */
export async function readDigits(folder: string, dataset: string): Promise<CharacterSplits> {
  const pictures = await readIdx(folder, picturesFile, 3, dataset);
  const labels = await readIdx(folder, labelsFile, 1, dataset);
  if (labels.shape[0] !== pictures.shape[0])
    throw new DataSetError(
      dataset,
      `a label for each of ${pictures.shape[0]} pictures in ${labelsFile}`,
      `${labels.shape[0]}`,
      'Take both files from one copy of the set.',
    );
  const classes = classesOf(pictures, labels.data);
  const scarce = classes.find((digit) => digit.pictures.length < 2 * (shares.train + shares.validation));
  if (scarce)
    throw new DataSetError(
      dataset,
      `1,000 pictures of each digit`,
      `${scarce.pictures.length} of ${scarce.name}`,
      'Take the complete test split.',
    );
  const order = Array.from(new Random(splitSeed).permutation(digits), (index) => classes[index]!);
  const part = (from: number, to?: number) => (digit: CharacterClass) => ({
    ...digit,
    pictures: digit.pictures.slice(from, to),
  });
  const trained = order.slice(0, digits - ways);
  const { train, validation } = shares;
  return {
    train: trained.map(part(0, train)),
    validation: trained.map(part(train, train + validation)),
    unseen: order.slice(digits - ways),
    seen: trained.map(part(train + validation)),
  };
}
