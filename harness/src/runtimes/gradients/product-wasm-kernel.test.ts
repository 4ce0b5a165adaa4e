import { Random } from '@paretoboard/sdk/random.js';
import type { Tensor2D } from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { openRuntime } from '../open-runtime.js';

const SEED = 7;

describe('products on wasm', () => {
  it('equal plain sums: any size, transposed, with batches of which one side may have but one', async () => {
    const { tf } = await openRuntime('wasm');
    for (let seed = SEED; seed < SEED + 60; seed++) {
      const random = new Random(seed);
      const [rows, columns] = [1 + random.integer(13), 1 + random.integer(21)];
      const inner = 1 + random.integer(random.integer(4) ? 12 : 700);
      const [flipA, flipB] = [random.integer(2) === 1, random.integer(2) === 1];
      const batches = 1 + random.integer(3);
      const [batchesA, batchesB] = random.integer(2) ? [batches, 1] : [random.integer(2) ? 1 : batches, batches];
      const values = (n: number) => Float32Array.from({ length: n }, () => random.normal());
      const [a, b] = [values(batchesA * rows * inner), values(batchesB * inner * columns)];
      const found = tf.tidy(() =>
        tf
          .matMul(
            tf.tensor(a, [batchesA, ...(flipA ? [inner, rows] : [rows, inner])]),
            tf.tensor(b, [batchesB, ...(flipB ? [columns, inner] : [inner, columns])]),
            flipA,
            flipB,
          )
          .dataSync(),
      );
      expect(found.length).toBe(Math.max(batchesA, batchesB) * rows * columns);
      for (const [at, value] of found.entries()) {
        const [batch, row, column] = [Math.floor(at / rows / columns), Math.floor(at / columns) % rows, at % columns];
        const [fromA, fromB] = [
          batchesA === 1 ? 0 : batch * rows * inner,
          batchesB === 1 ? 0 : batch * inner * columns,
        ];
        let expected = 0;
        let size = 1;
        for (let k = 0; k < inner; k++) {
          const left = a[fromA + (flipA ? k * rows + row : row * inner + k)]!;
          const term = left * b[fromB + (flipB ? column * inner + k : k * columns + column)]!;
          expected += term;
          size += Math.abs(term);
        }
        expect(Math.abs(value - expected), `seed ${seed}, at ${at}`).toBeLessThan(1e-6 * size);
      }
    }
  });

  it('of the same values in another shape are those of that shape', async () => {
    const { tf } = await openRuntime('wasm');
    const b = tf.tensor1d([1, 2, 3]);
    const [row, column] = [b.reshape([1, 3]) as Tensor2D, b.reshape([3, 1]) as Tensor2D];
    expect([...tf.matMul(tf.ones([2, 1]), row).dataSync()]).toEqual([1, 2, 3, 1, 2, 3]);
    expect([...tf.matMul(tf.ones([2, 3]), column).dataSync()]).toEqual([6, 6]);
    const fused = (a: number[], of: Tensor2D) => tf.fused.matMul({ a: tf.ones(a), b: of, activation: 'relu' });
    expect([...fused([2, 1], row).dataSync()]).toEqual([1, 2, 3, 1, 2, 3]);
    expect([...fused([2, 3], column).dataSync()]).toEqual([6, 6]);
  });

  it.each(['linear', 'relu', 'relu6', 'elu', 'sigmoid', 'prelu', 'leakyrelu'] as const)(
    'with offset and %s equal those of cpu',
    async (activation) => {
      const found: number[][] = [];
      for (const runtime of ['cpu', 'wasm'] as const) {
        const { tf } = await openRuntime(runtime);
        const random = new Random(SEED);
        const drawn = (rows: number, columns: number): Tensor2D =>
          tf.tensor2d(
            Float32Array.from({ length: rows * columns }, () => random.normal()),
            [rows, columns],
          );
        const [a, b, bias, slopes] = [drawn(3, 5), drawn(4, 5), drawn(1, 4).flatten(), drawn(1, 4)];
        const y = tf.fused.matMul({
          ...{ a, b, bias, activation, transposeB: true, leakyreluAlpha: 0.3 },
          ...(activation === 'prelu' ? { preluActivationWeights: slopes } : {}),
        });
        found.push([...y.dataSync()]);
      }
      for (const [at, value] of found[1]!.entries()) expect(value).toBeCloseTo(found[0]![at]!, 5);
    },
  );
});
