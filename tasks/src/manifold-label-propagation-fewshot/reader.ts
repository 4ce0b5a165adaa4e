import type { Item, ItemSource, LoadedData } from '@paretoboard/harness/task/task-module.js';
import type { CharacterClass, CharacterPicture, CharacterSplits } from './character-set.js';
import { pictureSize } from './definition.js';
import { readDigits } from './digits-reader.js';
import { testEpisodes } from './episodes.js';
import { readTree } from './tree-reader.js';

interface Source {
  read(folder: string, dataset: string): Promise<CharacterSplits>;
  /** Test episodes; the paper has 1,000. None are mixed where the set has too few pictures. */
  readonly episodes: { readonly unseen: number; readonly mixed: number };
}

const ownTree: Source['read'] = (folder, dataset) => readTree(folder, 'kannada47', dataset);
const sources: Readonly<Record<string, Source>> = {
  kannada47: { read: ownTree, episodes: { unseen: 1_000, mixed: 1_000 } },
  surrogate: { read: ownTree, episodes: { unseen: 200, mixed: 100 } },
  'omniglot-small1': {
    read: (folder, dataset) => readTree(folder, 'images_background_small1', dataset),
    episodes: { unseen: 1_000, mixed: 0 },
  },
  'kannada-mnist': { read: readDigits, episodes: { unseen: 500, mixed: 500 } },
};

function rowsOf(classes: readonly CharacterClass[]): ItemSource {
  const rows = classes.flatMap(({ name, label, pictures }) => pictures.map((picture) => ({ name, label, picture })));
  const itemOf = ({ name, label, picture }: { name: string; label: number; picture: CharacterPicture }): Item => ({
    inputs: { image: { dtype: 'uint8', shape: [pictureSize, pictureSize], data: picture() } },
    targets: { label: { dtype: 'int32', shape: [], data: Int32Array.of(label) } },
    attributes: {},
    group: name,
  });
  return { items: rows.length, read: (index) => itemOf(rows[index]!) };
}

/**
 * Rows of single pictures for training and validation, episodes for the test.
 * @throws DataSetError naming what was expected, what was found and what to do
 * @throws RangeError for a variant that is not the task's
 */
export async function readCharacters(folder: string, variant: string): Promise<LoadedData> {
  const source = sources[variant];
  if (!source) throw new RangeError(`variant "${variant}": expected one of ${Object.keys(sources).join(', ')}`);
  const { train, validation, unseen, seen } = await source.read(folder, variant);
  const mixed = seen.length > 0 ? source.episodes.mixed : 0;
  return {
    train: rowsOf(train),
    validation: rowsOf(validation),
    test: testEpisodes({ unseen, seen }, { ...source.episodes, mixed }),
  };
}
