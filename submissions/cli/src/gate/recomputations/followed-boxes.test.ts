import type { Item, TaskModule } from '@paretoboard/harness/task/task-module.js';
import { expect, it } from 'vitest';
import { failedMetrics } from '../testing/failed-metrics.js';

/** Sequences of several lengths; in some frames the object is not there. Pictures play no part in the score. */
function sequence(index: number): Item {
  const frames = 5 + index;
  const boxes = Float32Array.from({ length: 4 * frames }, (_, at) => 10 + ((at * 7 + index) % 23));
  const visible = Uint8Array.from({ length: frames }, (_, frame) => (frame % 4 === 2 ? 0 : 1));
  return {
    inputs: {},
    targets: {
      boxes: { dtype: 'float32', shape: [frames, 4], data: boxes },
      visible: { dtype: 'uint8', shape: [frames], data: visible },
    },
    attributes: {},
    group: String(index),
  };
}

const failed = (change: (score: TaskModule['score']) => TaskModule['score']): Promise<string[]> =>
  failedMetrics('ddctrack', 6, sequence, change);

it('agrees with the scorer of sequences', async () => {
  expect(await failed((score) => score)).toEqual([]);
});

it('finds a scorer that takes frames together, whatever their sequence', async () => {
  const pooled = await failed((score) => (answers) => {
    const found = score(answers);
    const frames = answers.map(({ item }) => [...item.targets.visible!.data].reduce((a, b) => a + b, 0));
    const sum = found.outcomes.reduce((total, { success }, at) => total + success! * frames[at]!, 0);
    const success = (100 * sum) / frames.reduce((a, b) => a + b, 0);
    return { ...found, metrics: { ...found.metrics, success } };
  });
  expect(pooled).toContain('metric-success-of-random-answers');
});
