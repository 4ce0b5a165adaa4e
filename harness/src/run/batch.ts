import { allocate, elementCount, type NamedTensors, type Tensor } from '@paretoboard/contract/tensor.js';

/**
 * Stacks per-item tensors along a new first axis.
 * @throws RangeError if the items differ in names, dtype or shape
 */
export function stack(items: readonly NamedTensors[], names: readonly string[]): Record<string, Tensor> {
  return Object.fromEntries(names.map((name) => [name, stackOne(items, name)]));
}

function stackOne(items: readonly NamedTensors[], name: string): Tensor {
  const first = items[0]?.[name];
  if (!first) throw new RangeError(`item without tensor "${name}"`);
  const size = elementCount(first.shape);
  const data = allocate(first.dtype, size * items.length);
  items.forEach((item, index) => {
    const tensor = item[name];
    if (!tensor || tensor.dtype !== first.dtype || tensor.data.length !== size)
      throw new RangeError(`tensor "${name}": items differ in dtype or shape`);
    data.set(tensor.data as never, index * size);
  });
  return { dtype: first.dtype, shape: [items.length, ...first.shape], data };
}

/** The tensors of one item of a batch: views, not copies. */
export function itemOf(batch: NamedTensors, index: number): Record<string, Tensor> {
  return Object.fromEntries(
    Object.entries(batch).map(([name, tensor]) => {
      const shape = tensor.shape.slice(1);
      const size = elementCount(shape);
      return [name, { dtype: tensor.dtype, shape, data: tensor.data.subarray(index * size, (index + 1) * size) }];
    }),
  );
}
