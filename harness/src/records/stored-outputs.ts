import { elementCount, type NamedTensors, type Tensor } from '@paretoboard/contract/tensor.js';
import { packTensors, unpackTensors } from '@paretoboard/sdk/tensor-bytes.js';

/** More than this is not kept: the metrics of such a run follow from its per-item outcomes, or not at all. */
export const storedOutputsCapBytes = 256 * 2 ** 20;

const shapesSuffix = '.shapes';

function concatenate(tensors: readonly Tensor[]): Tensor['data'] {
  const first = tensors[0]!.data;
  const length = tensors.reduce((sum, tensor) => sum + tensor.data.length, 0);
  const all = new (first.constructor as new (size: number) => typeof first)(length);
  let from = 0;
  for (const tensor of tensors) {
    all.set(tensor.data as never, from);
    from += tensor.data.length;
  }
  return all;
}

/** Outputs that differ in shape lie one after the other, with a tensor of their shapes beside them. */
function packOne(name: string, tensors: readonly Tensor[]): [string, Tensor][] {
  const { dtype, shape } = tensors[0]!;
  const data = concatenate(tensors);
  if (tensors.every((tensor) => String(tensor.shape) === String(shape)))
    return [[name, { dtype, shape: [tensors.length, ...shape], data }]];
  const shapes = Int32Array.from(tensors.flatMap((tensor) => tensor.shape));
  return [
    [name, { dtype, shape: [data.length], data }],
    [`${name}${shapesSuffix}`, { dtype: 'int32', shape: [tensors.length, shape.length], data: shapes }],
  ];
}

/** The answers of every seed, each in the order of the test split: all that a scorer needs besides the labels. */
export class OutputStore {
  private tensors: Record<string, Tensor> = {};
  private bytes = 0;
  private seeds = 0;

  /** False once a seed went over the cap: an incomplete file would rescore to something else. */
  get complete(): boolean {
    return this.bytes <= storedOutputsCapBytes;
  }

  get empty(): boolean {
    return this.seeds === 0;
  }

  /** @param outputs one seed's, by item. @throws RangeError if an item lacks a tensor */
  addSeed(outputs: readonly NamedTensors[], names: readonly string[]): void {
    for (const name of names) {
      const tensors = outputs.map((one, item) => {
        const tensor = one[name];
        if (!tensor) throw new RangeError(`item ${item} has no tensor "${name}"`);
        return tensor;
      });
      this.bytes += tensors.reduce((sum, tensor) => sum + tensor.data.byteLength, 0);
      if (this.complete)
        Object.assign(this.tensors, Object.fromEntries(packOne(`seed-${this.seeds}/${name}`, tensors)));
      else this.tensors = {};
    }
    this.seeds += 1;
  }

  /** @throws RangeError if the store is not complete */
  pack(): Uint8Array {
    if (!this.complete) throw new RangeError(`${this.bytes} bytes of outputs are over ${storedOutputsCapBytes}`);
    return packTensors(this.tensors);
  }
}

function unpackOne(tensor: Tensor, shapes: Tensor | undefined): Tensor[] {
  const { dtype, data } = tensor;
  const items = shapes ? shapes.shape[0]! : tensor.shape[0]!;
  let from = 0;
  return Array.from({ length: items }, (_, item) => {
    const rank = shapes?.shape[1] ?? 0;
    const shape = shapes ? [...shapes.data.subarray(item * rank, (item + 1) * rank)] : tensor.shape.slice(1);
    const size = elementCount(shape);
    const one = { dtype, shape, data: data.subarray(from, from + size) };
    from += size;
    return one;
  });
}

/** Answers by seed and item: `result[seed][item]` holds the named tensors, without a batch axis. @throws if the bytes are no such file */
export function unpackOutputs(packed: Uint8Array): NamedTensors[][] {
  const tensors = unpackTensors(packed);
  const seeds: Record<string, Tensor>[][] = [];
  for (const [path, tensor] of Object.entries(tensors)) {
    if (path.endsWith(shapesSuffix)) continue;
    const [, index, name] = /^seed-(\d+)\/(.+)$/.exec(path) ?? [];
    if (index === undefined || name === undefined) throw new RangeError(`expected seed-<i>/<output>, found ${path}`);
    seeds[Number(index)] ??= [];
    unpackOne(tensor, tensors[`${path}${shapesSuffix}`]).forEach((one, item) => {
      seeds[Number(index)]![item] = { ...seeds[Number(index)]![item], [name]: one };
    });
  }
  return seeds;
}
