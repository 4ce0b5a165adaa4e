import { openRuntime } from '@paretoboard/harness/runtimes/open-runtime.js';
import { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor2D } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Edges, neighbourSum, reversed, symmetricallyNormalised } from './neighbour-sum.js';

let tf: TensorFlow;
/** User 0 has items 0 and 1, user 1 has item 1, user 2 nothing. */
let edges: Record<'gathered' | 'matrix', Edges>;
beforeAll(async () => {
  tf = (await openRuntime('cpu')).tf;
  const ends = [Int32Array.of(0, 1, 1), Int32Array.of(0, 0, 1), 2, 3] as const;
  edges = { gathered: symmetricallyNormalised(tf, ...ends, 0), matrix: symmetricallyNormalised(tf, ...ends) };
});

const random = new Random(1);
const values = (rows: number, columns: number): Tensor2D =>
  tf.tensor2d(
    Float32Array.from({ length: rows * columns }, () => random.normal()),
    [rows, columns],
  );

describe.each(['gathered', 'matrix'] as const)('neighbourSum, %s', (way) => {
  it('weighs neighbours by both degrees, and gives 0 to a node without any', async () => {
    const x = tf.tensor2d([
      [1, 2],
      [10, 20],
    ]);
    const [a, b] = [1 / Math.sqrt(2), 1 / 2];
    const out = await neighbourSum(tf, x, edges[way]).array();
    [
      [a + 10 * b, 2 * a + 20 * b],
      [10 / Math.sqrt(2), 20 / Math.sqrt(2)],
      [0, 0],
    ].forEach((row, at) => {
      row.forEach((value, column) => {
        expect(out[at]![column]).toBeCloseTo(value, 5);
      });
    });
  });

  it('goes back along the reversed edges', async () => {
    const back = neighbourSum(tf, tf.tensor2d([[1], [0], [5]]), reversed(edges[way]));
    expect([...back.dataSync()]).toEqual([Math.fround(1 / Math.sqrt(2)), 0.5]);
  });

  it('has the gradient of finite differences', () => {
    const [x, mix] = [values(2, 3), values(3, 3)];
    const loss = (input: Tensor2D) => tf.sum(tf.mul(tf.square(neighbourSum(tf, input, edges[way])), mix));
    const gradient = tf
      .grad((input) => loss(input as Tensor2D))(x)
      .dataSync();
    const step = 1e-2;
    for (let at = 0; at < x.size; at++) {
      const moved = (by: number): number => {
        const data = Float32Array.from(x.dataSync());
        data[at]! += by;
        return loss(tf.tensor2d(data, [2, 3])).dataSync()[0]!;
      };
      expect(gradient[at]).toBeCloseTo((moved(step) - moved(-step)) / (2 * step), 2);
    }
  });
});
