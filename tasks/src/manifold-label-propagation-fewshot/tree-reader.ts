import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { listFiles } from '@paretoboard/harness/data/list-files.js';
import { readZip } from '@paretoboard/harness/data/read-zip.js';
import { DataSetError } from '@paretoboard/harness/task/data-set-error.js';
import type { CharacterClass, CharacterSplits } from './character-set.js';
import { type ClassSplit, classSplit, classSplitSchema } from './class-split.js';
import { ways } from './definition.js';
import { picturesPerEpisode } from './episodes.js';
import { scanned } from './picture.js';

/** Committed: classes of a set that comes without `splits.json` are split the same way for everybody. */
const splitSeed = 1362567;
const splitFile = 'splits.json';
const isWanted = (name: string): boolean => name.endsWith('.png') || name.endsWith(splitFile);
const remedy = 'Put the complete set into this folder: one folder of PNGs for each character.';

type Files = ReadonlyMap<string, Uint8Array>;

async function filesOfFolder(folder: string): Promise<Files> {
  const names = (await listFiles(folder)).map(({ path }) => path).filter(isWanted);
  const files = new Map<string, Uint8Array>();
  for (const name of names.sort()) files.set(name, await readFile(join(folder, name)));
  return files;
}

/** The files below `root`, from the folder of that name or from the archive `<root>.zip` beside it. @throws DataSetError if neither is there */
async function filesOf(folder: string, root: string, dataset: string): Promise<Files> {
  if (existsSync(join(folder, root))) return filesOfFolder(join(folder, root));
  const archive = join(folder, `${root}.zip`);
  if (!existsSync(archive)) throw new DataSetError(dataset, `${root} or ${root}.zip`, 'neither', remedy);
  const files = await readZip(archive, isWanted);
  return new Map([...files].map(([name, bytes]) => [name.replace(`${root}/`, ''), bytes]));
}

function classesOf(files: Files, dataset: string): CharacterClass[] {
  const byClass = new Map<string, string[]>();
  for (const name of [...files.keys()].filter((file) => file.endsWith('.png')).sort()) {
    const folder = name.slice(0, name.lastIndexOf('/'));
    byClass.set(folder, [...(byClass.get(folder) ?? []), name]);
  }
  const picture = (name: string) => {
    try {
      return scanned(files.get(name)!);
    } catch (error) {
      throw new DataSetError(dataset, `a PNG in ${name}`, (error as Error).message, remedy);
    }
  };
  return [...byClass].map(([name, pictures], label) => ({ name, label, pictures: pictures.map(picture) }));
}

function splitOf(files: Files, classes: readonly CharacterClass[], dataset: string): ClassSplit {
  const stored = files.get(splitFile);
  if (!stored)
    return classSplit(
      classes.map(({ name }) => name),
      splitSeed,
    );
  try {
    return classSplitSchema.parse(JSON.parse(Buffer.from(stored).toString('utf8')));
  } catch (error) {
    throw new DataSetError(dataset, `${splitFile} with train, test and val`, (error as Error).message, remedy);
  }
}

/**
 * Reads characters in folders of PNGs (`<character>/*.png`, or `<alphabet>/<character>/*.png` as Omniglot has them), split by class as `splits.json` says, or by
 * a committed permutation. Where a training class has twice what an episode needs, its second half is kept out of training for mixed episodes.
 * @throws DataSetError naming the file or class that is not as expected
 */
export async function readTree(folder: string, root: string, dataset: string): Promise<CharacterSplits> {
  const files = await filesOf(folder, root, dataset);
  const classes = classesOf(files, dataset);
  const split = splitOf(files, classes, dataset);
  const named = (names: readonly string[]): CharacterClass[] =>
    names.map((name) => {
      const found = classes.find((candidate) => candidate.name === name);
      if (found && found.pictures.length >= picturesPerEpisode) return found;
      const what = found ? `${found.pictures.length} pictures` : 'none';
      throw new DataSetError(dataset, `${root}/${name} with ${picturesPerEpisode} PNGs or more`, what, remedy);
    });
  const [train, validation, unseen] = [named(split.train), named(split.val), named(split.test)];
  if (unseen.length < ways)
    throw new DataSetError(dataset, `at least ${ways} classes for the test`, `${unseen.length}`, remedy);
  const canSpare = train.every(({ pictures }) => pictures.length >= 2 * picturesPerEpisode);
  if (!canSpare) return { train, validation, unseen, seen: [] };
  const half = (part: 0 | 1) => (character: CharacterClass) => {
    const middle = Math.floor(character.pictures.length / 2);
    const pictures = part === 0 ? character.pictures.slice(0, middle) : character.pictures.slice(middle);
    return { ...character, pictures };
  };
  return { train: train.map(half(0)), validation, unseen, seen: train.map(half(1)) };
}
