import type { NamedTensors, Tensor, TensorData } from '@paretoboard/contract/tensor.js';
import type { Item, ItemSource, LoadedData } from '@paretoboard/harness/task/task-module.js';
import { Random } from '@paretoboard/sdk/random.js';
import { conditionOn, drawRows, fitDiscreteNormal } from '../black-boxes/discrete-normal.js';
import { growBlackBox } from './black-box.js';
import type { CodedTable } from './coded-table.js';

/** Accuracy that a rule has to reach: each test instance is explained at each of them. */
export const thresholds = [0.7, 0.8, 0.9] as const;

const splitSeed = 1;
/** The paper's code counts coverage on as many unconditional samples. */
const coverageSamples = 10_000;
const coverageSeed = 2_024;

export interface SplitOptions {
  /** Test instances that are explained, the first of the test part. */
  readonly instances: number;
  /** Draw as many rows of the frequent class as there are of the other. */
  readonly balance: boolean;
}

function chosenRows(table: CodedTable, balance: boolean): number[] {
  const order = [...new Random(splitSeed).permutation(table.labels.length)];
  if (!balance) return order;
  const ofClass = (label: number): number[] => order.filter((row) => table.labels[row] === label);
  const [zeros, ones] = [ofClass(0), ofClass(1)];
  const size = Math.min(zeros.length, ones.length);
  const kept = [...zeros.slice(0, size), ...ones.slice(0, size)];
  return [...new Random(splitSeed).fork('balanced').permutation(kept.length)].map((at) => kept[at]!);
}

function rowsOf({ codes, labels, levels }: CodedTable, rows: readonly number[]): CodedTable {
  const features = levels.length;
  const chosen = new Uint8Array(rows.length * features);
  rows.forEach((row, at) => {
    chosen.set(codes.subarray(row * features, (row + 1) * features), at * features);
  });
  return { codes: chosen, labels: Uint8Array.from(rows, (row) => labels[row]!), levels };
}

const vector = <Data extends TensorData>(dtype: Tensor['dtype'], data: Data): Tensor => ({
  dtype,
  shape: [data.length],
  data,
});

function instanceAt({ codes, levels }: CodedTable, row: number): Tensor {
  const features = levels.length;
  return vector('uint8', codes.subarray(row * features, (row + 1) * features));
}

/** Rows without their class: whoever has it could grow the black box. */
function withoutLabels(table: CodedTable): ItemSource {
  return {
    items: table.labels.length,
    read: (index) => ({
      inputs: { instance: instanceAt(table, index) },
      targets: {},
      attributes: {},
      group: String(index),
    }),
  };
}

/** What judges: the black box and the distribution that rules are held against. Made when it is first needed: listing a task does not. */
function judgesOf(train: CodedTable): () => NamedTensors {
  let made: NamedTensors | null = null;
  return () => {
    if (made) return made;
    const features = train.levels.length;
    const { nodes, roots } = growBlackBox(train);
    const normal = fitDiscreteNormal({ codes: train.codes, items: train.labels.length, features }, train.levels);
    const { mean, covariance, levels } = normal;
    const random = new Random(coverageSeed);
    const nothing = new Uint8Array(features);
    const everywhere = conditionOn(normal, nothing, nothing);
    const coverage = drawRows(everywhere, levels, nothing, coverageSamples, () => random.normal());
    made = {
      nodes: { dtype: 'int32', shape: [nodes.length / 2, 2], data: nodes },
      roots: vector('int32', roots),
      mean: vector('float64', mean),
      covariance: { dtype: 'float64', shape: [features, features], data: covariance },
      levels: vector('uint8', levels),
      coverage: { dtype: 'uint8', shape: [coverageSamples, features], data: coverage },
    };
    return made;
  };
}

function explained(test: CodedTable, judges: () => NamedTensors, instances: number): ItemSource {
  return {
    items: Math.min(instances, test.labels.length) * thresholds.length,
    read: (index): Item => {
      const row = Math.floor(index / thresholds.length);
      const threshold = Float32Array.of(thresholds[index % thresholds.length]!);
      return {
        inputs: { instance: instanceAt(test, row), threshold: { dtype: 'float32', shape: [], data: threshold } },
        targets: judges(),
        attributes: {},
        group: `instance ${row}`,
      };
    },
  };
}

/** 80 % train, 10 % test, the rest validation, in a seeded order. */
export function explainedData(table: CodedTable, { instances, balance }: SplitOptions): LoadedData {
  const rows = chosenRows(table, balance);
  const [trainRows, testRows] = [Math.floor(0.8 * rows.length), Math.floor((rows.length + 1) / 10)];
  const train = rowsOf(table, rows.slice(0, trainRows));
  const test = rowsOf(table, rows.slice(trainRows, trainRows + testRows));
  return {
    constants: { levels: vector('uint8', table.levels) },
    train: withoutLabels(train),
    validation: withoutLabels(rowsOf(table, rows.slice(trainRows + testRows))),
    test: explained(test, judgesOf(train), instances),
  };
}
