import { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { DataType, Tensor, Tensor1D } from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { openRuntime } from '../open-runtime.js';

const SEED = 7;
const dtypes = ['float32', 'int32', 'bool'] as const;

function drawn(tf: TensorFlow, random: Random, dtype: DataType, shape: number[]): Tensor {
  const size = shape.reduce((product, extent) => product * extent, 1);
  const values = Array.from({ length: size }, () => random.integer(dtype === 'bool' ? 2 : 1000));
  return tf.tensor(values, shape, dtype);
}

/** What is cut out of a tensor, its parts along an axis, and the parts put together: the same on each runtime. */
function moved(tf: TensorFlow, random: Random, dtype: DataType): Tensor[] {
  const shape = Array.from({ length: 1 + random.integer(4) }, () => 1 + random.integer(random.integer(2) ? 4 : 12));
  const x = drawn(tf, random, dtype, shape);
  const begin = shape.map((extent) => random.integer(extent));
  const size = shape.map((extent, axis) => (random.integer(2) ? -1 : random.integer(extent - begin[axis]! + 1)));
  const axis = random.integer(shape.length);
  const place = random.integer(shape[axis]! + 1);
  const parts = tf.split(x, [place, shape[axis]! - place], axis);
  return [
    tf.slice(x, begin, size),
    ...parts,
    tf.concat([...parts, x], axis),
    tf.stack(tf.unstack(x, axis), axis),
    tf.clone(x),
    tf.cast(x, dtype),
    tf.cast(x, 'float32'),
  ];
}

describe('copies on wasm', () => {
  it.each(dtypes)('equal those of cpu, %s', async (dtype) => {
    for (let seed = SEED; seed < SEED + 25; seed++) {
      const results = [];
      for (const runtime of ['cpu', 'wasm'] as const) {
        const { tf } = await openRuntime(runtime);
        const tensors = tf.tidy(() => moved(tf, new Random(seed), dtype));
        results.push(tensors.map((tensor) => ({ shape: tensor.shape, values: [...tensor.dataSync()] })));
        tf.dispose(tensors);
      }
      expect(results[1], `seed ${seed}`).toEqual(results[0]);
    }
  });

  it('share memory that stays as long as one of them', async () => {
    const { tf } = await openRuntime('wasm');
    const x = tf.tensor1d([1, 2, 3]);
    const copy = tf.clone(x);
    const variable = tf.variable(x);
    const before = tf.memory().numBytes;
    x.dispose();
    variable.assign(tf.tidy(() => tf.mul(copy, 2) as Tensor1D));
    expect([...copy.dataSync(), ...variable.dataSync()]).toEqual([1, 2, 3, 2, 4, 6]);
    tf.dispose([copy, variable]);
    expect(tf.memory().numBytes).toBeLessThan(before);
  });
});
