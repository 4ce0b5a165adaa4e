import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import type { BlackBox, LoadedData } from '@paretoboard/harness/task/task-module.js';
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

/** A table of more cells is not kept. */
const mostCells = 2 ** 22;
const unknown = 255;

/**
 * Labels of rows of codes, each cell of the table looked up in the forest once: explanations ask for the same few people over and over. The same answers
 * as the forest's.
 */
function rememberedLabels(forest: Forest, levels: ArrayLike<number>): (codes: Uint8Array, items: number) => Uint8Array {
  const features = levels.length;
  const cells = Array.from(levels).reduce((product, count) => product * count, 1);
  if (cells > mostCells) return (codes, items) => forestLabels(forest, { codes, items, features });
  const known = new Uint8Array(cells).fill(unknown);
  /** Those that are not known yet are looked up together: tree by tree, the forest is fast; row by row, every node misses the processor's cache. */
  const learn = (codes: Uint8Array, missing: readonly number[], at: Int32Array): void => {
    const rows = new Uint8Array(missing.length * features);
    for (const [row, item] of missing.entries())
      rows.set(codes.subarray(item * features, (item + 1) * features), row * features);
    const labels = forestLabels(forest, { codes: rows, items: missing.length, features });
    for (const [row, item] of missing.entries()) known[at[item]!] = labels[row]!;
  };
  return (codes, items) => {
    const at = new Int32Array(items);
    const missing: number[] = [];
    for (let item = 0; item < items; item++) {
      let cell = 0;
      for (let i = 0; i < features; i++) cell = cell * levels[i]! + codes[item * features + i]!;
      at[item] = cell;
      if (known[cell] === unknown) missing.push(item);
    }
    if (missing.length > 0) learn(codes, missing, at);
    return Uint8Array.from(at, (cell) => known[cell]!);
  };
}

/** Answers rows of codes with labels. */
export function blackBox(data: LoadedData): BlackBox {
  const forest = forestOf(data.test.read(0).targets);
  const levels = data.constants!.levels!.data;
  const features = levels.length;
  const labelsOf = rememberedLabels(forest, levels);
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
