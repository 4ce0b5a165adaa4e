import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import type { BlackBox, LoadedData } from '@paretoboard/harness/task/task-module.js';
import { forestTable } from '../black-boxes/forest-table.js';
import { type Forest, forestLabels, growForest } from '../black-boxes/random-forest.js';
import type { CodedTable } from './coded-table.js';

/** As the paper: 50 trees, grown to purity; √features tried at a split and bootstrap samples, the defaults of the library it uses. */
export const forestOptions = { trees: 50, seed: 783543 } as const;

export function growBlackBox({ codes, labels, levels }: CodedTable): Forest {
  return growForest({ codes, items: labels.length, features: levels.length }, labels, forestOptions);
}

/** The forest as the targets of a test item hold it: for the scorer and the harness alone. */
export function forestOf(targets: NamedTensors): Forest {
  return { nodes: targets.nodes!.data as Int32Array, roots: targets.roots!.data as Int32Array };
}

/** A table of more cells is not made. */
const mostCells = 2 ** 22;

/** Labels of rows of codes: looked up in a table of all rows that there are, made when it is first asked, or, if they are too many, in the forest. The answers are the same. */
function labelling(forest: Forest, levels: ArrayLike<number>): (codes: Uint8Array, items: number) => Uint8Array {
  const features = levels.length;
  const cells = Array.from(levels).reduce((product, count) => product * count, 1);
  if (cells > mostCells) return (codes, items) => forestLabels(forest, { codes, items, features });
  let table: Uint8Array | null = null;
  return (codes, items) => {
    table ??= forestTable(forest, levels);
    const labels = new Uint8Array(items);
    for (let item = 0; item < items; item++) {
      let cell = 0;
      for (let i = 0; i < features; i++) cell = cell * levels[i]! + codes[item * features + i]!;
      labels[item] = table[cell]!;
    }
    return labels;
  };
}

/** Answers rows of codes with labels. */
export function blackBox(data: LoadedData): BlackBox {
  const forest = forestOf(data.test.read(0).targets);
  const levels = data.constants!.levels!.data;
  const features = levels.length;
  const labelsOf = labelling(forest, levels);
  return {
    rows: [{ name: 'instance', dtype: 'uint8', shape: [features] }],
    problem: ({ instance }) => {
      const wrong = instance!.data.findIndex((code, at) => code >= levels[at % features]!);
      if (wrong < 0) return null;
      const feature = wrong % features;
      return `code ${instance!.data[wrong]} for feature ${feature}, which has 0 to ${levels[feature]! - 1}`;
    },
    answer: ({ instance }, items) => {
      const data = labelsOf(instance!.data as Uint8Array, items);
      return { label: { dtype: 'uint8', shape: [items], data } };
    },
  };
}
