import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { BatchesAhead, preparedStep } from './batches-ahead.js';
import { type CompiledStep, uncompiled } from './graphs.js';

/** A step that takes until the next turn of the event loop, as one in another thread does. */
function later(step: CompiledStep, said: string[]): CompiledStep {
  const prepare: CompiledStep['prepare'] = (...inputs) => {
    const name = inputs[0]!.dataSync()[0]!;
    said.push(`prepared ${name}`);
    const run = async () => {
      said.push(`begun ${name}`);
      await new Promise((resolve) => setImmediate(resolve));
      said.push(`ended ${name}`);
      return step(...inputs);
    };
    return { run };
  };
  return Object.assign((...inputs: tf.Tensor[]) => step(...inputs), { prepare, dispose: step.dispose });
}

describe('batches ahead', () => {
  it('prepares a step while the one before runs, runs one at a time, tells the losses in order, and frees what went in', async () => {
    const said: string[] = [];
    const step = later(
      uncompiled((x) => [tf.mul(x!, 10), tf.neg(x!)]),
      said,
    );
    const before = tf.memory().numTensors;
    const [ahead, losses] = [new BatchesAhead(), [] as number[]];
    for (const value of [1, 2, 3])
      await ahead.begin(preparedStep(tf, step, [tf.scalar(value), tf.scalar(0)]), (loss) => losses.push(loss));
    await ahead.end();
    expect(said.join(', ')).toBe(
      'prepared 1, begun 1, prepared 2, ended 1, begun 2, prepared 3, ended 2, begun 3, ended 3',
    );
    expect(losses).toEqual([10, 20, 30]);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('ends with what went wrong in a step', async () => {
    const ahead = new BatchesAhead();
    const step = uncompiled(() => {
      throw new Error('not this one');
    });
    await ahead.begin(preparedStep(tf, step, []), () => undefined);
    await expect(ahead.end()).rejects.toThrow('not this one');
  });
});
