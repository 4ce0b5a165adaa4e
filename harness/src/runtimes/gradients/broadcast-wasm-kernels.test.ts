import { Random } from '@paretoboard/sdk/random.js';
import { describe, expect, it } from 'vitest';
import { openRuntime } from '../open-runtime.js';

const SEED = 3;
const operations = ['add', 'sub', 'mul'] as const;

describe('on wasm, of a tensor and one that repeats itself in it', () => {
  it.each(operations)('%s equals that of cpu: few and many rows, either order', async (operation) => {
    for (let seed = SEED; seed < SEED + 30; seed++) {
      const found: Float32Array[] = [];
      for (const runtime of ['cpu', 'wasm'] as const) {
        const { tf } = await openRuntime(runtime);
        const random = new Random(seed);
        const drawn = (shape: number[]) => {
          const size = shape.reduce((product, extent) => product * extent, 1);
          return tf.tensor(
            Float32Array.from({ length: size }, () => random.normal()),
            shape,
          );
        };
        const shape = [1 + random.integer(3), 2 ** random.integer(8), 1 + random.integer(3), 1 + random.integer(9)];
        const kept = shape.map((extent) => (random.integer(2) ? extent : 1)).slice(random.integer(3));
        const inputs = random.integer(2) ? [drawn(shape), drawn(kept)] : [drawn(kept), drawn(shape)];
        const result = tf[operation](inputs[0]!, inputs[1]!);
        expect(result.shape).toEqual(shape);
        found.push(result.dataSync() as Float32Array);
        tf.dispose([...inputs, result]);
      }
      expect(found[1], `seed ${seed}`).toEqual(found[0]);
    }
  });
});
